// The index as the build left it in search/: scripts that call sitegenShard(name, payload).
// sitegen/search/shards.py says what is in them. Each is loaded once, when something needs it.
(function () {
  "use strict";
  const search = (window.sitegenSearch = window.sitegenSearch || {});

  const FOLDER = new URL("../search/", document.currentScript.src).href;
  const VERSION = 4;
  const DIGITS = "ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789-_";
  const VALUES = new Uint8Array(128);
  for (let value = 0; value < DIGITS.length; value += 1) VALUES[DIGITS.charCodeAt(value)] = value;
  const loading = new Map();
  const arrived = new Map();

  window.sitegenShard = function (name, payload) {
    arrived.set(name, payload);
  };

  // Over http a shard is fetched, which is quicker than an element for each; from file://, or where a
  // policy forbids it, it is run as the script it is. The search page brings the manifest itself.
  function load(name) {
    if (!loading.has(name)) {
      const fetching = arrived.has(name) ? Promise.resolve(arrived.get(name)) : fetched(name);
      const loaded = fetching.catch(() => run(name));
      loading.set(name, loaded);
      loaded.catch(() => loading.delete(name)); // the next try may do better
    }
    return loading.get(name);
  }

  const address = (name) => FOLDER + (name === "manifest" ? "manifest.js" : "shards/" + name + ".js");

  async function fetched(name) {
    if (!FOLDER.startsWith("http")) throw new Error("no fetching from " + FOLDER);
    const answer = await fetch(address(name));
    if (!answer.ok) throw new Error(answer.statusText);
    const text = await answer.text();
    return JSON.parse(text.slice(text.indexOf(",") + 1, text.lastIndexOf(")")));
  }

  function run(name) {
    return new Promise((resolve, reject) => {
      const script = document.createElement("script");
      script.charset = "utf-8";
      script.src = address(name);
      script.onload = () => {
        script.remove();
        if (arrived.has(name)) resolve(arrived.get(name));
        else reject(new Error("A part of the search index is damaged: " + name + ". Reload the page to try again."));
      };
      script.onerror = () => {
        script.remove();
        reject(new Error("A part of the search index could not be loaded: " + name + ". Reload the page to try again."));
      };
      document.head.append(script);
    });
  }

  function decode(text) {
    const numbers = [];
    let number = 0;
    let scale = 1;
    for (let at = 0; at < text.length; at += 1) {
      const value = VALUES[text.charCodeAt(at)];
      number += (value & 31) * scale;
      if (value < 32) {
        numbers.push(number);
        number = 0;
        scale = 1;
      } else {
        scale *= 32;
      }
    }
    return numbers;
  }

  // How many of the sorted `keys` are at most `key`, less one: the shard that would hold it.
  function place(keys, key, compare) {
    let low = 0;
    let high = keys.length;
    while (low < high) {
      const middle = (low + high) >> 1;
      if (compare(keys[middle], key) <= 0) low = middle + 1;
      else high = middle;
    }
    return low - 1;
  }

  const byNumber = (a, b) => a - b;

  class Source {
    constructor(manifest) {
      this.manifest = manifest;
      this.size = manifest.size;
      this.kinds = manifest.kinds;
      this.constants = manifest.constants;
      this.fields = manifest.fields.map(([name, boost, documents, terms]) => ({ name, boost, documents, terms }));
      this.fieldNumbers = new Map(this.fields.map((field, number) => [field.name, number]));
      this.searched = manifest.searched;
      this.common = new Set(manifest.common);
      this.parsed = new Map();
      this.facets = null;
    }

    static async open() {
      const manifest = await load("manifest");
      if (!manifest || manifest.version !== VERSION) throw new Error("The search index was written by another version. Reload the page.");
      search.useFolding(manifest.folding);
      if (search.useForms) search.useForms(manifest.forms);
      return new Source(manifest);
    }

    parse(text) {
      return search.parse(text, this.manifest.named, this.constants.SHORTEST_PREFIX);
    }

    // Where a kind of shards is: {firsts, names, sizes}, their first keys and so on: of all of them, or where
    // there are too many for the manifest, of those that may hold `key`, or what begins with it.
    async listed(group, key, compare) {
      const index = this.manifest[group];
      if (!index.lists) return index;
      const { firsts, lists } = index;
      const at = Math.max(0, place(firsts, key, compare));
      // equal keys may run over several lists
      const start = at > 0 && firsts[at] === key ? at - 1 : at;
      let end = at + 1;
      while (compare === search.compare && end < firsts.length && firsts[end].startsWith(key)) end += 1;
      const parts = await Promise.all(lists.slice(start, end).map(load));
      return Object.fromEntries(Object.keys(parts[0]).map((column) => [column, parts.flatMap((part) => part[column])]));
    }

    async row(term) {
      const { firsts, names } = await this.listed("terms", term, search.compare);
      const at = place(firsts, term, search.compare);
      if (at < 0) return null;
      const shard = await load(names[at]);
      if (!shard.rows) shard.rows = new Map(shard.terms.map((row) => [row[0], row]));
      const row = shard.rows.get(term);
      return row ? { row, positions: shard.positions } : null;
    }

    // Map of field number to {docs, often, lengths}, lists side by side, in document order.
    async postings(term) {
      if (!this.parsed.has(term)) {
        const found = new Map();
        const entry = await this.row(term);
        if (entry) {
          for (let at = 2; at < entry.row.length; at += 2) found.set(entry.row[at], postings(entry.row[at + 1]));
        }
        this.parsed.set(term, found);
      }
      return this.parsed.get(term);
    }

    // Map of document to its positions, of those that are `wanted`.
    async positions(term, field, wanted) {
      const found = new Map();
      const entry = await this.row(term);
      if (!entry) return found;
      const row = (await load(entry.positions[entry.row[1]]))[term];
      let at = row.length;
      for (let i = 0; i < row.length; i += 2) if (row[i] === field) at = i;
      const steps = decode(row[at + 1]);
      const { docs, often } = (await this.postings(term)).get(field);
      let next = 0;
      for (let i = 0; i < docs.length; i += 1) {
        if (wanted.has(docs[i])) {
          let spot = 0;
          found.set(docs[i], steps.slice(next, next + often[i]).map((step) => (spot += step)));
        }
        next += often[i];
      }
      return found;
    }

    // Every [term, documents] that begins so, sorted.
    async vocabulary(start) {
      const { firsts, names } = await this.listed("words", start, search.compare);
      let end = Math.max(0, place(firsts, start, search.compare));
      const first = end;
      while (end < names.length && (end === first || firsts[end].startsWith(start))) end += 1;
      const shards = await Promise.all(names.slice(first, end).map(load));
      return shards.flat().filter((row) => row[0].startsWith(start));
    }

    // [term, documents] of the words that are one letter, then `tail`.
    async tails(tail) {
      const { firsts, names } = await this.listed("tails", tail, search.compare);
      const at = place(firsts, tail, search.compare);
      const row = at < 0 ? undefined : (await load(names[at])).find((each) => each[0] === tail);
      return row ? Array.from(row[1], (letter, i) => [letter + tail, row[2 + i]]) : [];
    }

    // By document number, for filters and sorting: type, publisher ("" if none), first and last day that the
    // date may mean, 0 if undated.
    async allFacets() {
      if (this.facets) return this.facets;
      const shards = await Promise.all(this.manifest.facets.names.map(load));
      const facets = { type: [], publisher: [], first: new Int32Array(this.size), last: new Int32Array(this.size) };
      for (const shard of shards) {
        const numbers = decode(shard.rows);
        for (let at = 0; at < numbers.length; at += 4) {
          const doc = facets.type.length;
          facets.type.push(this.manifest.types[numbers[at]]);
          facets.publisher.push(shard.publishers[numbers[at + 1]]);
          facets.first[doc] = numbers[at + 2];
          facets.last[doc] = numbers[at + 2] + numbers[at + 3];
        }
      }
      return (this.facets = facets);
    }

    kindOf(doc) {
      return Object.keys(this.kinds).find((kind) => this.kinds[kind][0] <= doc && doc < this.kinds[kind][1]);
    }

    async record(doc) {
      const { firsts, names, sizes } = await this.listed("docs", doc, byNumber);
      const at = place(firsts, doc, byNumber);
      const held = decode(sizes[at]);
      let number = doc - firsts[at];
      let part = 0;
      for (; number >= held[part]; part += 1) number -= held[part];
      const row = (await load(names[at] + "-" + part))[number];
      const [id, url, title, type, date, source, publisher, text, weight, ...also] = row;
      return { doc, kind: this.kindOf(doc), id, url, title, type, date, source, publisher, text, weight, also };
    }

    // The best suggestions where a great many begin so; else none.
    async tops(start) {
      const { firsts, names } = await this.listed("tops", start, search.compare);
      const at = place(firsts, start, search.compare);
      const row = at < 0 ? undefined : (await load(names[at])).find((each) => each[0] === start);
      return row ? row.slice(1) : [];
    }

    // Names and aliases with a word that begins so: {name, title, kind, type, url}, most mentioned first.
    async suggestions(typed, most) {
      const start = search.tokens(typed).join(" ");
      if (start.length < 2) return [];
      const { firsts, names } = await this.listed("suggest", start, search.compare);
      const rows = (await this.tops(start)).slice();
      const first = rows.length ? names.length : Math.max(0, place(firsts, start, search.compare));
      // equal keys may run over several shards, so begin before the first of them
      let at = first;
      while (at > 0 && at < firsts.length && firsts[at] === start) at -= 1;
      for (let read = 0; at < names.length && read < 4; at += 1, read += 1) {
        if (search.compare(firsts[at], start) > 0 && !firsts[at].startsWith(start)) break;
        for (const row of await load(names[at])) if (row[0].startsWith(start)) rows.push(row);
      }
      const title = (row) => Number(row[1] === row[2]);
      rows.sort((a, b) => b[6] - a[6] || title(b) - title(a) || a[0].length - b[0].length || search.compare(a[1], b[1]));
      const seen = new Set();
      const found = [];
      for (const [, name, title, kind, type, url] of rows) {
        if (!seen.has(url) && found.length < most) found.push({ name, title, kind, type, url });
        seen.add(url);
      }
      return found;
    }
  }

  function postings(text) {
    const numbers = decode(text);
    const docs = [];
    const often = [];
    const lengths = [];
    let doc = 0;
    for (let at = 0; at < numbers.length; at += 1) {
      const step = numbers[at];
      doc += step >> 1;
      docs.push(doc);
      often.push(step & 1 ? numbers[(at += 1)] : 1);
      lengths.push(numbers[(at += 1)]);
    }
    return { docs, often, lengths };
  }

  Object.assign(search, { Source });
})();
