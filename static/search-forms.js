// The other forms of an English word: the rules of sitegen/search/forms.py, with its tables, which
// the manifest brings. What they mean is said there.
(function () {
  "use strict";
  const search = (window.sitegenSearch = window.sitegenSearch || {});

  const WORD = /^[a-z]{3,}$/;
  const VOWEL = /[aeiouy]/;
  const SHORT = /^(?:qu|[^aeiouy])*[aeiouy][^aeiouwxy]$/;
  const LONGER = /^[a-z]*[aeiou][bdglmnprt]$/;
  const ends = (word, ...endings) => endings.some((ending) => word.endsWith(ending));

  let rules = null;
  let irregular = null;
  let regular = null;
  let spelt = null;
  let alone = null;
  let functionWords = null;

  function useForms(tables) {
    rules = tables;
    const groups = tables.irregular.split("|").map((group) => group.split(" "));
    const pairs = tables.spellings.split("|").map((pair) => pair.split(" "));
    irregular = new Map(groups.map(([base, ...others]) => [base, others]));
    regular = new Map(groups.flatMap(([base, ...others]) => others.map((other) => [other, base])));
    spelt = new Map(pairs.flatMap(([one, other]) => [[one, other], [other, one]]));
    alone = new Set(tables.alone.split(" "));
    functionWords = new Set(tables.function);
  }

  const saysLittle = (word) => functionWords.has(word);

  function variants(word) {
    const found = new Set();
    for (const base of bases(word)) {
      for (const each of [base, ...spellings(base)]) for (const form of forms(each)) found.add(form);
    }
    found.delete(word);
    return [...found].filter((form) => !alone.has(form) && !functionWords.has(form)).sort();
  }

  function bases(word) {
    if (!WORD.test(word) || alone.has(word) || functionWords.has(word)) return [];
    const candidates = new Set([word, regular.get(word) || word]);
    const derived = new Set([word]);
    const cut = (count, added = "") => candidates.add(word.slice(0, -count) + added);
    if (ends(word, "s") && !ends(word, "ss", "us", "is")) {
      derived.add(word.slice(0, -1));
      cut(1);
      cut(2);
    }
    if (ends(word, "ies")) cut(3, "y");
    if (ends(word, "ed")) [1, 2, 3].forEach((count) => cut(count));
    if (ends(word, "ied")) cut(3, "y");
    if (ends(word, "ing")) {
      cut(3);
      cut(4);
      cut(3, "e");
    }
    if (ends(word, "ying")) cut(4, "ie");
    for (let round = 0; round < 2; round += 1) {
      for (const each of [...derived]) for (const base of underived(each, rules.fromAny)) derived.add(base);
    }
    for (const each of derived) {
      candidates.add(each);
      for (const base of underived(each, rules.fromBase)) candidates.add(base);
    }
    const found = [...candidates].filter((base) => forms(base).has(word));
    return found.filter((base) => base !== word || found.length === 1 || !ends(word, "s", "ed"));
  }

  function forms(base) {
    if (!WORD.test(base) || !VOWEL.test(base) || alone.has(base) || functionWords.has(base)) return new Set();
    if (base.length > 6 && ends(base, "ing")) return new Set([base, base + "s"]);
    const made = [base, ...derivedFrom(base, rules.fromBase)];
    for (let at = 0; at < made.length; at += 1) made.push(...derivedFrom(made[at], rules.fromAny));
    const plurals = made.filter((each) => ends(each, "ion", "al")).map((each) => each + "s");
    return new Set([...made, ...plurals, ...inflected(base), ...(irregular.get(base) || [])]);
  }

  function inflected(base) {
    const last = base.at(-1);
    if (last === "y" && !"aeiou".includes(base.at(-2))) {
      return [base.slice(0, -1) + "ies", base.slice(0, -1) + "ied", base + "ing"];
    }
    let plurals = [base + "s"];
    if (ends(base, "s", "x", "z", "ch", "sh")) plurals = [base + "es"];
    else if (last === "o") plurals = [base + "s", base + "es"];
    if (last === "e") {
      const stem = ends(base, "ee", "oe", "ye") ? base : base.slice(0, -1);
      return [...plurals, base + "d", ends(base, "ie") ? base.slice(0, -2) + "ying" : stem + "ing"];
    }
    const doubled = [base + last + "ed", base + last + "ing"];
    if (SHORT.test(base)) return plurals.concat(doubled);
    return [...plurals, base + "ed", base + "ing", ...(LONGER.test(base) ? doubled : [])];
  }

  function derivedFrom(word, table) {
    return table
      .filter(([ending, least]) => word.length >= least && word.endsWith(ending))
      .map(([, , cut, added]) => word.slice(0, word.length - cut) + added);
  }

  function underived(word, table) {
    const found = [];
    for (const [ending, , cut, added] of table) {
      const kept = ending.slice(0, ending.length - cut);
      if (word.endsWith(kept + added)) found.push(word.slice(0, word.length - added.length) + ending.slice(kept.length));
    }
    return found;
  }

  function spellings(base) {
    if (spelt.has(base)) return [spelt.get(base)];
    if (base.length > 5 && base.endsWith("our")) return [base.slice(0, -2) + "r"];
    if (base.length > 4 && base.endsWith("or")) return [base.slice(0, -1) + "ur"];
    if (base.length > 5 && ends(base, "ise", "ize", "yse", "yze")) {
      return [base.slice(0, -2) + (base.at(-2) === "s" ? "z" : "s") + "e"];
    }
    return [];
  }

  Object.assign(search, { useForms, variants, saysLittle });
})();
