// The passage of a text that shows most of a query's words: the same one as sitegen/search/excerpt.py.
(function () {
  "use strict";
  const search = (window.sitegenSearch = window.sitegenSearch || {});

  const LENGTH = 240;
  const SCANNED = 100000;
  const LEAD = 60;
  const NAMES = 3;
  const PHRASE = "_"; // between the words of a phrase; no word has it
  const EDGES = "'’‘.";
  const SPACE = new RegExp("[" + search.SPACES + "]+", "g");

  const ASTRAL = /[\ud800-\udfff]/;

  // {text, marks: [[start, end]…]}
  function excerpt(text, terms) {
    if (ASTRAL.test(text)) text = Array.from(text).slice(0, SCANNED).join("");
    else text = text.slice(0, SCANNED);
    const line = text.replace(SPACE, " ").replace(/^ | $/g, "");
    const scale = characters(line);
    const found = marked(line, terms).map(([a, b, term]) => [scale.count(a), scale.count(b), term]);
    const chars = scale.chars;
    let start = passage(found);
    if (start) {
      const space = chars.lastIndexOf(" ", start - 1);
      if (start - space < LEAD) start = space + 1;
    }
    let end = Math.min(chars.length, start + LENGTH);
    if (end < chars.length) {
      const space = chars.lastIndexOf(" ", end - 1);
      if (space > start + LENGTH / 2) end = space;
    }
    const before = start ? "… " : "";
    const first = scale.place(start);
    const shift = before.length - first;
    return {
      text: before + line.slice(first, scale.place(end)) + (end < chars.length ? " …" : ""),
      marks: found
        .filter(([a, b]) => a >= start && b <= end)
        .map(([a, b]) => [scale.place(a) + shift, scale.place(b) + shift]),
    };
  }

  // Places in a text counted in characters, where JavaScript counts some as two.
  function characters(text) {
    if (!ASTRAL.test(text)) return { chars: text, count: (at) => at, place: (at) => at };
    const chars = Array.from(text);
    const places = [0];
    const counts = new Map([[0, 0]]);
    chars.forEach((char, number) => {
      places.push(places[number] + char.length);
      counts.set(places[number + 1], number + 1);
    });
    return { chars, count: (at) => counts.get(at), place: (at) => places[at] };
  }

  // [[start, end, term]…] of the words of `text` that fold to one of `terms`, or are part of a phrase of them.
  function marked(text, terms) {
    if (!terms.size) return [];
    const runs = split(text);
    const hits = new Map();
    runs.forEach(([, , words], number) => {
      const hit = words.find((word) => terms.has(word));
      if (hit !== undefined) hits.set(number, hit);
    });
    const phrases = [...terms].filter((term) => term.includes(PHRASE)).sort(search.compare);
    const flat = phrases.length ? runs.flatMap(([, , words], number) => words.map((word) => [word, number])) : [];
    for (const phrase of phrases.map((term) => term.split(PHRASE))) {
      for (let at = 0; at + phrase.length <= flat.length; at += 1) {
        if (!phrase.every((word, ahead) => flat[at + ahead][0] === word)) continue;
        for (const [word, number] of flat.slice(at, at + phrase.length)) if (!hits.has(number)) hits.set(number, word);
      }
    }
    return [...hits].sort((a, b) => a[0] - b[0]).map(([number, term]) => [runs[number][0], runs[number][1], term]);
  }

  // [[name, [[start, end, term]…]]…], the first few of a document's other names that have a word to mark
  // which its title has not.
  function otherNames(record, terms) {
    const told = new Set(marked(record.title, terms).map((mark) => mark[2]));
    const named = record.also.map((name) => [name, marked(name, terms)]);
    return named.filter(([, marks]) => marks.some((mark) => !told.has(mark[2]))).slice(0, NAMES);
  }

  // [[start, end, words]…] of what stands between spaces and punctuation.
  function split(text) {
    const found = [];
    const grouped = new Set(Array.from(text.matchAll(search.GROUPED), (comma) => comma.index + 1));
    let start = -1;
    function take(end) {
      const words = search.tokens(text.slice(start, end));
      while (EDGES.includes(text[end - 1])) end -= 1;
      found.push([start, end, words]);
      start = -1;
    }
    for (let at = 0; at < text.length; ) {
      const code = text.codePointAt(at);
      const kind = search.kind(code);
      if (start >= 0 && kind !== 1 && !grouped.has(at)) take(at);
      if (start < 0 && (kind === 2 || (kind === 1 && !EDGES.includes(text[at])))) start = at;
      at += code > 0xffff ? 2 : 1;
      if (kind === 2) take(at);
    }
    if (start >= 0) take(text.length);
    return found;
  }

  function passage(found) {
    let best = 0;
    let most = 0;
    found.forEach(([start], number) => {
      const inside = new Set(found.slice(number, number + 40).filter((each) => each[1] <= start + LENGTH - LEAD).map((each) => each[2]));
      if (inside.size > most) {
        best = start;
        most = inside.size;
      }
    });
    return Math.max(0, best - LEAD);
  }

  Object.assign(search, { excerpt, marked, otherNames, PHRASE });
})();
