// What to say where a search found little: words taken for others, words nothing has, another try.
// And dates, read and spoken.
(function () {
  "use strict";
  const search = (window.sitegenSearch = window.sitegenSearch || {});
  const { make } = search;
  const MONTHS = ["January", "February", "March", "April", "May", "June", "July", "August", "September", "October", "November", "December"];
  const FEW = 3;
  const LISTED = 12;

  // Paragraphs. `want` is what was asked for.
  async function hint(index, tree, ranking, shown, want) {
    const found = unknown(index, tree, want);
    for (const [word, alike] of ranking.guessed) {
      if (alike.length && ranking.hits.length) found.push(instead(word, alike, want));
      else if (ranking.hits.length) found.push(make("p", "", "Nothing has “" + word + "”."));
    }
    if (!ranking.hits.length) found.push(...(await nothing(index, tree, want, found.length)));
    else if (!shown) found.push(line("No result passes the filters. ", want, {}, "Show all " + search.count(ranking.hits.length)));
    return found;
  }

  // A type or kind that nothing is of, and those that there are.
  function unknown(index, tree, want) {
    const found = [];
    for (const { field, value } of filters(tree)) {
      const known = { type: index.manifest.types, kind: Object.keys(index.kinds) }[field];
      if (!known || known.includes(value)) continue;
      const others = closestFirst(value, known);
      const links = others.slice(0, LISTED).map((other) => [other, refilled(want.q, field, value, other)]);
      const paragraph = listed("Nothing is of the " + field + " “" + value + "”. There are: ", links, want);
      paragraph.append(others.length > LISTED ? ", and " + (others.length - LISTED) + " more." : ".");
      found.push(paragraph);
    }
    return found;
  }

  // Those spelt alike, those that have a part in common, then the others: closest_first of query.py.
  function closestFirst(value, known) {
    const letters = Array.from(value);
    const parts = value.split("-");
    const far = (other) => {
      const edits = search.distance(letters, Array.from(other), 2);
      if (edits <= 2) return edits;
      return other.startsWith(value) || other.split("-").some((part) => parts.includes(part)) ? 3 : 4;
    };
    return known.slice().sort((a, b) => far(a) - far(b) || search.compare(a, b));
  }

  // `told` is whether something was said already.
  async function nothing(index, tree, want, told) {
    const found = [];
    const dates = { from: want.from, to: want.to };
    for (const q of await mended(index, tree, want.q)) {
      const start = found.length ? "Or: " : "Did you mean: ";
      found.push(line(start, want, { ...dates, q }, q));
    }
    const bare = [...new Set(words(tree))];
    const loose = bare.join(" ");
    if (bare.length > 1 && loose !== want.q.trim().toLowerCase()) {
      found.push(line("Any of the words: ", want, { ...dates, q: loose }, loose));
    }
    if (!found.length && !told) {
      const [longest] = bare.sort((a, b) => b.length - a.length);
      const star = longest && longest.length > 4 ? ", or the beginning of one with a star: " + longest.slice(0, 4) + "*" : "";
      found.push(make("p", "", "Try fewer or shorter words" + star + "."));
    }
    return found;
  }

  // The query with the words that nothing has replaced by others spelt alike, where that finds something.
  async function mended(index, tree, query) {
    let tries = [query];
    for (const word of new Set(words(tree))) {
      if ((await index.postings(word)).size) continue;
      const near = (await search.nearest(index, word, 2)).slice(0, FEW);
      tries = tries.flatMap((each) => near.map((other) => replaced(each, word, other)).filter(Boolean)).slice(0, 2 * FEW);
    }
    const found = [];
    for (const each of tries) {
      if (found.length < FEW && each !== query && (await search.rank(index.parse(each), index)).hits.length) found.push(each);
    }
    return found;
  }

  // A word that nothing has, and the same search with each of those that stood in for it.
  function instead(word, alike, want) {
    const links = alike.map((other) => [other, replaced(want.q, word, other)]);
    const paragraph = listed("Nothing has “" + word + "”. Words spelt alike: ", links, want);
    paragraph.append(".");
    return paragraph;
  }

  // `links` are [label, query]…; a query may be null.
  function listed(text, links, want) {
    const paragraph = make("p", "", text);
    links.forEach(([label, q], number) => {
      const link = make(q ? "a" : "span", "", label);
      if (q) link.href = search.address({ ...want, q, show: search.PAGE });
      paragraph.append(number ? ", " : "", link);
    });
    return paragraph;
  }

  // A link to the same search with this changed and without filters.
  function line(text, want, change, label) {
    const paragraph = make("p", "", text);
    const link = make("a", "", label);
    link.href = search.address({ ...want, ...search.UNFILTERED, ...change, show: search.PAGE });
    paragraph.append(link);
    return paragraph;
  }

  // The query with every writing of `word` replaced; null where it is not written as one word.
  function replaced(query, word, other) {
    let at = 0;
    let result = "";
    for (const [start, end] of search.marked(query, new Set([word]))) {
      result += query.slice(at, start) + other;
      at = end;
    }
    return at ? result + query.slice(at) : null;
  }

  // The query with this value of a field replaced; the field alone where it is written otherwise.
  function refilled(query, field, value, other) {
    const written = new RegExp("(" + field + ":[" + search.SPACES + "]*)(\"[^\"]*\"|[^()\"" + search.SPACES + "]+)", "gi");
    const same = (given) => search.tokens(given).join("-") === value;
    const changed = query.replace(written, (all, start, given) => (same(given) ? start + other : all));
    return changed === query ? field + ":" + other : changed;
  }

  function words(node) {
    const own = node.node === "Phrase" ? node.words : node.text ? [node.text] : [];
    const children = [node.child, ...(node.nodes || []), ...(node.should || []), ...(node.must || [])].filter(Boolean);
    return own.concat(children.flatMap(words)); // as arguments, very many would not fit
  }

  function filters(node) {
    if (node.node === "Is") return [node];
    return [node.child, ...["nodes", "should", "must", "never"].flatMap((name) => node[name] || [])].filter(Boolean).flatMap(filters);
  }

  // ---------------------------------------------------------------- dates

  // First and last day of YYYY, YYYY-MM or YYYY-MM-DD, as the index counts them; null for anything else.
  function dayRange(value) {
    const first = search.dayNumber(value);
    if (first === null) return null;
    const [year, month, day] = value.split("-").map(Number);
    if (day !== undefined) return { first, last: first };
    const next = new Date(0);
    next.setUTCFullYear(month === undefined ? year + 1 : year, month === undefined ? 0 : month, 1);
    return { first, last: Math.round(next.getTime() / 86400000) + 719162 };
  }

  // An EDTF date as one says it; one of an unusual kind as it stands.
  function spoken(date) {
    const ends = date.split("/");
    if (ends.length === 2 && ends.every((end) => /[0-9]/.test(end))) return ends.map(spoken).join(" to ");
    const match = /^([0-9]{4})(?:-([0-9]{2})(?:-([0-9]{2}))?)?([?~%]?)$/.exec(date);
    if (!match || Number(match[2] || 1) > 12 || Number(match[2] || 1) < 1) return date;
    const [, year, month, day, mark] = match;
    const text = [day && Number(day), month && MONTHS[month - 1], year].filter(Boolean).join(" ");
    return { "": text, "?": text + ", uncertain", "~": "about " + text, "%": "about " + text + ", uncertain" }[mark];
  }

  Object.assign(search, { hint, dayRange, spoken });
})();
