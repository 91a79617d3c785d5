/* The code of a page: one switch folds or opens all of it, and a link to a cell opens it.
 *
 * Without this script each cell opens by itself.
 */
(() => {
  "use strict";

  const KEPT = "code-shown"; // for the next page and the next visit

  function kept() {
    try {
      return localStorage.getItem(KEPT) === "yes";
    } catch { // a browser that keeps nothing
      return false;
    }
  }

  function keep(shown) {
    try {
      localStorage.setItem(KEPT, shown ? "yes" : "no");
    } catch { /* then it holds for this page */ }
  }

  function addSwitch(cells) {
    const button = document.createElement("button");
    button.type = "button";
    button.className = "code-switch";
    const turn = (shown) => {
      for (const cell of cells) cell.open = shown;
      button.setAttribute("aria-pressed", String(shown));
    };
    button.textContent = "Show all code";
    button.addEventListener("click", () => {
      const shown = button.getAttribute("aria-pressed") !== "true";
      turn(shown);
      keep(shown);
    });
    turn(kept());
    const bar = document.querySelector(".article-header-buttons");
    if (bar) bar.prepend(button);
    else document.querySelector("article h1")?.after(button);
  }

  function openTarget(hash) {
    const target = document.getElementById(decodeURIComponent(hash.slice(1)));
    const cell = target?.closest(".cell");
    if (!cell) return;
    for (const code of cell.querySelectorAll("details.hide")) code.open = true;
    target.scrollIntoView();
  }

  // A link to the place where one is already changes no address, and would tell nobody.
  function openPressed(event) {
    const link = event.target instanceof Element && event.target.closest("a[href*='#']");
    if (link && link.pathname === location.pathname) setTimeout(openTarget, 0, link.hash);
  }

  document.addEventListener("DOMContentLoaded", () => {
    const cells = document.querySelectorAll("article .cell details.hide");
    if (!cells.length) return;
    addSwitch(cells);
    document.addEventListener("click", openPressed);
    window.addEventListener("hashchange", () => openTarget(location.hash));
    openTarget(location.hash);
  });
})();
