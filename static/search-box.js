// On every page: what there is of searching outside the search page, loaded when it is wanted.
// Marks the words of ?mark=… where a search led to this page, and offers names in the header's box.
(function () {
  "use strict";
  const HERE = document.currentScript.src;
  const ROOT = new URL("../", HERE).href;

  function load(...names) {
    const parts = names.map((name) => new Promise((resolve, reject) => {
      const script = document.createElement("script");
      script.src = new URL(name, HERE).href;
      script.async = false; // in this order
      script.onload = resolve;
      script.onerror = reject;
      document.head.append(script);
    }));
    return Promise.all(parts);
  }

  async function mark(terms) {
    await load("search-text.js", "search-excerpt.js", "search-shards.js", "search-mark.js");
    await window.sitegenSearch.Source.open();
    window.sitegenSearch.markPage(new Set(terms));
  }

  async function offer(input) {
    const style = document.createElement("link");
    style.rel = "stylesheet";
    style.href = new URL("search.css", HERE).href;
    const list = document.createElement("ul");
    list.id = "site-suggestions";
    list.className = "suggestions";
    list.hidden = true;
    list.setAttribute("role", "listbox");
    list.setAttribute("aria-label", "Names");
    document.head.append(style);
    input.after(list);
    await load("search-text.js", "search-forms.js", "search-shards.js", "search-suggest.js");
    const search = window.sitegenSearch;
    let opening = null;
    const source = () => (opening = opening || search.Source.open());
    search.suggestWhileTyping(input, list, ROOT, source, quiet);
    if (input.value) input.dispatchEvent(new Event("input"));
  }

  // Typing and reading go on without it.
  function quiet() {
    console.warn("A part of the search could not be loaded.");
  }

  const given = new URLSearchParams(location.search).get("mark");
  if (given) mark(given.split(" ").filter(Boolean)).catch(quiet);
  const input = document.getElementById("site-search");
  if (input) input.addEventListener("focus", () => offer(input).catch(quiet), { once: true });
})();
