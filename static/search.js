// The search page: reads ?q= and its filters, ranks, shows. Everything from the index is set as text,
// never as markup.
(function () {
  "use strict";
  const search = window.sitegenSearch;
  const { make, plain, count, KINDS, PAGE } = search;
  const ROOT = new URL("../", document.currentScript.src).href;
  const GROUP = 5;
  const AHEAD = 20; // milliseconds that the first record has to itself
  const PATIENCE = 300; // milliseconds before it says that it is searching
  const MARKS = 24;
  const TITLE = document.title;
  const SERVED = window.origin !== "null"; // a page of file:// may not rewrite its address

  const at = (id) => document.getElementById(id);
  const input = at("search-query");
  const results = at("search-results");
  const status = at("search-status");
  const fault = at("search-fault");
  const hints = at("search-hints");
  const more = at("search-more");
  const filters = search.filterBox(go, complain);

  let opening = null;
  let ready = null; // the index, once it is open
  let run = 0;
  let stood = history.state && history.state.top; // where the page was scrolled to when it was left
  let asked = search.wanted(location.search); // what the page shows, or is about to
  let read = location.search; // the address that was last read or written
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

  // ---------------------------------------------------------------- the address

  // A new query is another page of the history, a filter is not.
  function go(change) {
    const want = { ...asked, show: PAGE, ...change };
    const isNew = want.q !== asked.q;
    if (SERVED) show(want, isNew ? "pushState" : "replaceState");
    else if (isNew) location.assign(search.address(want));
    else show(want, null);
  }

  function write(how, want) {
    if (how) history[how](null, "", search.address(want));
    read = location.search;
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
    const others = search.otherNames(record, terms);
    if (others.length) element.append(also(others));
    if (passage.text) element.append(marked("p", "hit-text", passage.text, passage.marks));
    else if (record.kind === "entity") element.append(make("p", "hit-about", mentioned(record.weight)));
    return element;
  }

  // The names that it was found by and is not called here.
  function also(names) {
    const line = make("p", "hit-also", "also: ");
    names.forEach(([name, marks], number) => line.append(number ? ", " : "", marked("span", "", name, marks)));
    return line;
  }

  function mentioned(often) {
    return often === 1 ? "Mentioned once" : "Mentioned " + count(often) + " times";
  }

  // Items in order, each made and shown as soon as its record and those before it are there.
  async function fill(index, hits, terms, heading, list, mine) {
    for (const coming of fetched(index, hits)) {
      const record = await coming.catch((error) => mine === run && complain(error));
      if (record && mine === run) list.append(item(record, terms, heading));
    }
  }

  // Their records; where one fails, those who wait for it say so. The first has the line to itself: the
  // others follow when it is shown, or a moment later.
  function fetched(index, hits) {
    const one = ([doc]) => index.record(doc);
    const after = (time) => new Promise((go) => setTimeout(go, time));
    const first = hits.slice(0, 1).map(one);
    const moment = Promise.race([...first.map((record) => record.then(() => after(0))), after(AHEAD)]).catch(() => {});
    const records = [...first, ...hits.slice(1).map((hit) => moment.then(() => one(hit)))];
    for (const record of records) record.catch(() => {});
    return records;
  }

  // ---------------------------------------------------------------- results

  // Shows what is wanted, in place of what is shown once its first result is there.
  async function show(want, write) {
    const mine = (run += 1);
    const back = stood;
    stood = 0;
    asked = want;
    // a filter that is clicked before a new query is shown does not take its place in the history
    unwritten = write === "replaceState" && unwritten ? unwritten : write;
    if (!typing) input.value = want.q;
    filters.set(want);
    closeSuggestions();
    clearTimeout(waiting);
    waiting = setTimeout(() => (status.textContent = "Searching…"), PATIENCE);
    results.setAttribute("aria-busy", "true");
    try {
      if (want.q.trim()) {
        await answer(want, mine);
        if (back && mine === run && !scrollY) scrollTo(0, back);
      } else {
        clear();
        filters.hide();
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
    const ranking = await search.rank(tree, index);
    const narrowed = await filters.narrowed(index, ranking.hits, want);
    const { shown } = narrowed;
    const groups = want.order === "grouped" && want.kind === "all" ? byKind(index, shown) : null;
    const first = groups ? groups.flatMap(([, hits]) => hits.slice(0, GROUP)) : shown.slice(0, want.show);
    await Promise.allSettled(fetched(index, first).slice(0, 1));
    if (mine !== run) return;
    clear();
    filters.show(narrowed);
    tell(index, ranking.hits.length, shown.length, want);
    if (groups) await sections(index, groups, ranking.terms, mine);
    else await page(index, shown, ranking.terms, 0, want.show, mine);
    const said = await search.hint(index, tree, ranking, shown.length, want);
    if (mine === run) hints.replaceChildren(...said);
  }

  function clear() {
    clearTimeout(waiting);
    // Written before the first result is shown, it would have the browser draw the page's icon again first.
    const want = asked;
    const title = asked.q.trim() ? asked.q.trim() + " | " + TITLE : TITLE;
    const how = unwritten;
    unwritten = null;
    setTimeout(() => {
      write(how, want);
      document.title = title;
    });
    results.replaceChildren();
    hints.replaceChildren();
    status.textContent = "";
    fault.hidden = true;
    more.hidden = true;
    input.removeAttribute("aria-invalid");
  }

  function tell(index, all, shown, want) {
    const results = (n) => (n === 1 ? "1 result" : count(n) + " results");
    const quoted = /["“”„«»]/.test(want.q) ? want.q : "“" + want.q + "”";
    let text = "Nothing found for " + quoted + ".";
    if (all) text = (shown === all ? results(all) : results(shown) + " of " + count(all)) + " for " + quoted + ".";
    if (index.manifest.stale) text += " The archive has changed since; its index is being renewed.";
    status.textContent = text;
  }

  async function page(index, hits, terms, from, end, mine) {
    if (!from) results.append(make("ol", "hits"));
    const list = results.lastElementChild;
    await fill(index, hits.slice(from, end), terms, "h2", list, mine);
    if (mine !== run) return;
    if (list.children.length > from && from) list.children[from].querySelector("a").focus();
    more.hidden = end >= hits.length;
    more.onclick = () => {
      if (mine !== run) return;
      more.onclick = null; // once
      more.hidden = true;
      asked = { ...asked, show: end + PAGE };
      if (SERVED) write("replaceState", asked);
      page(index, hits, terms, end, end + PAGE, mine);
    };
  }

  // [[kind, its hits]…], the kind of the best hit first.
  function byKind(index, hits) {
    const kinds = new Set(hits.map(([doc]) => index.kindOf(doc)));
    return Array.from(kinds, (kind) => [kind, search.ofKind(index, hits, kind)]);
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
    go({ q: input.value, type: [], publisher: [] }); // those of what was found before
  });
  window.addEventListener("popstate", () => {
    if (location.search === read) return; // a place on the page
    typing = false;
    read = location.search;
    show(search.wanted(read), null);
  });

  // A browser that reads the page anew on the way back does not wait for the results to be there.
  window.addEventListener("scrollend", () => history.replaceState({ top: scrollY }, ""));

  at("search-form").hidden = false;
  // The manifest's own element stands after this script; where it fails, the search says so.
  for (const end of ["load", "error"]) at("search-manifest").addEventListener(end, () => run || show(asked, null));
})();
