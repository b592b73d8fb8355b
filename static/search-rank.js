// A query tree over a Source -> scored documents: the sums of sitegen/search/rank.py in the same order,
// so that both give the same hits. What they mean is said there.
(function () {
  "use strict";
  const search = (window.sitegenSearch = window.sitegenSearch || {});

  const UNREAD = ["when", "publisher", "type", "name"]; // fields that are no part of a document's text

  // {hits: [[document, score]…] best first, terms: Set to mark, guessed: Map of words that nothing has to words alike}
  async function rank(tree, source) {
    const run = { source, terms: new Set(), guessed: new Map(), c: source.constants };
    const name = plain(tree).join(" ");
    await Promise.all([name && source.postings(name), ...[...plainWords(tree)].map((word) => warm(run, word))]);
    const scores = await evaluate(run, tree, source.searched);
    let best = 0;
    for (const score of scores.values()) best = Math.max(best, score);
    for (const [doc, share] of await named(run, tree)) {
      if (scores.has(doc)) scores.set(doc, scores.get(doc) + best * share);
    }
    return { hits: sorted(scores, source.size, run.c.ROUNDING), terms: run.terms, guessed: run.guessed };
  }

  // [[document, rounded score]…], best first, ties by document. Score and document are sorted as one whole
  // number, which needs no function to compare: that is most of the time of a query that finds a lot.
  function sorted(scores, size, step) {
    const keys = new Float64Array(scores.size);
    let at = 0;
    for (const [doc, score] of scores) keys[at++] = Math.floor(score * step + 0.5) * size + (size - 1 - doc);
    const hits = [];
    for (const key of keys.sort().reverse()) {
      const steps = Math.floor(key / size);
      hits.push([size - 1 - (key - steps * size), steps / step]);
    }
    return hits;
  }

  // Loads side by side what evaluation will ask for one after the other.
  async function warm(run, word) {
    if (saysLittle(run, word)) return;
    const own = run.source.postings(word); // on its way while its other forms are found
    await Promise.all([own, ...search.variants(word).map((term) => run.source.postings(term))]);
  }

  function plainWords(node, into = new Set()) {
    if (node.node === "Word") into.add(node.text);
    for (const child of [node.child, ...(node.nodes || []), ...(node.should || []), ...(node.must || []), ...(node.never || [])]) {
      if (child) plainWords(child, into);
    }
    return into;
  }

  async function evaluate(run, node, fields) {
    switch (node.node) {
      case "Word":
      case "Prefix":
      case "Fuzzy":
        return sum(run, await merge(run, await expand(run, node, fields), fields));
      case "Phrase":
        return sum(run, await phrase(run, node.words, fields));
      case "In":
        return evaluate(run, node.child, [run.source.fieldNumbers.get(node.field)]);
      case "Is":
        return new Map((await filtered(run, node)).map((doc) => [doc, 0]));
      case "Not": {
        const out = await quietly(run, node.child, fields);
        return new Map(range(0, run.source.size).filter((doc) => !out.has(doc)).map((doc) => [doc, 0]));
      }
      case "Any":
        return either(await each(run, node.nodes, fields));
      case "All": {
        const must = node.nodes.filter((child) => child.node !== "Not");
        const never = node.nodes.filter((child) => child.node === "Not").map((child) => child.child);
        return words(run, { should: [], must, never }, fields);
      }
      default:
        return words(run, node, fields);
    }
  }

  async function each(run, nodes, fields) {
    const found = [];
    for (const node of nodes) found.push(await evaluate(run, node, fields));
    return found;
  }

  async function words(run, node, fields) {
    const loose = await each(run, rarer(run, node.should), fields);
    let found = either(loose);
    if (loose.length > 1) {
      for (const [doc, score] of found) {
        if (loose.every((scores) => scores.has(doc))) found.set(doc, score * run.c.ALL_WORDS);
      }
    }
    if (node.must.length) {
      const strict = await each(run, node.must, fields);
      const kept = new Map();
      for (const doc of strict[0].keys()) {
        if (strict.every((scores) => scores.has(doc)) && (found.has(doc) || !node.should.length)) {
          const base = found.has(doc) ? found.get(doc) : 0;
          kept.set(doc, base + strict.reduce((total, scores) => total + scores.get(doc), 0));
        }
      }
      found = kept;
    }
    if (node.never.length) {
      if (!node.must.length && !node.should.length) found = new Map(range(0, run.source.size).map((doc) => [doc, 0]));
      for (const child of node.never) {
        const out = await quietly(run, child, fields);
        for (const doc of out.keys()) found.delete(doc);
      }
    }
    return found;
  }

  function rarer(run, nodes) {
    const kept = nodes.filter((node) => !(node.node === "Word" && saysLittle(run, node.text)));
    return kept.length ? kept : nodes;
  }

  function saysLittle(run, word) {
    return search.saysLittle(word) || run.source.common.has(word);
  }

  // [[entity, share of the best score]…] of which the query may be the name.
  async function named(run, tree) {
    const terms = plain(tree).map((word) => (run.guessed.get(word) || [])[0] || word);
    if (!terms.length || terms.length > run.c.LONGEST_NAME) return [];
    const whole = (await run.source.postings(terms.join(" "))).get(run.source.fieldNumbers.get("name"));
    if (whole) {
      const titled = await titles(run, terms);
      const leading = whole.docs.filter((doc) => titled.has(doc));
      return (leading.length ? leading : whole.docs).map((doc) => [doc, 1]);
    }
    const telling = terms.filter((word) => !search.saysLittle(word));
    const holders = telling.length ? await holding(run, telling) : [];
    return holders.length === 1 ? [[holders[0], run.c.PART_OF_NAME]] : [];
  }

  // The documents whose title has all of these words and so many.
  async function titles(run, words) {
    let found = null;
    for (const word of words) {
      const title = (await run.source.postings(word)).get(run.source.fieldNumbers.get("title"));
      const held = title ? title.docs.filter((doc, i) => title.lengths[i] === words.length && (!found || found.has(doc))) : [];
      found = new Set(held);
    }
    return found;
  }

  // The entities that have all of these words in their names.
  async function holding(run, words) {
    const [first, end] = run.source.kinds.entity;
    let holders = null;
    for (const word of words) {
      const postings = await run.source.postings(word);
      const fields = ["title", "aliases"].map((name) => postings.get(run.source.fieldNumbers.get(name)));
      const found = new Set(fields.flatMap((each) => (each ? each.docs : [])));
      holders = [...found].filter((doc) => first <= doc && doc < end && (!holders || holders.includes(doc)));
    }
    return holders;
  }

  function plain(tree) {
    if (tree.node === "Word") return [tree.text];
    if (tree.node === "Phrase") return tree.words;
    const bare = tree.node === "Words" && tree.must.every((each) => each.node === "Is") && tree.should.every((each) => each.node === "Word");
    return bare ? tree.should.map((each) => each.text) : [];
  }

  function quietly(run, node, fields) {
    return evaluate({ ...run, terms: new Set(), guessed: new Map() }, node, fields);
  }

  async function filtered(run, node) {
    const source = run.source;
    if (node.field === "kind") {
      return Object.hasOwn(source.kinds, node.value) ? range(...source.kinds[node.value]) : [];
    }
    if (node.field === "type") {
      const found = (await source.postings(node.value)).get(source.fieldNumbers.get("type"));
      return found ? found.docs : [];
    }
    const limit = search.dayNumber(node.value) || 0;
    const facets = await source.allFacets();
    return range(0, source.size).filter((doc) => {
      const first = facets.first[doc];
      return first && (node.field === "before" ? first < limit : facets.last[doc] >= limit);
    });
  }

  async function expand(run, node, fields) {
    const { source, c } = run;
    if (node.node === "Prefix") {
      const found = (await source.vocabulary(node.text)).slice();
      found.sort((a, b) => b[1] - a[1] || search.compare(a[0], b[0]));
      return new Map(found.slice(0, c.EXPANSION).map((row) => [row[0], 1]));
    }
    if (node.node === "Fuzzy") {
      const weights = new Map([[node.text, 1]]);
      for (const term of await nearest(source, node.text, node.edits)) weights.set(term, c.FUZZY);
      return weights;
    }
    const weights = new Map([[node.text, 1]]);
    for (const term of search.variants(node.text)) weights.set(term, c.VARIANT);
    for (const term of weights.keys()) {
      const postings = await source.postings(term);
      if (fields.some((field) => postings.has(field))) return weights;
    }
    const alike = await nearest(source, node.text, Array.from(node.text).length >= c.LONG_WORD ? 2 : 1);
    run.guessed.set(node.text, alike);
    return new Map(alike.map((term) => [term, c.FUZZY]));
  }

  // [[field, {docs, often, lengths}]…] of the fields that have any of these terms; `often` is weighted.
  async function merge(run, weights, fields) {
    const merged = new Map();
    for (const term of [...weights.keys()].sort(search.compare)) {
      const weight = weights.get(term);
      const postings = await run.source.postings(term);
      for (const field of fields) {
        const own = postings.get(field);
        if (!own) continue;
        const weighted = weight === 1 ? own : { ...own, often: own.often.map((count) => weight * count) };
        merged.set(field, merged.has(field) ? united(merged.get(field), weighted) : weighted);
        if (!UNREAD.includes(run.source.fields[field].name)) run.terms.add(term);
      }
    }
    return fields.filter((field) => merged.has(field)).map((field) => [field, merged.get(field)]);
  }

  // The postings of both, in document order.
  function united(one, other) {
    const docs = [];
    const often = [];
    const lengths = [];
    for (let i = 0, j = 0; i < one.docs.length || j < other.docs.length; ) {
      const first = i < one.docs.length ? one.docs[i] : Infinity;
      const second = j < other.docs.length ? other.docs[j] : Infinity;
      docs.push(Math.min(first, second));
      lengths.push(first <= second ? one.lengths[i] : other.lengths[j]);
      often.push(first < second ? one.often[i] : second < first ? other.often[j] : one.often[i] + other.often[j]);
      if (first <= second) i += 1;
      if (second <= first) j += 1;
    }
    return { docs, often, lengths };
  }

  async function phrase(run, terms, fields) {
    if (terms.length === 1) return merge(run, new Map([[terms[0], 1]]), fields);
    const postings = await Promise.all(terms.map((term) => run.source.postings(term)));
    const merged = [];
    for (const field of fields) {
      if (!postings.every((found) => found.has(field))) continue;
      const [first, ...others] = postings.map((found) => found.get(field));
      const held = others.map((each) => new Set(each.docs));
      const wanted = new Set(first.docs.filter((doc) => held.every((docs) => docs.has(doc))));
      if (!wanted.size) continue;
      const places = await Promise.all(terms.map((term) => run.source.positions(term, field, wanted)));
      const into = { docs: [], often: [], lengths: [] };
      first.docs.forEach((doc, i) => {
        if (!wanted.has(doc)) return;
        const rest = places.slice(1).map((found) => new Set(found.get(doc)));
        const count = places[0].get(doc).filter((start) => rest.every((following, ahead) => following.has(start + 1 + ahead))).length;
        if (!count) return;
        into.docs.push(doc);
        into.often.push(count);
        into.lengths.push(first.lengths[i]);
      });
      if (into.docs.length) {
        if (!UNREAD.includes(run.source.fields[field].name)) run.terms.add(terms.join(search.PHRASE));
        merged.push([field, into]);
      }
    }
    return merged;
  }

  function sum(run, merged) {
    const { K1, B } = run.c;
    const scores = new Map();
    for (const [number, { docs, often, lengths }] of merged) {
      const field = run.source.fields[number];
      const idf = Math.log(field.documents / (docs.length + 1)) + 1;
      const mean = field.terms / field.documents;
      const boost = field.boost || 1;
      for (let i = 0; i < docs.length; i += 1) {
        const norm = K1 * (1 - B + (B * lengths[i]) / mean);
        const score = boost * idf * ((often[i] * (K1 + 1)) / (often[i] + norm));
        scores.set(docs[i], (scores.get(docs[i]) || 0) + score);
      }
    }
    return scores;
  }

  function either(parts) {
    const found = new Map();
    for (const scores of parts) {
      for (const [doc, score] of scores) found.set(doc, (found.get(doc) || 0) + score);
    }
    return found;
  }

  async function nearest(source, word, edits) {
    const letters = Array.from(word);
    if (letters.length < source.constants.SHORTEST_FUZZY || !/^\p{L}+$/u.test(word)) return [];
    const found = new Map();
    for (const [term, documents] of await source.vocabulary(letters[0])) {
      if (term === word) continue;
      const far = distance(letters, Array.from(term), edits);
      if (far <= edits) found.set(term, [far, -documents, term]);
    }
    const [first, second, ...rest] = letters;
    const other = (term) => Array.from(term)[0] !== first;
    const shorter = second + rest.join("");
    const swapped = [second, first, ...rest].join("");
    const [longer, same, cut, crossed] = await Promise.all(
      [word, shorter, rest.join(""), first + rest.join("")].map((tail) => source.tails(tail)),
    );
    const wrong = [...longer, ...same].filter(([term]) => other(term));
    if (second !== first) {
      wrong.push(...cut.filter(([term]) => term === shorter), ...crossed.filter(([term]) => term === swapped));
    }
    for (const [term, documents] of wrong) found.set(term, [1, -documents, term]);
    const likely = [...found.values()].filter((row) => !search.saysLittle(row[2]));
    const sorted = likely.sort((a, b) => a[0] - b[0] || a[1] - b[1] || search.compare(a[2], b[2]));
    return sorted.slice(0, source.constants.FUZZY_EXPANSION).map((row) => row[2]);
  }

  function distance(a, b, most) {
    if (Math.abs(a.length - b.length) > most) return most + 1;
    let before = [];
    let last = Array.from({ length: b.length + 1 }, (_, i) => i);
    for (let i = 1; i <= a.length; i += 1) {
      const row = [i];
      for (let j = 1; j <= b.length; j += 1) {
        let cost = Math.min(last[j] + 1, row[j - 1] + 1, last[j - 1] + (a[i - 1] !== b[j - 1] ? 1 : 0));
        if (i > 1 && j > 1 && a[i - 1] === b[j - 2] && a[i - 2] === b[j - 1]) cost = Math.min(cost, before[j - 2] + 1);
        row.push(cost);
      }
      if (Math.min(...row) > most) return most + 1;
      before = last;
      last = row;
    }
    return Math.min(last.at(-1), most + 1);
  }

  function range(first, end) {
    return Array.from({ length: end - first }, (_, i) => first + i);
  }

  Object.assign(search, { rank, nearest, distance });
})();
