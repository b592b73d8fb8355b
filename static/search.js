// The search page: reads ?q= and its filters, ranks, shows. Everything from the index is set as text,
// never as markup.
(function () {
  "use strict";
  const search = window.sitegenSearch;
  const { make, plain } = search;
  const ROOT = new URL("../", document.currentScript.src).href;
  const PAGE = 10;
  const GROUP = 5;
  const AHEAD = 20; // milliseconds that the first record has to itself
  const PATIENCE = 300; // milliseconds before it says that it is searching
  const MARKS = 24;
  const TITLE = document.title;
  const KINDS = { all: "All", article: "Articles", entity: "Names", event: "Events" };

  const at = (id) => document.getElementById(id);
  const input = at("search-query");
  const results = at("search-results");
  const status = at("search-status");
  const fault = at("search-fault");
  const hints = at("search-hints");
  const filters = at("search-filters");
  const kindBox = at("search-kinds");
  const typeBox = at("search-type");
  const fromBox = at("search-from");
  const toBox = at("search-to");
  const orderBox = at("search-order");
  const more = at("search-more");

  let opening = null;
  let ready = null; // the index, once it is open
  let run = 0;
  let asked = wanted(); // what the page shows, or is about to
  let typing = false; // whether the box holds what was not asked for yet
  let unwritten = null; // how the address has yet to follow: as another page of the history, or in place
  let waiting = 0; // the timer of saying that it takes long

  function source() {
    opening = opening || search.Source.open().then(
      (index) => (ready = index),
      (error) => {
        opening = null; // the next try may do better
        throw error;
      },
    );
    return opening;
  }

  // not toLocaleString, whose first call takes longer than a search
  const count = (number) => String(number).replace(/\B(?=(\d{3})+$)/g, ",");

  // ---------------------------------------------------------------- the address

  function wanted() {
    const given = new URLSearchParams(location.search);
    const one = (name, allowed, otherwise) => (allowed.includes(given.get(name)) ? given.get(name) : otherwise);
    return {
      q: given.get("q") || "",
      kind: one("kind", Object.keys(KINDS), "all"),
      type: given.get("type") || "",
      from: given.get("from") || "",
      to: given.get("to") || "",
      order: one("order", ["newest", "oldest", "grouped"], "best"),
    };
  }

  function address(want) {
    const given = new URLSearchParams({ q: want.q });
    if (want.kind !== "all") given.set("kind", want.kind);
    for (const name of ["type", "from", "to"]) if (want[name]) given.set(name, want[name]);
    if (want.order !== "best") given.set("order", want.order);
    return location.pathname + "?" + given;
  }

  // A new query is another page of the history, a filter is not.
  function go(change) {
    const want = { ...asked, ...change };
    const isNew = want.q !== asked.q;
    if (window.origin !== "null") show(want, isNew ? "pushState" : "replaceState");
    else if (isNew) location.assign(address(want)); // a page of file:// may not rewrite its address
    else show(want, null);
  }

  // ---------------------------------------------------------------- one result

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

  function item(record, terms, heading) {
    const element = make("li", "hit hit-" + record.kind);
    const title = make(heading, "hit-title");
    const link = make("a");
    link.href = ROOT + record.url + (terms.size ? "?mark=" + encodeURIComponent([...terms].slice(0, MARKS).join(" ")) : "");
    link.append(...marked("span", "", record.title, search.marked(record.title, terms)).childNodes);
    link.dir = "auto";
    title.append(link);
    const about = [plain(record.type), record.date && search.spoken(record.date), record.publisher].filter(Boolean).join(" · ");
    element.append(title, make("p", "hit-about", about));
    const passage = search.excerpt(record.text, terms);
    if (passage.text) element.append(marked("p", "hit-text", passage.text, passage.marks));
    return element;
  }

  // Items in order, each made and shown as soon as its record and those before it are there.
  async function fill(index, hits, terms, heading, list, mine) {
    for (const coming of fetched(index, hits)) {
      const record = await coming.catch((error) => mine === run && complain(error));
      if (record && mine === run) list.append(item(record, terms, heading));
    }
  }

  // Their records; where one fails, those who wait for it say so. The first has the line to itself: the
  // others follow when it is there, or a moment later.
  function fetched(index, hits) {
    const one = ([doc]) => index.record(doc);
    const first = hits.slice(0, 1).map(one);
    const moment = Promise.race([...first, new Promise((go) => setTimeout(go, AHEAD))]).catch(() => {});
    const records = [...first, ...hits.slice(1).map((hit) => moment.then(() => one(hit)))];
    for (const record of records) record.catch(() => {});
    return records;
  }

  // ---------------------------------------------------------------- results

  // Shows what is wanted, in place of what is shown once its first result is there.
  async function show(want, write) {
    const mine = (run += 1);
    asked = want;
    // a filter that is clicked before a new query is shown does not take its place in the history
    unwritten = write === "replaceState" && unwritten ? unwritten : write;
    if (!typing) input.value = want.q;
    orderBox.value = want.order;
    fromBox.value = want.from;
    toBox.value = want.to;
    closeSuggestions();
    clearTimeout(waiting);
    waiting = setTimeout(() => (status.textContent = "Searching…"), PATIENCE);
    results.setAttribute("aria-busy", "true");
    try {
      if (want.q.trim()) {
        await answer(want, mine);
      } else {
        clear();
        filters.hidden = true;
      }
    } catch (error) {
      if (mine === run) report(error, want.q);
    } finally {
      if (mine === run) results.setAttribute("aria-busy", "false");
    }
  }

  async function answer(want, mine) {
    const index = ready || (await source());
    const tree = index.parse(want.q);
    const days = { first: limit(fromBox, "first"), last: limit(toBox, "last") };
    const ranking = await search.rank(tree, index);
    const dated = await within(index, ranking.hits, days);
    const shown = await chosen(index, dated, want);
    const groups = want.order === "grouped" && want.kind === "all" ? byKind(index, shown) : null;
    const first = groups ? groups.flatMap(([, hits]) => hits.slice(0, GROUP)) : shown.slice(0, PAGE);
    const records = fetched(index, first); // while the filters are made
    const types = await counted(index, dated, want);
    await Promise.allSettled(records.slice(0, 1));
    if (mine !== run) return;
    clear();
    offer(index, ranking.hits, dated, types, want);
    tell(index, ranking.hits.length, shown.length, want);
    if (groups) await sections(index, groups, ranking.terms, mine);
    else await page(index, shown, ranking.terms, 0, mine);
    const said = await search.hint(index, tree, ranking, shown.length, { ...want, address });
    if (mine === run) hints.replaceChildren(...said);
  }

  function clear() {
    clearTimeout(waiting);
    // Written before the first result is shown, it would have the browser draw the page's icon again first.
    const where = address(asked);
    const title = asked.q.trim() ? asked.q.trim() + " | " + TITLE : TITLE;
    const write = unwritten;
    unwritten = null;
    setTimeout(() => {
      if (write) history[write](null, "", where);
      document.title = title;
    });
    results.replaceChildren();
    hints.replaceChildren();
    status.textContent = "";
    fault.hidden = true;
    more.hidden = true;
    input.removeAttribute("aria-invalid");
  }

  // The first or last day of a date field; null where it is empty, an error where it is no date.
  function limit(box, end) {
    const value = box.value.trim();
    const days = value ? search.dayRange(value) : null;
    box.toggleAttribute("aria-invalid", false);
    if (value && !days) {
      box.setAttribute("aria-invalid", "true");
      throw new Error("“" + value + "” is no date. Write 2024, 2024-11 or 2024-11-30.");
    }
    return days && days[end];
  }

  async function within(index, hits, days) {
    if (days.first === null && days.last === null) return hits;
    const facets = await index.allFacets();
    return hits.filter(([doc]) => {
      const first = facets.first[doc];
      return first && (days.first === null || facets.last[doc] >= days.first) && (days.last === null || first <= days.last);
    });
  }

  function ofKind(index, hits, kind) {
    if (kind === "all") return hits;
    const [first, end] = index.kinds[kind];
    return hits.filter(([doc]) => first <= doc && doc < end);
  }

  async function chosen(index, hits, want) {
    let shown = ofKind(index, hits, want.kind);
    const dated = want.order === "newest" || want.order === "oldest";
    if (!want.type && !dated) return shown;
    const facets = await index.allFacets();
    if (want.type) shown = shown.filter(([doc]) => facets.type[doc] === want.type);
    if (dated) {
      const way = want.order === "newest" ? -1 : 1;
      const { first } = facets;
      shown = shown.slice().sort(([a], [b]) => !first[a] - !first[b] || way * (first[a] - first[b]) || a - b);
    }
    return shown;
  }

  function tell(index, all, shown, want) {
    const results = (n) => (n === 1 ? "1 result" : count(n) + " results");
    const quoted = /["“”„«»]/.test(want.q) ? want.q : "“" + want.q + "”";
    let text = "Nothing found for " + quoted + ".";
    if (all) text = (shown === all ? results(all) : results(shown) + " of " + count(all)) + " for " + quoted + ".";
    if (index.manifest.stale) text += " The archive has changed since; its index is being renewed.";
    status.textContent = text;
  }

  async function page(index, hits, terms, from, mine) {
    if (!from) results.append(make("ol", "hits"));
    const list = results.lastElementChild;
    await fill(index, hits.slice(from, from + PAGE), terms, "h2", list, mine);
    if (mine !== run) return;
    if (list.children.length > from && from) list.children[from].querySelector("a").focus();
    more.hidden = from + PAGE >= hits.length;
    more.onclick = () => {
      more.onclick = null; // once
      more.hidden = true;
      page(index, hits, terms, from + PAGE, mine);
    };
  }

  // [[kind, its hits]…], the kind of the best hit first.
  function byKind(index, hits) {
    const kinds = new Set(hits.map(([doc]) => index.kindOf(doc)));
    return Array.from(kinds, (kind) => [kind, ofKind(index, hits, kind)]);
  }

  async function sections(index, groups, terms, mine) {
    for (const [kind, hits] of groups) {
      const section = make("section", "hit-group");
      const list = make("ol", "hits");
      section.append(make("h2", "", KINDS[kind] + " (" + count(hits.length) + ")"), list);
      results.append(section);
      await fill(index, hits.slice(0, GROUP), terms, "h3", list, mine);
      if (mine !== run) return;
      if (hits.length > GROUP) {
        const all = make("button", "hit-all", "Show all " + count(hits.length) + " " + KINDS[kind].toLowerCase());
        all.type = "button";
        all.onclick = () => go({ kind, order: "best" });
        section.append(all);
      }
    }
  }

  // ---------------------------------------------------------------- filters

  // What to filter by, with how many hits each choice has. Elements stay, so that the focus does.
  function offer(index, all, dated, types, want) {
    filters.hidden = !all.length && want.kind === "all" && !want.type && !want.from && !want.to;
    if (!kindBox.querySelector("input")) kindBox.append(...Object.keys(KINDS).map(kindChoice));
    for (const radio of kindBox.querySelectorAll("input")) {
      const number = ofKind(index, dated, radio.value).length;
      radio.checked = radio.value === want.kind;
      radio.disabled = !number && !radio.checked;
      radio.nextSibling.textContent = " " + KINDS[radio.value] + " (" + count(number) + ")";
    }
    typeBox.closest("label").hidden = !types.length;
    const options = types.map(([type, number]) => new Option(plain(type) + " (" + count(number) + ")", type));
    typeBox.replaceChildren(new Option("any", ""), ...options);
    typeBox.value = want.type;
  }

  // [[type, how many hits]…], sorted, of what is entities or events only.
  async function counted(index, dated, want) {
    if (want.kind !== "entity" && want.kind !== "event") return [];
    const facets = await index.allFacets();
    const types = new Map(want.type ? [[want.type, 0]] : []);
    for (const [doc] of ofKind(index, dated, want.kind)) types.set(facets.type[doc], (types.get(facets.type[doc]) || 0) + 1);
    return [...types].sort();
  }

  function kindChoice(kind) {
    const label = make("label", "search-kind");
    const radio = make("input");
    radio.type = "radio";
    radio.name = "kind";
    radio.value = kind;
    radio.onchange = () => go({ kind, type: "" });
    label.append(radio, document.createTextNode(""));
    return label;
  }

  typeBox.onchange = () => go({ type: typeBox.value });
  orderBox.onchange = () => go({ order: orderBox.value });
  for (const box of [fromBox, toBox]) {
    box.onchange = () => go({ from: fromBox.value.trim(), to: toBox.value.trim() });
  }
  filters.addEventListener("submit", (event) => event.preventDefault());

  // ---------------------------------------------------------------- errors, and how it starts

  function report(error, text) {
    clear();
    if (error instanceof search.QueryError) {
      const place = Array.from(text.slice(0, error.at)).length + 1;
      fault.replaceChildren(make("p", "", "Character " + place + ": " + error.message + "."));
      fault.append(marked("p", "search-blame", text, [[error.at, error.at + 1]]));
      input.setAttribute("aria-invalid", "true");
      input.focus();
      input.setSelectionRange(error.at, error.at + 1);
      fault.hidden = false;
    } else {
      complain(error);
    }
  }

  // Tells of what went wrong beside what is shown.
  function complain(error) {
    fault.replaceChildren(make("p", "", error.message));
    fault.hidden = false;
  }

  const quiet = () => console.warn("Names could not be looked up.");
  const closeSuggestions = search.suggestWhileTyping(input, at("search-suggestions"), ROOT, source, quiet);
  input.addEventListener("input", () => (typing = true));
  at("search-form").addEventListener("submit", (event) => {
    event.preventDefault();
    typing = false;
    go({ q: input.value, type: "" });
  });
  window.addEventListener("popstate", () => {
    if (JSON.stringify(wanted()) === JSON.stringify(asked)) return; // a place on the page
    typing = false;
    show(wanted(), null);
  });

  at("search-form").hidden = false;
  // The manifest's own element stands after this script; where it fails, the search says so.
  for (const end of ["load", "error"]) at("search-manifest").addEventListener(end, () => run || show(asked, null));
})();
