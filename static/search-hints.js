// What to say where a search found little: words taken for others, words nothing has, another try.
// And dates, read and spoken.
(function () {
  "use strict";
  const search = (window.sitegenSearch = window.sitegenSearch || {});
  const { make } = search;
  const MONTHS = ["January", "February", "March", "April", "May", "June", "July", "August", "September", "October", "November", "December"];
  const FEW = 3;

  // Paragraphs. `want` is what was asked for, `want.address` gives the address of another search.
  async function hint(index, tree, ranking, shown, want) {
    const found = [];
    for (const [word, alike] of ranking.guessed) {
      if (alike.length && ranking.hits.length) found.push(instead(word, alike, want));
      else if (ranking.hits.length) found.push(make("p", "", "Nothing has “" + word + "”."));
    }
    if (!ranking.hits.length) found.push(...(await nothing(index, tree, want)));
    else if (!shown) found.push(line("No result passes the filters. ", { ...want, kind: "all", type: "", from: "", to: "" }, want.address, "Show all " + ranking.hits.length));
    return found;
  }

  async function nothing(index, tree, want) {
    const found = [];
    for (const q of await mended(index, tree, want.q)) {
      const start = found.length ? "Or: " : "Did you mean: ";
      found.push(line(start, { ...want, q, kind: "all", type: "" }, want.address, q));
    }
    const bare = [...new Set(words(tree))];
    const loose = bare.join(" ");
    if (bare.length > 1 && loose !== want.q.trim().toLowerCase()) {
      found.push(line("Any of the words: ", { ...want, q: loose, kind: "all", type: "" }, want.address, loose));
    }
    if (!found.length) {
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
    const paragraph = make("p", "", "Nothing has “" + word + "”. Words spelt alike: ");
    alike.forEach((other, number) => {
      const q = replaced(want.q, word, other);
      const link = make(q ? "a" : "span", "", other);
      if (q) link.href = want.address({ ...want, q });
      paragraph.append(number ? ", " : "", link);
    });
    paragraph.append(".");
    return paragraph;
  }

  function line(text, want, address, label) {
    const paragraph = make("p", "", text);
    const link = make("a", "", label);
    link.href = address(want);
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

  function words(node) {
    const own = node.node === "Phrase" ? node.words : node.text ? [node.text] : [];
    const children = [node.child, ...(node.nodes || []), ...(node.should || []), ...(node.must || [])].filter(Boolean);
    return own.concat(...children.map(words));
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
