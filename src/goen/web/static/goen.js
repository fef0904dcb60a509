// Keys, and the few things that a page can't do by itself. Everything here is a help: each page works without it.
"use strict";

(() => {
  const typing = (target) => target.closest && target.closest("input:not([type=checkbox]):not([type=radio]), textarea, select, [contenteditable]");
  let afterG = 0;

  // j and k walk through what is marked data-item; Enter opens its first link.
  const walk = (step) => {
    const items = [...document.querySelectorAll("[data-item]")].filter((one) => one.offsetParent !== null);
    if (!items.length) return;
    const at = items.findIndex((one) => one.classList.contains("at"));
    items.forEach((one) => one.classList.remove("at"));
    const next = items[Math.max(0, Math.min(items.length - 1, at < 0 ? (step > 0 ? 0 : items.length - 1) : at + step))];
    next.classList.add("at");
    const link = next.querySelector("a[href]");
    if (link) link.focus({ preventScroll: true });
    next.scrollIntoView({ block: "nearest" });
  };

  const find = () => {
    const box = document.querySelector("[data-find]");
    if (box) { box.focus(); box.select(); }
    return Boolean(box);
  };

  document.addEventListener("keydown", (event) => {
    if ((event.ctrlKey || event.metaKey) && event.key.toLowerCase() === "k") {
      if (find()) event.preventDefault();
      return;
    }
    if (event.key === "Escape" && typing(event.target)) { event.target.blur(); return; }
    if (event.ctrlKey || event.metaKey || event.altKey || event.isComposing || typing(event.target)) return;
    if (afterG && Date.now() - afterG < 1500) {
      afterG = 0;
      const link = document.querySelector(`[data-go="${CSS.escape(event.key)}"]`);
      if (link) { event.preventDefault(); link.click(); }
      return;
    }
    if (event.key === "g") afterG = Date.now();
    else if (event.key === "j") walk(1);
    else if (event.key === "k") walk(-1);
    else if (event.key === "/") { if (find()) event.preventDefault(); }
    else if (event.key === "?") location.assign("/keys/");
    else {
      // A key that the page offers, such as y and n on an uncertain sign: the button marked data-key within the chosen item, or anywhere.
      const within = document.querySelector("[data-item].at") || document;
      const button = within.querySelector(`[data-key="${CSS.escape(event.key)}"]`);
      if (button) { event.preventDefault(); button.click(); }
    }
  });
})();
