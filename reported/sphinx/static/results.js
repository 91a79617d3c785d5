/* What a reader sees of a number: its card, and the register as a table to search and sort.
 *
 * Nothing here is needed to read the book. Without this script a number is a link to its
 * entry in the register, and the register is a complete table. Nothing is fetched.
 */
(() => {
  "use strict";

  const OPEN_AFTER = 150; // ms; a pointer that only passes by opens nothing
  const CLOSE_AFTER = 300; // ms; time to move from the number to its card
  const GAP = 6; // px between number and card
  const EDGE = 8; // px between card and the edge of the window

  /* Cards ------------------------------------------------------------------------- */

  let opened = null; // {card, link, kept}: one card at a time; kept: asked for, not hovered
  let waiting = 0;

  function prepareCards() {
    for (const link of document.querySelectorAll("a.stat[data-stat]")) {
      const card = document.getElementById(`card-${link.dataset.stat}`);
      if (card) prepareLink(link, card);
    }
    for (const card of document.querySelectorAll(".stat-card")) prepareCard(card);
    document.addEventListener("keydown", closeOnEscape);
    document.addEventListener("pointerdown", closeOutside);
    document.addEventListener("focusin", closeOutside);
    window.addEventListener("resize", () => opened && place(opened));
  }

  function prepareLink(link, card) {
    link.setAttribute("aria-haspopup", "dialog");
    link.setAttribute("aria-expanded", "false");
    link.setAttribute("aria-controls", card.id);
    link.addEventListener("pointerenter", (event) => {
      // A finger sends this event too, and would open the card before its own tap does.
      if (event.pointerType !== "touch") soon(() => open(link, card, false), OPEN_AFTER);
    });
    link.addEventListener("pointerleave", closeSoon);
    link.addEventListener("click", (event) => {
      if (event.ctrlKey || event.metaKey || event.shiftKey || event.altKey) return;
      event.preventDefault();
      toggle(link, card);
    });
    link.addEventListener("keydown", (event) => {
      if (event.key !== " ") return;
      event.preventDefault(); // the space bar would scroll the page
      toggle(link, card);
    });
  }

  function prepareCard(card) {
    const title = card.querySelector(".stat-card-title");
    title.id ||= `${card.id}-title`;
    card.setAttribute("role", "dialog");
    card.setAttribute("aria-labelledby", title.id);
    card.tabIndex = -1;
    title.after(closeButton());
    card.addEventListener("pointerenter", () => clearTimeout(waiting));
    card.addEventListener("pointerleave", closeSoon);
    card.addEventListener("focusin", () => { opened.kept = true; });
    card.addEventListener("keydown", leaveByTab);
    card.addEventListener("click", (event) => { // what it leads to may stand below it
      if (event.target instanceof Element && event.target.closest("a[href]")) close(false);
    });
  }

  function closeButton() {
    const button = document.createElement("button");
    button.type = "button";
    button.className = "stat-card-close";
    button.setAttribute("aria-label", "Close");
    button.textContent = "×";
    button.addEventListener("click", () => close(true));
    return button;
  }

  function soon(action, delay) {
    clearTimeout(waiting);
    waiting = setTimeout(action, delay);
  }

  function closeSoon() {
    clearTimeout(waiting);
    if (opened && !opened.kept) soon(() => close(false), CLOSE_AFTER);
  }

  function toggle(link, card) {
    clearTimeout(waiting);
    if (opened?.link === link && opened.kept) {
      close(true);
      return;
    }
    open(link, card, true);
    card.focus({ preventScroll: true });
  }

  function open(link, card, kept) {
    if (opened?.link === link) {
      opened.kept ||= kept;
      return;
    }
    if (opened?.kept && !kept) return; // passing over a number closes no card asked for
    close(false);
    // The article clips what overflows it, so an open card belongs to the whole page.
    document.body.append(card);
    fill(card, link);
    card.hidden = false;
    link.setAttribute("aria-expanded", "true");
    opened = { card, link, kept };
    place(opened);
  }

  // What was pressed stands first: its path in words, its value in full, how it was rounded.
  function fill(card, link) {
    const { words, exact, rounded } = link.dataset;
    const title = card.querySelector(".stat-card-title");
    const number = card.querySelector(".stat-card-number");
    title.dataset.result ??= title.textContent;
    title.textContent = words ?? title.dataset.result;
    number.hidden = !exact;
    if (exact) {
      const value = document.createElement("strong");
      value.textContent = exact;
      const printed = (link.getAttribute("aria-label") ?? link.textContent).split(": ").pop().trim();
      number.replaceChildren(value, ` in full; printed as ${printed} (${rounded})`);
    }
    const entry = card.querySelector(".stat-card-links a");
    entry.setAttribute("href", link.getAttribute("href"));
  }

  function close(returnFocus) {
    clearTimeout(waiting);
    if (!opened) return;
    const { card, link } = opened;
    opened = null; // first, because moving the focus asks again whether to close
    if (returnFocus) link.focus({ preventScroll: true });
    card.hidden = true;
    link.setAttribute("aria-expanded", "false");
  }

  function closeOnEscape(event) {
    if (event.key !== "Escape") return;
    clearTimeout(waiting); // a card about to open stays shut
    if (!opened) return;
    const focused = document.activeElement;
    // Who hovers over a number while writing in a field stays in that field.
    const elsewhere = focused && focused !== document.body;
    close(!elsewhere || opened.card.contains(focused) || focused === opened.link);
  }

  function closeOutside(event) {
    if (!opened || !(event.target instanceof Node)) return;
    if (!opened.kept && event.type === "focusin") return; // the pointer decides
    if (opened.card.contains(event.target) || opened.link.contains(event.target)) return;
    close(false);
  }

  // Open cards stand at the end of the page; the keyboard goes on from the number.
  function leaveByTab(event) {
    if (event.key !== "Tab") return;
    const stops = [...event.currentTarget.querySelectorAll("button, a[href]")];
    const back = event.shiftKey;
    const first = [event.currentTarget, stops[0]].includes(document.activeElement);
    const last = document.activeElement === stops.at(-1);
    if (back ? !first : !last) return;
    if (back) event.preventDefault();
    close(true); // forwards, the browser now moves on from the number by itself
  }

  // Below the number, or above it where there is more room; inside the window, and
  // never over the number.
  function place({ card, link }) {
    const number = link.getBoundingClientRect();
    const width = document.documentElement.clientWidth;
    const below = window.innerHeight - number.bottom - GAP - EDGE;
    const above = number.top - GAP - EDGE;
    card.style.maxHeight = "none";
    card.style.maxWidth = `${width - 2 * EDGE}px`;
    card.style.left = card.style.top = "0";
    const wanted = card.offsetHeight;
    const goesBelow = wanted <= below || below >= above;
    const height = Math.min(wanted, Math.max(goesBelow ? below : above, 0));
    card.style.maxHeight = `${height}px`;
    const start = card.getBoundingClientRect(); // where left: 0, top: 0 comes to lie
    const most = width - EDGE - start.width;
    const left = Math.max(EDGE, Math.min(link.getClientRects()[0].left, most));
    const top = goesBelow ? number.bottom + GAP : number.top - GAP - height;
    card.style.left = `${left - start.left}px`;
    card.style.top = `${top - start.top}px`;
  }

  /* The register -------------------------------------------------------------------- */

  const order = new Intl.Collator("en-GB", { numeric: true, sensitivity: "base" });
  const NUMBER = /^[-−]?[\d,]*\.?\d+\s?%?$/;

  function prepareRegister(table, position) {
    const rows = [...table.tBodies[0].rows];
    const status = document.createElement("p");
    status.className = "register-status";
    status.setAttribute("role", "status");
    const caption = table.querySelector(".caption-text")?.textContent;
    const field = searchField(`register-search-${position}`, caption);
    field.input.addEventListener("input", () => search(rows, field.input, status));
    const place = table.closest(".pst-scrollable-table-container") ?? table;
    place.before(field.box);
    field.box.append(status);
    rows.forEach(prepareParts);
    search(rows, field.input, status);
    prepareSorting(table, rows);
    const show = () => showTarget(table, rows, field.input, status);
    window.addEventListener("hashchange", show);
    show();
  }

  function searchField(id, caption) {
    const box = document.createElement("div");
    box.className = "register-search";
    box.setAttribute("role", "search");
    const label = document.createElement("label");
    label.htmlFor = id;
    label.textContent = "Search this table";
    const input = document.createElement("input");
    Object.assign(input, { id, type: "search", autocomplete: "off" });
    if (caption) {
      const named = `${label.textContent}: ${caption}`;
      input.setAttribute("aria-label", named);
      box.setAttribute("aria-label", named);
    }
    box.append(label, input);
    return { box, input };
  }

  // Keyboards have no true minus and no curved apostrophe.
  function searchable(text) {
    return text.toLowerCase().replaceAll("−", "-").replaceAll("’", "'").replace(/\s+/g, " ");
  }

  // A row is found by its own words, or together with those of one of its numbers, at
  // which it is opened then.
  function search(rows, input, status) {
    const words = searchable(input.value).split(" ").filter(Boolean);
    for (const row of rows) {
      const own = ownWords(row);
      const whole = words.every((word) => own.includes(word));
      const found = whole ? [] : partsOf(row).filter(
        (part) => words.every((word) => own.includes(word) || has(part.text, word)));
      row.hidden = !whole && !found.length;
      showParts(row, found);
    }
    const shown = rows.filter((row) => !row.hidden).length;
    status.textContent = `${shown} of ${rows.length} entries shown`;
  }

  const owned = new WeakMap(); // row: its words, before its numbers were put into it
  function ownWords(row) {
    if (!owned.has(row)) owned.set(row, searchable(row.textContent));
    return owned.get(row);
  }

  // 6.02 is not found in 16.02.
  function has(text, word) {
    if (!/^[-−<>]?[\d.]/.test(word)) return text.includes(word);
    for (let at = text.indexOf(word); at >= 0; at = text.indexOf(word, at + 1)) {
      if (!/[\d.,]/.test(text[at - 1] ?? " ")) return true;
    }
    return false;
  }

  /* The numbers of an entry: `register-parts.js` has path, words, print and full value. */

  const listed = new WeakMap();
  function partsOf(row) {
    if (!listed.has(row)) {
      const name = row.querySelector("[id^='stat-']")?.id.slice("stat-".length);
      const parts = window.registerParts?.[name] ?? [];
      listed.set(row, parts.map(([path, words, printed, exact]) => ({
        path, words, printed, exact, text: searchable(`${words} ${printed} ${exact} ${path}`),
      })));
    }
    return listed.get(row);
  }

  function prepareParts(row) {
    const parts = partsOf(row);
    if (!parts.length) return;
    ownWords(row); // before more is in it
    const button = document.createElement("button");
    button.type = "button";
    button.className = "register-parts";
    button.setAttribute("aria-expanded", "false");
    button.textContent = parts.length === 1 ? "Its number" : `All ${parts.length} numbers`;
    button.addEventListener("click", () => {
      if (unfolded.has(row)) fold(row);
      else unfold(row, []);
    });
    row.cells[1].append(button);
  }

  const unfolded = new WeakMap(); // row: the row below it that has its numbers

  function fold(row) {
    unfolded.get(row)?.remove();
    unfolded.delete(row);
    row.querySelector(".register-parts")?.setAttribute("aria-expanded", "false");
  }

  // Shows the numbers of an entry below it, some of them marked; returns the first of these.
  function unfold(row, found) {
    fold(row);
    const button = row.querySelector(".register-parts");
    const below = document.createElement("tr");
    const cell = below.insertCell();
    const box = document.createElement("div");
    const list = document.createElement("ul");
    const marked = new Set(found);
    box.className = "register-parts-list";
    box.tabIndex = 0; // a long one scrolls
    box.setAttribute("role", "region");
    box.setAttribute("aria-label", `Numbers of ${row.cells[0].textContent.trim()}`);
    list.append(...partsOf(row).map((part) => itemOf(part, marked.has(part))));
    cell.colSpan = row.cells.length;
    box.append(list);
    cell.append(box);
    row.after(below);
    unfolded.set(row, below);
    button.setAttribute("aria-expanded", "true");
    return list.querySelector(".register-target");
  }

  function itemOf(part, marked) {
    const item = document.createElement("li");
    const value = document.createElement("strong");
    item.dataset.path = part.path;
    item.classList.toggle("register-target", marked);
    value.textContent = part.printed;
    item.append(`${part.words}: `, value);
    if (part.exact !== part.printed) item.append(` (${part.exact})`);
    return item;
  }

  // Opens an entry at some of its numbers; at none, it is shut.
  function showParts(row, found) {
    if (found.length) return unfold(row, found);
    fold(row);
    return null;
  }

  function prepareSorting(table, rows) {
    const heads = [...table.tHead.rows[0].cells];
    heads.forEach((head, column) => {
      const button = document.createElement("button");
      button.type = "button";
      button.className = "register-sort";
      button.append(...(head.querySelector("p") ?? head).childNodes);
      head.replaceChildren(button);
      button.addEventListener("click", () => sortBy(table, rows, heads, column));
    });
  }

  // A first press sorts upwards, a second downwards, a third as in the book.
  function sortBy(table, rows, heads, column) {
    const next = { ascending: "descending", descending: "none" };
    const direction = next[heads[column].getAttribute("aria-sort")] ?? "ascending";
    rows.forEach(fold);
    for (const head of heads) head.removeAttribute("aria-sort");
    if (direction === "none") {
      table.tBodies[0].append(...rows);
      return;
    }
    heads[column].setAttribute("aria-sort", direction);
    table.tBodies[0].append(...sorted(rows, column, direction));
  }

  function sorted(rows, column, direction) {
    const text = (row) => row.cells[column]?.textContent.trim() ?? "";
    const empty = (row) => ["", "–", "—"].includes(text(row));
    const filled = rows.filter((row) => !empty(row));
    const numeric = filled.every((row) => NUMBER.test(text(row)));
    const sign = direction === "descending" ? -1 : 1;
    filled.sort((a, b) => sign * (numeric
      ? value(text(a)) - value(text(b))
      : order.compare(text(a), text(b))));
    return [...filled, ...rows.filter(empty)]; // without a value: last, either way
  }

  function value(text) {
    return Number(text.replaceAll("−", "-").replace(/[,%\s]/g, ""));
  }

  // Who follows a number here finds its row, whatever was searched for before.
  function showTarget(table, rows, input, status) {
    const target = document.getElementById(location.hash.slice(1));
    if (!target || !table.contains(target)) return;
    const row = target.closest("tr");
    if (row?.hidden) {
      input.value = "";
      search(rows, input, status);
    }
    for (const other of rows) {
      other.classList.toggle("register-target", other === row);
      if (other !== row) fold(other); // a search or an earlier link may have opened it
    }
    const path = new URLSearchParams(location.search).get("part");
    const parts = path ? partsOf(row) : [];
    const own = parts.filter((part) => part.path === path);
    const found = own.length ? own : parts.filter((part) => part.path.startsWith(`${path}.`));
    (showParts(row, found) ?? target).scrollIntoView({ block: "center" });
  }

  function start() {
    prepareCards();
    document.querySelectorAll("table.register").forEach(prepareRegister);
  }

  if (document.readyState === "loading") {
    document.addEventListener("DOMContentLoaded", start);
  } else {
    start();
  }
})();
