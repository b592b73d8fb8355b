// Marks words on the page that a search led to, and moves to the first; search-box.js loads it.
(function () {
  "use strict";
  const search = (window.sitegenSearch = window.sitegenSearch || {});
  const MOST = 500;
  const UNTOUCHED = "script, style, textarea, svg, mark, nav";

  function textNodes(root) {
    const walker = document.createTreeWalker(root, NodeFilter.SHOW_TEXT, {
      acceptNode: (node) => (node.parentElement.closest(UNTOUCHED) ? NodeFilter.FILTER_REJECT : NodeFilter.FILTER_ACCEPT),
    });
    const nodes = [];
    while (walker.nextNode()) nodes.push(walker.currentNode);
    return nodes;
  }

  function markPage(terms) {
    let count = 0;
    for (const node of textNodes(document.getElementById("main") || document.body)) {
      const found = search.marked(node.data, terms);
      for (const [start, end] of found.slice(0, MOST - count).reverse()) {
        const word = node.splitText(start);
        word.splitText(end - start);
        const mark = document.createElement("mark");
        mark.className = "search-mark";
        word.replaceWith(mark);
        mark.append(word);
      }
      count += found.length;
      if (count >= MOST) break;
    }
    const first = document.querySelector("#main article mark.search-mark") || document.querySelector("mark.search-mark");
    if (first && !location.hash) first.scrollIntoView({ block: "center" });
  }

  Object.assign(search, { markPage });
})();
