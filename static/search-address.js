// What a search page is asked for, and its address: ?q=, the filters, the order, and how many are shown.
(function () {
  "use strict";
  const search = (window.sitegenSearch = window.sitegenSearch || {});
  const KINDS = { all: "All", article: "Articles", entity: "Names", event: "Events" };
  const ORDERS = ["best", "newest", "oldest", "grouped"];
  const UNFILTERED = { kind: "all", type: [], publisher: [], from: "", to: "" };
  const PAGE = 10;
  const MOST = 200; // results that an address remembers

  // What means nothing is left out.
  function wanted(query) {
    const given = new URLSearchParams(query);
    const one = (name, allowed) => (allowed.includes(given.get(name)) ? given.get(name) : allowed[0]);
    const several = (name) => [...new Set(given.getAll(name))].filter(Boolean);
    const show = /^[1-9][0-9]{1,5}$/.test(given.get("show")) ? Number(given.get("show")) : PAGE;
    return {
      q: given.get("q") || "",
      kind: one("kind", Object.keys(KINDS)),
      type: several("type"),
      publisher: several("publisher"),
      from: given.get("from") || "",
      to: given.get("to") || "",
      order: one("order", ORDERS),
      show: Math.min(show - (show % PAGE), MOST),
    };
  }

  function address(want) {
    const given = new URLSearchParams({ q: want.q });
    if (want.kind !== "all") given.set("kind", want.kind);
    for (const name of ["type", "publisher"]) for (const value of want[name]) given.append(name, value);
    for (const name of ["from", "to"]) if (want[name]) given.set(name, want[name]);
    if (want.order !== ORDERS[0]) given.set("order", want.order);
    if (want.show > PAGE) given.set("show", Math.min(want.show, MOST));
    return location.pathname + "?" + given;
  }

  Object.assign(search, { KINDS, PAGE, UNFILTERED, wanted, address });
})();
