// Names and aliases offered while one types: the search page's box, and every page's header.
// A combobox with a list below it, by the keyboard alone too; what is offered leads to its own page.
(function () {
  "use strict";
  const search = (window.sitegenSearch = window.sitegenSearch || {});
  const SUGGESTIONS = 8;
  const LEAST = 2; // letters

  function make(tag, className, text) {
    const element = document.createElement(tag);
    if (className) element.className = className;
    if (text !== undefined) element.textContent = text;
    return element;
  }

  function plain(type) {
    const words = type.replaceAll("-", " ");
    return words.charAt(0).toUpperCase() + words.slice(1);
  }

  // For the whole text, or else for the longest end of it that begins a name: "raid in ale" may mean
  // Aleppo. From the shortest end on, as none begins a name that ends in one which does not; "in ale" says
  // no more than "ale".
  async function suggested(index, text) {
    let found = await index.suggestions(text, SUGGESTIONS);
    if (found.length) return found;
    const words = search.tokens(text);
    for (let at = words.length - 1; at > 0; at -= 1) {
      const end = words.slice(at).join(" ");
      if (end.length < LEAST || search.saysLittle(words[at])) continue;
      const others = await index.suggestions(end, SUGGESTIONS);
      if (!others.length) break;
      found = others;
    }
    return found;
  }

  // `source` promises the index, `root` is the site's address. Returns what closes the list.
  function suggestWhileTyping(input, listbox, root, source, report) {
    let active = -1;
    let typed = 0;

    async function suggest() {
      const mine = (typed += 1);
      const found = await suggested(await source(), input.value);
      if (mine !== typed || document.activeElement !== input) return;
      active = -1;
      listbox.replaceChildren(...found.map(option));
      listbox.hidden = !found.length;
      input.setAttribute("aria-expanded", String(found.length > 0));
      input.removeAttribute("aria-activedescendant");
    }

    function option(each, number) {
      const element = make("li", "suggestion");
      element.id = listbox.id + "-" + number;
      element.setAttribute("role", "option");
      element.setAttribute("aria-selected", "false");
      element.dataset.url = root + each.url;
      const same = search.tokens(each.name).join(" ") === search.tokens(each.title).join(" ");
      const name = make("span", "suggestion-name", same ? each.title : each.name);
      name.dir = "auto";
      const note = plain(each.type) + (same ? "" : ", " + each.title);
      element.append(name, " ", make("span", "suggestion-about", note));
      element.onpointerdown = (event) => event.preventDefault(); // keeps the focus in the input
      element.onclick = () => location.assign(element.dataset.url);
      return element;
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
      options.forEach((each, number) => each.setAttribute("aria-selected", String(number === active)));
      if (active < 0) input.removeAttribute("aria-activedescendant");
      else {
        input.setAttribute("aria-activedescendant", options[active].id);
        options[active].scrollIntoView({ block: "nearest" });
      }
    }

    input.setAttribute("role", "combobox");
    input.setAttribute("aria-autocomplete", "list");
    input.setAttribute("aria-controls", listbox.id);
    input.setAttribute("aria-expanded", "false");
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
    return close;
  }

  Object.assign(search, { suggestWhileTyping, make, plain });
})();
