// The search page: reads ?q=, ranks, shows. Everything from the index is set as text, never as markup.
(function () {
  "use strict";
  const search = window.sitegenSearch;
  const ROOT = new URL("../", document.currentScript.src).href;
  const PAGE = 20;
  const GROUP = 5;
  const SUGGESTIONS = 8;
  const MARKS = 24;
  const KINDS = { article: "Articles", entity: "Names", event: "Events" };
  const MONTHS = ["January", "February", "March", "April", "May", "June", "July", "August", "September", "October", "November", "December"];

  const at = (id) => document.getElementById(id);
  const input = at("search-query");
  const results = at("search-results");
  const status = at("search-status");
  const fault = at("search-fault");
  const hints = at("search-hints");
  const filters = at("search-filters");
  const kindBox = at("search-kinds");
  const typeBox = at("search-type");
  const orderBox = at("search-order");
  const more = at("search-more");
  const listbox = at("search-suggestions");

  let opening = null;
  let run = 0;
  const source = () => (opening = opening || search.Source.open());

  // ---------------------------------------------------------------- the address

  function wanted() {
    const given = new URLSearchParams(location.search);
    const one = (name, allowed, otherwise) => (allowed.includes(given.get(name)) ? given.get(name) : otherwise);
    return {
      q: given.get("q") || "",
      kind: one("kind", Object.keys(KINDS), "all"),
      type: given.get("type") || "",
      order: one("order", ["newest", "oldest", "grouped"], "best"),
    };
  }

  function address(want) {
    const given = new URLSearchParams();
    given.set("q", want.q);
    if (want.kind !== "all") given.set("kind", want.kind);
    if (want.type) given.set("type", want.type);
    if (want.order !== "best") given.set("order", want.order);
    return location.pathname + "?" + given;
  }

  function go(want) {
    try {
      history.pushState(null, "", address(want));
    } catch {
      location.assign(address(want)); // from file:// a page may not rewrite its address
      return;
    }
    show(want);
  }

  // ---------------------------------------------------------------- building elements

  function make(tag, className, text) {
    const element = document.createElement(tag);
    if (className) element.className = className;
    if (text !== undefined) element.textContent = text;
    return element;
  }

  function marked(tag, className, text, marks) {
    const element = make(tag, className);
    let last = 0;
    for (const [start, end] of marks) {
      element.append(text.slice(last, start), make("mark", "", text.slice(start, end)));
      last = end;
    }
    element.append(text.slice(last));
    element.dir = "auto";
    return element;
  }

  function spoken(date) {
    const match = /^([0-9]{4})(?:-([0-9]{2})(?:-([0-9]{2}))?)?$/.exec(date);
    if (!match || Number(match[2] || 1) > 12 || Number(match[2] || 1) < 1) return date;
    return [match[3] && Number(match[3]), match[2] && MONTHS[match[2] - 1], match[1]].filter(Boolean).join(" ");
  }

  function plain(type) {
    const words = type.replaceAll("-", " ");
    return words.charAt(0).toUpperCase() + words.slice(1);
  }

  async function item(index, doc, terms, heading) {
    const record = await index.record(doc);
    const element = make("li", "hit hit-" + record.kind);
    const title = make(heading, "hit-title");
    const link = make("a");
    link.href = ROOT + record.url + (terms.size ? "?mark=" + encodeURIComponent([...terms].slice(0, MARKS).join(" ")) : "");
    link.append(...marked("span", "", record.title, spans(record.title, terms)).childNodes);
    link.dir = "auto";
    title.append(link);
    const about = [plain(record.type), record.date && spoken(record.date), record.publisher].filter(Boolean).join(" · ");
    element.append(title, make("p", "hit-about", about));
    const text = make("p", "hit-text");
    element.append(text);
    // the text is larger than the record: show the hit first
    index.text(record).then((whole) => {
      const passage = search.excerpt(whole, terms);
      if (!passage.text) text.remove();
      else text.replaceWith(marked("p", "hit-text", passage.text, passage.marks));
    }, report);
    return element;
  }

  function spans(text, terms) {
    return search.marked(text, terms).map(([start, end]) => [start, end]);
  }

  // ---------------------------------------------------------------- results

  async function show(want) {
    const mine = (run += 1);
    input.value = want.q;
    orderBox.value = want.order;
    close();
    clear();
    if (!want.q.trim()) {
      status.textContent = "";
      return;
    }
    status.textContent = "Searching…";
    results.setAttribute("aria-busy", "true");
    try {
      const index = await source();
      const tree = index.parse(want.q);
      const ranking = await search.rank(tree, index);
      const shown = await chosen(index, ranking.hits, want);
      if (mine !== run) return;
      await hint(index, tree, ranking);
      if (mine !== run) return;
      await offer(index, ranking.hits, want);
      if (mine !== run) return;
      tell(ranking.hits.length, shown.length, want);
      if (want.order === "grouped" && want.kind === "all") await grouped(index, shown, ranking.terms, want, mine);
      else await page(index, shown, ranking.terms, 0, mine);
    } catch (error) {
      if (mine === run) report(error, want.q);
    } finally {
      if (mine === run) results.setAttribute("aria-busy", "false");
    }
  }

  function clear() {
    results.replaceChildren();
    hints.replaceChildren();
    fault.hidden = true;
    more.hidden = true;
    filters.hidden = true;
    input.removeAttribute("aria-invalid");
  }

  async function chosen(index, hits, want) {
    let shown = hits;
    if (want.kind !== "all") {
      const [first, end] = index.kinds[want.kind];
      shown = shown.filter(([doc]) => first <= doc && doc < end);
    }
    if (want.type || want.order === "newest" || want.order === "oldest") {
      const facets = await index.allFacets();
      if (want.type) shown = shown.filter(([doc]) => facets[doc].type === want.type);
      if (want.order === "newest" || want.order === "oldest") {
        const way = want.order === "newest" ? -1 : 1;
        const undated = (doc) => (facets[doc].first ? 0 : 1);
        shown = shown.slice().sort(
          ([a], [b]) => undated(a) - undated(b) || way * ((facets[a].first || 0) - (facets[b].first || 0)) || a - b,
        );
      }
    }
    return shown;
  }

  function tell(all, shown, want) {
    const results = (n) => (n === 1 ? "1 result" : n.toLocaleString("en") + " results");
    if (!all) status.textContent = "Nothing found for “" + want.q + "”.";
    else if (shown === all) status.textContent = results(all) + " for “" + want.q + "”.";
    else status.textContent = results(shown) + " of " + all.toLocaleString("en") + " for “" + want.q + "”.";
  }

  async function page(index, hits, terms, from, mine) {
    const items = await Promise.all(hits.slice(from, from + PAGE).map(([doc]) => item(index, doc, terms, "h2")));
    if (mine !== run) return;
    let list = results.querySelector("ol");
    if (!list) {
      list = make("ol", "hits");
      results.append(list);
    }
    list.append(...items);
    if (from && items.length) items[0].querySelector("a").focus();
    more.hidden = from + PAGE >= hits.length;
    more.onclick = () => page(index, hits, terms, from + PAGE, mine).catch(report);
  }

  async function grouped(index, hits, terms, want, mine) {
    for (const kind of [...new Set(hits.map(([doc]) => index.kindOf(doc)))]) {
      const own = hits.filter(([doc]) => index.kindOf(doc) === kind);
      const items = await Promise.all(own.slice(0, GROUP).map(([doc]) => item(index, doc, terms, "h3")));
      if (mine !== run) return;
      const section = make("section", "hit-group");
      const list = make("ol", "hits");
      list.append(...items);
      section.append(make("h2", "", KINDS[kind] + " (" + own.length.toLocaleString("en") + ")"), list);
      if (own.length > GROUP) {
        const all = make("button", "hit-all", "Show all");
        all.type = "button";
        all.onclick = () => go({ ...want, kind, order: "best" });
        section.append(all);
      }
      results.append(section);
    }
  }

  // What to filter by, with how many hits each choice has.
  async function offer(index, hits, want) {
    if (!hits.length) return;
    const counts = { all: hits.length };
    for (const kind of Object.keys(KINDS)) {
      const [first, end] = index.kinds[kind];
      counts[kind] = hits.filter(([doc]) => first <= doc && doc < end).length;
    }
    kindBox.replaceChildren(
      make("legend", "", "Show"),
      ...Object.entries({ all: "All", ...KINDS }).map(([kind, name]) => {
        const label = make("label", "search-kind");
        const radio = make("input");
        radio.type = "radio";
        radio.name = "kind";
        radio.value = kind;
        radio.checked = kind === want.kind;
        radio.disabled = !counts[kind] && kind !== want.kind;
        radio.onchange = () => go({ ...want, kind, type: "" });
        label.append(radio, " " + name + " (" + counts[kind].toLocaleString("en") + ")");
        return label;
      }),
    );
    typeBox.closest("label").hidden = want.kind !== "entity" && want.kind !== "event";
    if (want.kind === "entity" || want.kind === "event") {
      const facets = await index.allFacets();
      const [first, end] = index.kinds[want.kind];
      const types = new Map();
      for (const [doc] of hits) {
        if (first <= doc && doc < end) types.set(facets[doc].type, (types.get(facets[doc].type) || 0) + 1);
      }
      typeBox.replaceChildren(new Option("any", ""), ...[...types].sort().map(([type, n]) => new Option(plain(type) + " (" + n + ")", type)));
      typeBox.value = want.type;
      typeBox.onchange = () => go({ ...want, type: typeBox.value });
    }
    orderBox.onchange = () => go({ ...want, order: orderBox.value });
    filters.hidden = false;
  }

  // Says which words were taken for others, and names near words where nothing was found.
  async function hint(index, tree, ranking) {
    for (const [word, alike] of ranking.guessed) {
      hints.append(make("p", "", "No page has “" + word + "”. Words spelt alike: " + alike.join(", ") + "."));
    }
    if (ranking.hits.length) return;
    const near = [];
    for (const word of words(tree)) near.push(...(await search.nearest(index, word, 2)).slice(0, 3));
    if (near.length) {
      const line = make("p", "", "Near words: ");
      near.forEach((word, i) => {
        const link = make("a", "", word);
        link.href = address({ ...wanted(), q: word });
        line.append(i ? ", " : "", link);
      });
      hints.append(line);
    } else {
      hints.append(make("p", "", "Try fewer or shorter words, or the beginning of one with a star: aleppo*."));
    }
  }

  function words(node) {
    const own = node.node === "Phrase" ? node.words : node.text ? [node.text] : [];
    const children = [node.child, ...(node.nodes || []), ...(node.should || []), ...(node.must || [])].filter(Boolean);
    return [...new Set(own.concat(...children.map(words)))];
  }

  function report(error, text) {
    status.textContent = "";
    fault.replaceChildren();
    if (error instanceof search.QueryError) {
      fault.append(make("p", "", "Character " + (error.at + 1) + ": " + error.message + "."));
      fault.append(marked("p", "search-blame", text, [[error.at, error.at + 1]]));
      input.setAttribute("aria-invalid", "true");
      input.focus();
      input.setSelectionRange(error.at, error.at + 1);
    } else {
      fault.append(make("p", "", error.message));
    }
    fault.hidden = false;
  }

  // ---------------------------------------------------------------- suggestions while typing

  let active = -1;
  let typed = 0;

  async function suggest() {
    const mine = (typed += 1);
    const found = await (await source()).suggestions(input.value, SUGGESTIONS);
    if (mine !== typed || document.activeElement !== input) return;
    active = -1;
    listbox.replaceChildren(
      ...found.map((each, number) => {
        const option = make("li", "suggestion");
        option.id = "suggestion-" + number;
        option.setAttribute("role", "option");
        option.setAttribute("aria-selected", "false");
        option.dataset.url = ROOT + each.url;
        const name = make("span", "suggestion-name", each.name);
        name.dir = "auto";
        const note = plain(each.type) + (each.name === each.title ? "" : ", " + each.title);
        option.append(name, " ", make("span", "suggestion-about", note));
        option.onpointerdown = (event) => event.preventDefault(); // keeps the focus in the input
        option.onclick = () => location.assign(option.dataset.url);
        return option;
      }),
    );
    listbox.hidden = !found.length;
    input.setAttribute("aria-expanded", String(found.length > 0));
    input.removeAttribute("aria-activedescendant");
  }

  function close() {
    typed += 1;
    active = -1;
    listbox.hidden = true;
    input.setAttribute("aria-expanded", "false");
    input.removeAttribute("aria-activedescendant");
  }

  function move(step) {
    const options = [...listbox.children];
    // one place more than there are options: back in the text
    const places = options.length + 1;
    active = ((active + 1 + step + places) % places) - 1;
    options.forEach((option, number) => option.setAttribute("aria-selected", String(number === active)));
    if (active < 0) input.removeAttribute("aria-activedescendant");
    else {
      input.setAttribute("aria-activedescendant", options[active].id);
      options[active].scrollIntoView({ block: "nearest" });
    }
  }

  input.addEventListener("input", () => suggest().catch(report));
  input.addEventListener("blur", close);
  input.addEventListener("keydown", (event) => {
    if (event.isComposing) return;
    if ((event.key === "ArrowDown" || event.key === "ArrowUp") && !listbox.hidden) {
      event.preventDefault();
      move(event.key === "ArrowDown" ? 1 : -1);
    } else if (event.key === "ArrowDown" && input.value) {
      event.preventDefault();
      suggest().catch(report);
    } else if (event.key === "Escape" && !listbox.hidden) {
      event.preventDefault();
      close();
    } else if (event.key === "Enter" && active >= 0) {
      event.preventDefault();
      location.assign(listbox.children[active].dataset.url);
    }
  });
  at("search-form").addEventListener("submit", (event) => {
    event.preventDefault();
    go({ ...wanted(), q: input.value, type: "" });
  });
  window.addEventListener("popstate", () => show(wanted()));

  at("search-form").hidden = false;
  show(wanted());
})();
