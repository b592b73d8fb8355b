// Marks words on the page that a search led to, and moves to the first; search-box.js loads it.
(function () {
  "use strict";
  const search = (window.sitegenSearch = window.sitegenSearch || {});
  const MOST = 500;
  const BLOCKS = "p, li, h1, h2, h3, h4, dt, dd, td, th, figcaption, blockquote, summary, div, section, article, main, body";
  const UNTOUCHED = "script, style, textarea, svg, mark, nav";

  function textNodes(root) {
    const walker = document.createTreeWalker(root, NodeFilter.SHOW_TEXT, {
      acceptNode: (node) => (node.parentElement.closest(UNTOUCHED) ? NodeFilter.FILTER_REJECT : NodeFilter.FILTER_ACCEPT),
    });
    const nodes = [];
    while (walker.nextNode()) nodes.push(walker.currentNode);
    return nodes;
  }

  const block = (node) => node.parentElement.closest(BLOCKS);

  function wrap(node, start, length) {
    const word = node.splitText(start);
    word.splitText(length);
    const mark = document.createElement("mark");
    mark.className = "search-mark";
    word.replaceWith(mark);
    mark.append(word);
  }

  // Words may run over several nodes, and phrases mostly do: an article's names are links.
  function markPage(terms) {
    const nodes = textNodes(document.getElementById("main") || document.body);
    const starts = [];
    let text = "";
    nodes.forEach((node, number) => {
      if (number && block(node) !== block(nodes[number - 1])) text += "\n";
      starts.push(text.length);
      text += node.data;
    });
    const ends = nodes.map((node, number) => starts[number] + node.data.length);
    let last = nodes.length - 1;
    // from the end, as a node that is cut keeps its beginning
    for (const [start, end] of search.marked(text, terms).slice(0, MOST).reverse()) {
      while (starts[last] >= end) last -= 1;
      for (let at = last; at >= 0 && ends[at] > start; at -= 1) {
        const from = Math.max(start - starts[at], 0);
        wrap(nodes[at], from, Math.min(end, ends[at]) - starts[at] - from);
      }
    }
    const first = document.querySelector("#main article mark.search-mark") || document.querySelector("mark.search-mark");
    if (first && !location.hash) first.scrollIntoView({ block: "center" });
  }

  Object.assign(search, { markPage });
})();
