// Text to search terms: the rules of sitegen/search/analyzer.py, with its tables, which the
// manifest brings. Words come out as the index has them.
(function () {
  "use strict";
  const search = (window.sitegenSearch = window.sitegenSearch || {});

  const SPACES = " \\t-\\r\\u0085\\u00a0\\u1680\\u2000-\\u200a\\u2028\\u2029\\u202f\\u205f\\u3000";
  const WORD = /^[\p{L}\p{N}\p{M}]$/u;
  const LETTER = /^\p{L}$/u;
  const FORMAT = /^\p{Cf}$/u;
  const MARK = /^\p{Mn}$/u;
  const DIGIT = /^\p{Nd}$/u;
  const ELIDED = /^(qu|[cdjlmnst])'([^]+)$/;
  const IDEOGRAPHS = 0x20000; // letters from here on, whatever version of Unicode is known
  const PLAIN = /^[A-Za-z0-9]+$/;
  const GROUPED = /([0-9]),(?=[0-9]{3}(?![0-9]))/g; // the comma in 1,426
  const DASHES = 0x2010; // from here to QUOTES characters are neither letters nor invisible
  const QUOTES = 0x2027;

  let tables = null;
  let cache = new Map();
  let kinds = new Map();

  function useFolding(folding) {
    tables = folding;
    cache = new Map();
    kinds = new Map();
  }

  function within(code, ranges) {
    return ranges.some((range) => range[0] <= code && code <= range[1]);
  }

  function unspaced(char) {
    const code = char.codePointAt(0);
    return code > 0xdfff ? within(code, tables.unspaced) : code > 0xdff && within(code, tables.unspaced);
  }

  function foldChar(char) {
    const known = cache.get(char);
    if (known !== undefined) return known;
    const value = folded(char);
    cache.set(char, value);
    return value;
  }

  function folded(char) {
    if (Object.hasOwn(tables.letters, char)) return tables.letters[char];
    const code = char.codePointAt(0);
    // the rules below say the same, but making their tables takes longer than a search
    if (code < 128 || (DASHES <= code && code <= QUOTES)) return PLAIN.test(char) ? char : " ";
    if (code >= IDEOGRAPHS && unspaced(char)) return " " + char + " ";
    if (FORMAT.test(char)) return "";
    if (MARK.test(char) && within(code, tables.marks)) return "";
    if (DIGIT.test(char) && code > 127) {
      const zero = tables.zeros.find((each) => each <= code && code < each + 10);
      if (zero !== undefined) return String(code - zero);
    }
    if (!WORD.test(char)) return " ";
    return unspaced(char) ? " " + char + " " : char;
  }

  function tokens(text) {
    if (PLAIN.test(text) && text.length <= tables.longest) return [text.toLowerCase()];
    if (text.includes(",")) text = text.replace(GROUPED, "$1");
    let folded = "";
    for (const char of text.normalize("NFKD").toLowerCase()) folded += foldChar(char);
    const found = [];
    for (const chunk of folded.normalize("NFC").split(" ")) {
      if (chunk.includes(".") || chunk.includes("'") || chunk.length > tables.longest) {
        found.push(...words(chunk));
      } else if (chunk) {
        found.push(chunk);
      }
    }
    return found;
  }

  function stripped(text, chars) {
    let start = 0;
    let end = text.length;
    while (start < end && chars.includes(text[start])) start += 1;
    while (end > start && chars.includes(text[end - 1])) end -= 1;
    return text.slice(start, end);
  }

  function words(chunk) {
    chunk = stripped(chunk, "'.");
    if (chunk.endsWith("'s")) chunk = stripped(chunk.slice(0, -2), "'.");
    let parts = chunk.split(".");
    if (parts.length > 1 && parts.every((part) => LETTER.test(part))) parts = [parts.join("")];
    const found = [];
    for (const part of parts) {
      const bare = stripped(part, "'");
      const elided = ELIDED.exec(bare);
      for (const piece of elided ? [elided[1], elided[2]] : [bare]) {
        const word = Array.from(piece.replaceAll("'", "")).slice(0, tables.longest).join("");
        if (word) found.push(word);
      }
    }
    return found;
  }

  // The order of code points, in which the index is sorted; JavaScript's own is by UTF-16 unit.
  function compare(a, b) {
    const most = Math.min(a.length, b.length);
    for (let i = 0; i < most; i += 1) {
      const x = a.charCodeAt(i);
      const y = b.charCodeAt(i);
      if (x !== y) {
        const high = (unit) => unit >= 0xd800 && unit <= 0xdfff;
        if (high(x) !== high(y)) return high(x) ? 1 : -1;
        return x - y;
      }
    }
    return a.length - b.length;
  }

  // Whether the character with this code point separates words (0), is part of one (1), or is one (2).
  function kind(code) {
    let known = kinds.get(code);
    if (known === undefined) {
      const char = String.fromCodePoint(code);
      known = unspaced(char) ? 2 : Number(foldChar(char) !== " ");
      kinds.set(code, known);
    }
    return known;
  }

  Object.assign(search, { SPACES, GROUPED, useFolding, unspaced, tokens, compare, kind });
})();
