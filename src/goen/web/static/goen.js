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

// Handing mail in: drop files or a folder, and see the copy grow.
(() => {
  const form = document.querySelector("[data-drop]");
  if (!form) return;
  const input = form.querySelector("input[type=file]");
  const shown = form.querySelector("[data-uploading]");
  const bar = shown.querySelector("progress");
  const folder = form.querySelector("[data-folder]");

  const send = (files, name = "") => {
    if (!files.length) return;
    const data = new FormData();
    data.append("folder", name);
    data.append("csrfmiddlewaretoken", form.elements.csrfmiddlewaretoken.value);
    for (const file of files) data.append("mailbox", file, file.name);
    const request = new XMLHttpRequest();
    request.open("POST", form.action);
    request.upload.addEventListener("progress", (event) => { if (event.lengthComputable) bar.value = event.loaded / event.total; });
    request.addEventListener("load", () => {
      if (request.status < 400) { location.assign(request.responseURL || "/"); return; }
      const answer = new DOMParser().parseFromString(request.responseText, "text/html").querySelector("main");
      if (answer) document.querySelector("main").replaceWith(answer); else location.reload();
    });
    request.addEventListener("error", () => location.reload());
    shown.hidden = false;
    request.send(data);
  };

  const inside = async (entry) => {
    if (entry.isFile) return [await new Promise((done, no) => entry.file(done, no))];
    const reader = entry.createReader();
    const found = [];
    for (;;) {
      const part = await new Promise((done, no) => reader.readEntries(done, no));
      if (!part.length) return found;
      for (const one of part) if (!one.name.startsWith(".")) found.push(...(await inside(one)));
    }
  };

  form.addEventListener("submit", (event) => { event.preventDefault(); send([...input.files]); });
  document.addEventListener("dragover", (event) => { event.preventDefault(); form.classList.add("over"); });
  document.addEventListener("dragleave", (event) => { if (!event.relatedTarget) form.classList.remove("over"); });
  document.addEventListener("drop", async (event) => {
    event.preventDefault();
    form.classList.remove("over");
    const entries = [...event.dataTransfer.items].map((item) => item.webkitGetAsEntry && item.webkitGetAsEntry()).filter(Boolean);
    const folder = entries.find((one) => one.isDirectory);
    send(entries.length ? (await Promise.all(entries.map(inside))).flat() : [...event.dataTransfer.files], folder ? folder.name : "");
  });
  folder.hidden = false;
  folder.addEventListener("click", () => {
    const picker = document.createElement("input");
    picker.type = "file";
    picker.webkitdirectory = true;
    picker.addEventListener("change", () => send([...picker.files], (picker.files[0]?.webkitRelativePath || "").split("/")[0]));
    picker.click();
  });
})();

// A letter: copy it, and keep the link to the mail program in step with what is typed.
(() => {
  const form = document.querySelector("[data-letter]");
  if (!form) return;
  const { to, subject, body } = form.elements;
  const copy = form.querySelector("[data-copy]");
  const copied = form.querySelector("[data-copied]");
  const link = form.querySelector("[data-mailto]");
  const keepUp = () => {
    copied.hidden = true;
    link.href = `mailto:${encodeURIComponent(to.value).replace("%40", "@")}?subject=${encodeURIComponent(subject.value)}&body=${encodeURIComponent(body.value.replace(/\r?\n/g, "\r\n"))}`;
  };
  form.addEventListener("input", keepUp);
  if (navigator.clipboard) {
    copy.hidden = false;
    copy.addEventListener("click", async () => { await navigator.clipboard.writeText(body.value); copied.hidden = false; });
  }
})();
