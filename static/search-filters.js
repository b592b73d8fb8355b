// The filters of the search page: which hits pass them, how many each choice would leave, and their boxes.
(function () {
  "use strict";
  const search = (window.sitegenSearch = window.sitegenSearch || {});
  const { make, plain, KINDS, UNFILTERED } = search;
  // Of these several values may be chosen. They need the facets, which are loaded when they are asked for.
  const SEVERAL = {
    type: { title: "Type", named: plain },
    publisher: { title: "Publisher", named: (value) => value },
  };

  // not toLocaleString, whose first call takes longer than a search
  const count = (number) => String(number).replace(/\B(?=(\d{3})+$)/g, ",");

  function ofKind(index, hits, kind) {
    if (kind === "all") return hits;
    const [first, end] = index.kinds[kind];
    return hits.filter(([doc]) => first <= doc && doc < end);
  }

  // The hits that pass every filter, but for the one that is named `except`; where the facets could not be
  // loaded, those of the wanted kind.
  function passing({ index, facets, hits, want, days }, except) {
    const tests = [];
    if (facets) {
      if (days.first !== null) tests.push((doc) => facets.first[doc] && facets.last[doc] >= days.first);
      if (days.last !== null) tests.push((doc) => facets.first[doc] && facets.first[doc] <= days.last);
      for (const name of Object.keys(SEVERAL)) {
        const values = new Set(want[name]);
        if (values.size && name !== except) tests.push((doc) => values.has(facets[name][doc]));
      }
    }
    const passed = tests.length ? hits.filter(([doc]) => tests.every((test) => test(doc))) : hits;
    return except === "kind" ? passed : ofKind(index, passed, want.kind);
  }

  // As an index of names has them.
  function sorted(values) {
    const keys = new Map(values.map((value) => [value, search.tokens(value).join(" ")]));
    return values.sort((a, b) => search.compare(keys.get(a), keys.get(b)) || search.compare(a, b));
  }

  const dated = (want) => want.order === "newest" || want.order === "oldest";

  function ordered(facets, hits, want) {
    if (!facets || !dated(want)) return hits;
    const way = want.order === "newest" ? -1 : 1;
    const { first } = facets;
    return hits.slice().sort(([a], [b]) => !first[a] - !first[b] || way * (first[a] - first[b]) || a - b);
  }

  // The first or last day of what stands in a date field; null where that is nothing, or no date.
  function limit(value, end) {
    const days = search.dayRange(value.trim());
    return days && days[end];
  }

  // Has `list` hold an element for each key, in their order. Those that are there stay, and so does the focus.
  function keep(list, keys, made) {
    const before = new Map(Array.from(list.children, (each) => [each.dataset.key, each]));
    for (const [key, element] of before) if (!keys.includes(key)) element.remove();
    let next = list.firstElementChild;
    for (const key of keys) {
      const element = before.get(key) || made(key);
      element.dataset.key = key;
      if (element === next) next = next.nextElementSibling;
      else list.insertBefore(element, next);
    }
  }

  function choice(type, name, value, chosen) {
    const label = make("label", "search-choice");
    const input = make("input");
    Object.assign(input, { type, name, value });
    input.onchange = chosen;
    label.append(input, document.createTextNode(""));
    label.dir = "auto";
    return label;
  }

  function tell(label, name, number, checked) {
    const input = label.firstChild;
    input.checked = checked;
    input.disabled = !number && !checked;
    label.lastChild.data = " " + name + " (" + count(number) + ")";
  }

  // `go` searches again with what has changed, `complain` is told of what fails.
  function filterBox(go, complain) {
    const at = (id) => document.getElementById(id);
    const form = at("search-filters");
    const kindBox = at("search-kinds");
    const fromBox = at("search-from");
    const toBox = at("search-to");
    const orderBox = at("search-order");
    const narrow = at("search-narrow");
    const dateFault = at("search-date-fault");
    const chips = at("search-chips");
    let last = null; // what is shown

    function set(want) {
      orderBox.value = want.order;
      fromBox.value = want.from;
      toBox.value = want.to;
    }

    // What is left of the hits, in the order that is wanted, with what it was made of.
    async function narrowed(index, hits, want) {
      const days = { first: limit(want.from, "first"), last: limit(want.to, "last") };
      const several = Object.keys(SEVERAL).some((name) => want[name].length);
      const needed = several || days.first !== null || days.last !== null || dated(want);
      const made = { index, hits, want, days, facets: null, error: null };
      try {
        if (needed) made.facets = await index.allFacets();
      } catch (error) {
        made.error = error; // what was found is shown all the same
      }
      return { ...made, shown: ordered(made.facets, passing(made), want) };
    }

    // What to filter by, with how many hits each choice has or would add.
    function show(made) {
      const { hits, want } = made;
      const focused = document.activeElement;
      last = made;
      form.hidden = !hits.length && search.address(want) === search.address({ ...want, ...UNFILTERED });
      showDates(made);
      showKinds(made);
      showChips(want);
      if (made.error) refuse(made.error);
      else if (made.facets) Object.keys(SEVERAL).forEach((name) => showSeveral(made, name));
      else countSeveral(); // the box may be open from an earlier search
      // What had the focus may be gone: a filter that was taken away.
      if (!focused.isConnected) (chips.querySelector("button") || narrow.querySelector("summary")).focus();
    }

    // A date that cannot be read filters nothing, and is told of beside its field, where it can be mended.
    function showDates({ want, days }) {
      const faults = [];
      for (const [box, given, day] of [[fromBox, want.from.trim(), days.first], [toBox, want.to.trim(), days.last]]) {
        const bad = given && day === null;
        if (bad) faults.push("“" + given + "” is no date and filters nothing.");
        box.setAttribute("aria-invalid", bad ? "true" : "false");
        box.setAttribute("aria-describedby", bad ? "search-dates search-date-fault" : "search-dates");
      }
      dateFault.textContent = faults.length ? faults.join(" ") + " Write 2024, 2024-11 or 2024-11-30." : "";
      dateFault.hidden = !faults.length;
    }

    function showKinds(made) {
      const hits = passing(made, "kind");
      keep(kindBox, Object.keys(KINDS), (kind) => choice("radio", "kind", kind, () => go({ kind })));
      for (const label of kindBox.children) {
        const kind = label.dataset.key;
        tell(label, KINDS[kind], ofKind(made.index, hits, kind).length, kind === made.want.kind);
      }
    }

    // What an article is says its kind, unless an address asks for its type; a choice of one publisher is none.
    function showSeveral(made, name) {
      const { index, facets, want } = made;
      const { named } = SEVERAL[name];
      const numbers = new Map(want[name].map((value) => [value, 0]));
      const [first, end] = name === "type" ? index.kinds.article : [0, 0];
      for (const [doc] of passing(made, name)) {
        const value = facets[name][doc];
        const told = first <= doc && doc < end && !want[name].includes(value);
        if (value && !told) numbers.set(value, (numbers.get(value) || 0) + 1);
      }
      const values = sorted([...numbers.keys()]);
      const list = at("search-" + name);
      keep(list, values, (value) => choice("checkbox", name, value, () => go({ [name]: checked(list) })));
      for (const label of list.children) {
        const value = label.dataset.key;
        tell(label, named(value), numbers.get(value), want[name].includes(value));
      }
      list.closest("fieldset").hidden = values.length < 2 && !want[name].length;
      at("search-none").hidden = Boolean(narrow.querySelector("fieldset:not([hidden])"));
    }

    const checked = (list) => Array.from(list.querySelectorAll(":checked"), (input) => input.value);

    // The filters that stand in closed boxes, each to be taken away.
    function showChips(want) {
      const active = Object.keys(SEVERAL).flatMap((name) => want[name].map((value) => [name, value]));
      const keys = active.map((pair) => JSON.stringify(pair));
      keep(chips, keys.length > 1 ? [...keys, "all"] : keys, (key) => {
        const item = make("li");
        const button = make("button", "search-chip");
        button.type = "button";
        if (key === "all") {
          button.textContent = "Remove all";
          button.onclick = () => go({ type: [], publisher: [] });
        } else {
          const [name, value] = JSON.parse(key);
          const { title, named } = SEVERAL[name];
          button.append(make("span", "visually-hidden", "Remove "), title + ": " + named(value) + " ", make("span", "search-cross"));
          button.onclick = () => go({ [name]: last.want[name].filter((other) => other !== value) });
        }
        item.append(button);
        return item;
      });
      chips.hidden = !keys.length;
    }

    const refuse = (error) => complain(new Error("Types, publishers and dates cannot be used now. " + error.message));

    // Open, the box counts what is shown; shut, it costs nothing.
    async function countSeveral() {
      const made = last;
      if (!narrow.open || !made || made.facets) return;
      try {
        const facets = await made.index.allFacets();
        // where filters were wanted and failed, what is shown is not theirs: it is searched again
        if (made === last) made.error ? go({}) : show({ ...made, facets });
      } catch (error) {
        if (made === last) refuse(error);
      }
    }

    narrow.addEventListener("toggle", countSeveral);
    orderBox.onchange = () => go({ order: orderBox.value });
    for (const box of [fromBox, toBox]) {
      box.onchange = () => go({ from: fromBox.value.trim(), to: toBox.value.trim() });
    }
    form.addEventListener("submit", (event) => event.preventDefault());

    return { set, narrowed, show, hide: () => (form.hidden = true) };
  }

  Object.assign(search, { filterBox, ofKind, count });
})();
