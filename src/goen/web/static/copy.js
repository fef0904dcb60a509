// Words that can be copied: a button with data-words copies these, one with data-copies="ID" the text of that element; each says so beside it.
"use strict";
for (const button of document.querySelectorAll("[data-copies], [data-words]")) {
  const from = document.getElementById(button.dataset.copies);
  const words = button.dataset.words ?? from?.textContent.trim();
  if (!words || !navigator.clipboard) continue;
  button.hidden = false;
  button.addEventListener("click", async () => {
    await navigator.clipboard.writeText(words);
    const said = button.parentElement.querySelector("[data-copied-note]");
    if (said) said.hidden = false;
  });
}
