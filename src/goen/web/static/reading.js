// "Why?" opens in place; Ctrl or Cmd and K opens the palette; the picture of doors says what it is pointed at. Without this all of it is a page.
"use strict";

(() => {
  const fetched = async (address) => {
    const answer = await fetch(address, { headers: { "HX-Request": "true", "HX-Current-URL": location.href }, credentials: "same-origin" });
    return answer.ok ? answer.text() : "";
  };

  // Why: the part goes to the end of what it speaks of, and away again.
  const why = async (link) => {
    let place = link.closest("[data-reading], tr") || link.parentElement;
    const row = place.closest("tr");  // a row holds no part: it stands in a row of its own below
    const below = row && row.nextElementSibling && row.nextElementSibling.matches(".why-row") ? row.nextElementSibling : null;
    const open = row ? below : place.querySelector(":scope > .why-here");
    if (open) { open.remove(); link.setAttribute("aria-expanded", "false"); link.focus(); return; }
    const text = await fetched(link.href);
    if (!text) { location.assign(link.href); return; }
    const part = document.createElement("div");
    part.className = "why-here";
    part.tabIndex = -1;
    part.setAttribute("role", "group");
    part.setAttribute("aria-label", link.textContent);
    part.innerHTML = text;
    part.addEventListener("keydown", (event) => { if (event.key === "Escape") { event.stopPropagation(); why(link); } });
    if (row) {
      const line = document.createElement("tr");
      line.className = "why-row";
      line.append(document.createElement("td"));
      place = line.firstChild;
      place.colSpan = row.cells.length;
      row.after(line);
    }
    place.append(part);
    link.setAttribute("aria-expanded", "true");
    part.focus();
  };
  document.addEventListener("click", (event) => {
    const link = event.target.closest("a[data-why]");
    if (!link || event.ctrlKey || event.metaKey || event.shiftKey) return;
    event.preventDefault();
    why(link);
  });

  // "c" leads to the choice of what is unsure, and Enter on it says so; a choice is never sent by itself, for arrows walk through it.
  document.addEventListener("click", (event) => {
    if (!event.isTrusted && event.target.matches("select[data-key]")) event.target.focus();
  });
  document.addEventListener("keydown", (event) => {
    if (event.key !== "Enter" || !event.target.matches(".answers select")) return;
    event.preventDefault();
    event.target.form.querySelector("[data-change]").click();
  });

  // The palette.
  const palette = document.querySelector("dialog.palette");
  if (palette) {
    const box = palette.querySelector("input");
    const list = palette.querySelector(".palette-results");
    let asked = 0;
    const links = () => [...list.querySelectorAll("a")];
    const choose = (at) => links().forEach((link, n) => {
      link.classList.toggle("at", n === at);
      if (n === at) { link.scrollIntoView({ block: "nearest" }); box.setAttribute("aria-activedescendant", link.id); }
    });
    const chosen = () => links().findIndex((link) => link.classList.contains("at"));
    const ask = async () => {
      const mine = ++asked;
      const text = await fetched(`/palette/?q=${encodeURIComponent(box.value)}`);
      if (mine !== asked) return;
      list.innerHTML = text;
      links().forEach((link, n) => { link.id = `goes-${n}`; link.tabIndex = -1; link.setAttribute("role", "option"); });
      choose(0);
    };
    box.addEventListener("input", ask);
    box.addEventListener("keydown", (event) => {
      const all = links();
      if (event.isComposing || !all.length) return;
      if (event.key === "ArrowDown") { event.preventDefault(); choose((chosen() + 1) % all.length); }
      else if (event.key === "ArrowUp") { event.preventDefault(); choose((chosen() + all.length - 1) % all.length); }
      else if (event.key === "Enter") { event.preventDefault(); all[Math.max(0, chosen())].click(); }
    });
    palette.addEventListener("click", (event) => { if (event.target === palette) palette.close(); });
    document.addEventListener("keydown", (event) => {
      if ((event.ctrlKey || event.metaKey) && !event.shiftKey && event.key.toLowerCase() === "k") {
        event.preventDefault();
        event.stopImmediatePropagation();
        if (palette.open) { palette.close(); return; }
        box.value = "";
        palette.showModal();
        ask();
      }
    }, true);
  }

  // Doors: the words of what is pointed at or stepped to.
  const picture = document.querySelector(".doors-picture");
  const caption = document.querySelector(".doors-caption");
  if (picture && caption) {
    const empty = [...caption.childNodes];
    const show = (event) => {
      const node = event.target.closest("a[aria-label]");
      caption.replaceChildren(...(node ? [node.getAttribute("aria-label")] : empty));
    };
    picture.addEventListener("pointerover", show);
    picture.addEventListener("focusin", show);
    picture.addEventListener("focusout", () => caption.replaceChildren(...empty));
  }

  // The same picture as PNG, drawn by the browser at twice its size.
  for (const png of document.querySelectorAll("[data-png]")) {
    png.hidden = false;
    png.addEventListener("click", () => {
      const image = new Image();
      image.onload = () => {
        const canvas = document.createElement("canvas");
        canvas.width = image.naturalWidth * 2;
        canvas.height = image.naturalHeight * 2;
        canvas.getContext("2d").drawImage(image, 0, 0, canvas.width, canvas.height);
        const link = document.createElement("a");
        link.download = "goen.png";
        link.href = canvas.toDataURL("image/png");
        link.click();
      };
      image.src = png.dataset.png;
    });
  }
})();
