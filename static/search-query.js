// The query grammar: the same parser as sitegen/search/grammar.py, where it is described.
// A node is {node: "Word" | "Prefix" | "Fuzzy" | "Phrase" | "In" | "Is" | "Not" | "All" | "Any" | "Words", …}.
(function () {
  "use strict";
  const search = (window.sitegenSearch = window.sitegenSearch || {});

  const QUOTES = "\"“”„«»";
  const DEEPEST = 30;
  const S = search.SPACES;
  const SPACE = new RegExp("^[" + S + "]$");
  const CHUNK = new RegExp("[^" + S + "()" + QUOTES + "]+", "y");
  const NEGATION = new RegExp("-[^" + S + ")]", "y");
  const DATE = /^([0-9]{4})(?:-([0-9]{1,2})(?:-([0-9]{1,2}))?)?$/;
  const FILTERS = ["kind", "type", "before", "after"];
  const KINDS = {
    article: "article", articles: "article", entity: "entity", entities: "entity", event: "event", events: "event",
  };
  const TYPES = {
    people: "person", persons: "person", person: "person", places: "place", place: "place",
    org: "organisation", orgs: "organisation", organisation: "organisation", organisations: "organisation",
    group: "group", groups: "group",
  };
  const NOTHING = { node: "Words", should: [], must: [], never: [] };

  class QueryError extends Error {
    constructor(reason, at) {
      super(reason);
      this.at = at;
    }
  }

  // `named` maps the fields that a query may name to those of the index; `shortest` is a prefix's length.
  function parse(text, named, shortest) {
    const tokens = lex(text, named);
    let at = 0;
    return sequence();

    function peek(ahead) {
      return at + ahead < tokens.length ? tokens[at + ahead].kind : ")";
    }

    function sequence() {
      const should = [];
      const must = [];
      const never = [];
      while (at < tokens.length && tokens[at].kind !== ")") {
        const kind = tokens[at].kind;
        if (kind === "word" && peek(1) !== "AND" && peek(1) !== "OR") {
          for (const node of loose(tokens[at].text)) should.push(node);
          at += 1;
          continue;
        }
        const node = either();
        if (node && node.node === "Not") never.push(node.child);
        else if (node && (kind === "phrase" || kind === "field") && ["Phrase", "In", "Is"].includes(node.node)) must.push(node);
        else if (node) should.push(node);
      }
      at += 1;
      if (should.length + must.length === 1 && !never.length) return should[0] || must[0];
      return { node: "Words", should, must, never };
    }

    function either() {
      const nodes = [both()];
      while (peek(0) === "OR" && peek(1) !== ")") {
        at += 1;
        nodes.push(both());
      }
      return joined("Any", nodes);
    }

    function both() {
      const nodes = [one()];
      while (peek(0) === "AND" && peek(1) !== ")") {
        at += 1;
        nodes.push(one());
      }
      return joined("All", nodes);
    }

    function one() {
      let negated = false;
      let field = "";
      while (["NOT", "not", "field"].includes(peek(0)) && peek(1) !== ")") {
        const token = tokens[at];
        at += 1;
        if (token.kind === "field") field = token.text;
        else negated = !negated;
      }
      const node = atom(field);
      return node && negated ? { node: "Not", child: node } : node;
    }

    function atom(field) {
      if (at >= tokens.length || tokens[at].kind === ")") return null;
      const token = tokens[at];
      at += 1;
      let node;
      if (token.kind === "(") {
        node = sequence();
        if (node.node === "Words" && !node.should.length && !node.must.length && !node.never.length) node = null;
      } else if (token.kind === "phrase") {
        const words = search.tokens(token.text);
        node = words.length ? { node: "Phrase", words } : null;
      } else {
        node = strict(loose(token.text));
      }
      if (FILTERS.includes(field)) return filter(field, token.text) || node;
      return field && node ? { node: "In", field: named[field], child: node } : node;
    }

    function loose(chunk) {
      let words = search.tokens(chunk);
      if (!words.length) return [];
      if (words.length > 1 && words.every((word) => Array.from(word).length === 1 && search.unspaced(word))) {
        return [{ node: "Phrase", words }];
      }
      let nodes = words.map((text) => ({ node: "Word", text }));
      const last = words.at(-1);
      const fuzzy = /~[12]?$/.exec(chunk);
      if (chunk.endsWith("*") && Array.from(last).length >= shortest) {
        nodes[nodes.length - 1] = { node: "Prefix", text: last };
      } else if (fuzzy) {
        if (fuzzy[0] !== "~") {
          words = search.tokens(chunk.slice(0, -2));
          nodes = words.map((text) => ({ node: "Word", text }));
        }
        if (nodes.length) nodes[nodes.length - 1] = { node: "Fuzzy", text: words.at(-1), edits: chunk.endsWith("2") ? 2 : 1 };
      }
      return nodes;
    }
  }

  function strict(nodes) {
    if (nodes.length > 1 && nodes.every((node) => node.node === "Word")) {
      return { node: "Phrase", words: nodes.map((node) => node.text) };
    }
    return joined("All", nodes);
  }

  function joined(kind, nodes) {
    const present = nodes.filter((node) => node);
    if (present.length < 2) return present[0] || null;
    return { node: kind, nodes: present };
  }

  function filter(field, value) {
    const plain = search.tokens(value).join("-");
    if (FILTERS.slice(0, 2).includes(field) && plain) {
      if (Object.hasOwn(TYPES, plain)) return { node: "Is", field: "type", value: TYPES[plain] };
      return { node: "Is", field, value: field === "kind" && Object.hasOwn(KINDS, plain) ? KINDS[plain] : plain };
    }
    const date = stripSpaces(value);
    if ((field === "before" || field === "after") && dayNumber(date) !== null) return { node: "Is", field, value: date };
    return null;
  }

  function stripSpaces(text) {
    return text.replace(new RegExp("^[" + S + "]+|[" + S + "]+$", "g"), "");
  }

  // Days as Python's date.toordinal counts them: 1 is 1 January of year 1.
  function dayNumber(value) {
    const match = DATE.exec(value);
    if (!match) return null;
    const [year, month, day] = [1, 2, 3].map((i) => (match[i] === undefined ? 1 : Number(match[i])));
    const date = new Date(0);
    date.setUTCFullYear(year, month - 1, day);
    if (year < 1 || date.getUTCFullYear() !== year || date.getUTCMonth() !== month - 1 || date.getUTCDate() !== day) return null;
    return Math.round(date.getTime() / 86400000) + 719163;
  }

  function lex(text, named) {
    const fields = new RegExp("(" + Object.keys(named).concat(FILTERS).join("|") + "):[" + S + "]*", "iy");
    const found = [];
    const opened = [];
    let at = 0;
    while (at < text.length) {
      const char = text[at];
      if (QUOTES.includes(char)) {
        let end = at + 1;
        while (end < text.length && !QUOTES.includes(text[end])) end += 1;
        if (end === text.length) throw new QueryError("this quotation mark has no partner", at);
        found.push({ kind: "phrase", text: text.slice(at + 1, end) });
        at = end + 1;
      } else if (char === "(") {
        if (opened.length < DEEPEST) found.push({ kind: "(", text: "" });
        opened.push(at);
        at += 1;
      } else if (char === ")") {
        if (!opened.length) throw new QueryError("this bracket closes nothing", at);
        opened.pop();
        if (opened.length < DEEPEST) found.push({ kind: ")", text: "" });
        at += 1;
      } else if (SPACE.test(char)) {
        at += 1;
      } else {
        at = lexChunk(text, at, fields, found);
      }
    }
    if (opened.length) throw new QueryError("this bracket is never closed", opened.at(-1));
    return found;
  }

  function lexChunk(text, at, fields, found) {
    const fresh = at === 0 || "(:-".includes(text[at - 1]) || SPACE.test(text[at - 1]);
    NEGATION.lastIndex = fields.lastIndex = CHUNK.lastIndex = at;
    if (fresh && NEGATION.test(text)) {
      found.push({ kind: "not", text: "" });
      return at + 1;
    }
    const field = fields.exec(text);
    if (field) {
      const name = field[1].toLowerCase();
      if (fields.lastIndex === text.length || text[fields.lastIndex] === ")") {
        throw new QueryError("nothing stands after this colon", at + name.length);
      }
      found.push({ kind: "field", text: name });
      CHUNK.lastIndex = fields.lastIndex;
      const value = CHUNK.exec(text);
      if ((name === "before" || name === "after") && value && dayNumber(value[0]) === null) {
        throw new QueryError("this is no date: write 2024, 2024-11 or 2024-11-30", fields.lastIndex);
      }
      return fields.lastIndex;
    }
    const word = CHUNK.exec(text)[0];
    if (word === "AND" || word === "OR" || word === "NOT") found.push({ kind: word, text: word.toLowerCase() });
    else found.push({ kind: "word", text: word });
    return at + word.length;
  }

  Object.assign(search, { QueryError, NOTHING, parse, dayNumber });
})();
