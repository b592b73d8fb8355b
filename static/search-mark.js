// Marks the words of ?mark=… on the page that a search led to, and moves to the first.
// Does nothing, and loads nothing, on a page that no search led to.
(function () {
  "use strict";
  const given = new URLSearchParams(location.search).get("mark");
  if (!given) return;
  const HERE = document.currentScript.src;
  const MOST = 500;

  function load(name) {
    return new Promise((resolve, reject) => {
      const script = document.createElement("script");
      script.src = new URL(name, HERE).href;
      script.onload = resolve;
      script.onerror = reject;
      document.head.append(script);
    });
  }

  function textNodes(root) {
    const walker = document.createTreeWalker(root, NodeFilter.SHOW_TEXT, {
      acceptNode: (node) => (node.parentElement.closest("script, style, textarea, svg, mark, nav") ? NodeFilter.FILTER_REJECT : NodeFilter.FILTER_ACCEPT),
    });
    const nodes = [];
    while (walker.nextNode()) nodes.push(walker.currentNode);
    return nodes;
  }

  function markAll(terms) {
    const search = window.sitegenSearch;
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

  async function start() {
    await load("search-text.js");
    await load("search-excerpt.js");
    await load("search-shards.js");
    await window.sitegenSearch.Source.open();
    markAll(new Set(given.split(" ").filter(Boolean)));
  }

  start().catch(() => console.warn("The words searched for could not be marked."));
})();
