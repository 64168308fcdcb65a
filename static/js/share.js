// Copies the text of the minute; without a script it stands there to be selected.
(() => {
  "use strict";

  for (const button of document.querySelectorAll("[data-copy]")) {
    const text = document.getElementById(button.dataset.copy);
    const said = button.parentElement.querySelector("[data-copied]");
    button.addEventListener("click", async () => {
      text.select();
      try {
        await navigator.clipboard.writeText(text.value);
      } catch (error) {
        if (!document.execCommand("copy")) return; // selected: the person copies it
      }
      said.textContent = said.dataset.copied;
    });
    button.parentElement.hidden = false;
  }
})();
