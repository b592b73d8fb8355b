/* What is livelier with scripts: previews of links, a filter for long indexes, "/" for the search box,
   and the whole of a sentence lit where one arrives at it. Everything works without this file. */
(function () {
  "use strict";

  // ---- previews: the card is the link's own entry in the side column
  var card = null;
  var entries = {};
  document.querySelectorAll("aside [data-card]").forEach(function (entry) {
    var link = entry.querySelector(".row-head a");
    if (link) entries[link.getAttribute("href")] = entry;
  });

  function hide() {
    if (card) card.remove();
    card = null;
  }

  function show(link) {
    hide();
    var entry = entries[link.getAttribute("href")];
    if (!entry) return;
    card = document.createElement("div");
    card.className = "card";
    card.setAttribute("role", "tooltip");
    card.id = "preview-card";
    entry.querySelectorAll("p").forEach(function (line) {
      var copy = line.cloneNode(true);
      copy.querySelectorAll("a").forEach(function (a) { a.removeAttribute("href"); });
      card.appendChild(copy);
    });
    document.body.appendChild(card);
    var box = link.getClientRects()[0] || link.getBoundingClientRect();
    var left = Math.min(box.left, document.documentElement.clientWidth - card.offsetWidth - 8);
    var below = box.bottom + card.offsetHeight + 8 < window.innerHeight;
    card.style.left = Math.max(8, left) + window.scrollX + "px";
    card.style.top = (below ? box.bottom + 6 : box.top - card.offsetHeight - 6) + window.scrollY + "px";
    link.setAttribute("aria-describedby", card.id);
    card.addEventListener("mouseleave", hide);
  }

  document.querySelectorAll("a.m").forEach(function (link) {
    var leave = function (event) {
      if (card && event.relatedTarget && card.contains(event.relatedTarget)) return;
      link.removeAttribute("aria-describedby");
      hide();
    };
    link.addEventListener("mouseenter", function () { show(link); });
    link.addEventListener("focus", function () { show(link); });
    link.addEventListener("mouseleave", leave);
    link.addEventListener("blur", leave);
  });

  // ---- keys
  document.addEventListener("keydown", function (event) {
    if (event.key === "Escape") hide();
    var typing = /^(INPUT|TEXTAREA|SELECT)$/.test(event.target.tagName) || event.target.isContentEditable;
    if (event.key === "/" && !typing && !event.ctrlKey && !event.metaKey && !event.altKey) {
      var box = document.getElementById("search-query") || document.getElementById("site-search");
      if (box && box.offsetParent === null) box = document.getElementById("site-search");
      if (box) { event.preventDefault(); box.focus(); box.select(); }
    }
  });

  // ---- filter of an index
  document.querySelectorAll("input[data-filter]").forEach(function (input) {
    var list = document.querySelector(input.dataset.filter);
    if (!list) return;
    var rows = Array.prototype.map.call(list.querySelectorAll("li"), function (row) {
      return [row, fold(row.textContent)];
    });
    input.closest("p").hidden = false;
    input.addEventListener("input", function () {
      var wanted = fold(input.value).trim();
      rows.forEach(function (pair) { pair[0].hidden = pair[1].indexOf(wanted) < 0; });
      list.querySelectorAll("section").forEach(function (section) {
        section.hidden = !section.querySelector("li:not([hidden])");
      });
    });
  });

  function fold(text) {
    return text.normalize("NFD").replace(/[\u0300-\u036f]/g, "").toLowerCase();
  }

  // ---- a sentence that runs across markup is lit as a whole
  function light() {
    document.querySelectorAll(".lit").forEach(function (part) { part.classList.remove("lit"); });
    var found = /^#s(\d+)$/.exec(location.hash);
    if (!found) return;
    document.querySelectorAll('[data-s="' + found[1] + '"]').forEach(function (part) { part.classList.add("lit"); });
  }
  window.addEventListener("hashchange", light);
  light();
})();
