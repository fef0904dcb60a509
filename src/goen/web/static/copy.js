// Words that can be copied: a button with data-copies="ID" copies the text of that element, and says so beside it.
"use strict";
for (const button of document.querySelectorAll("[data-copies]")) {
  const words = document.getElementById(button.dataset.copies);
  if (!words || !navigator.clipboard) continue;
  button.hidden = false;
  button.addEventListener("click", async () => {
    await navigator.clipboard.writeText(words.textContent.trim());
    const said = button.parentElement.querySelector("[data-copied-note]");
    if (said) said.hidden = false;
  });
}
