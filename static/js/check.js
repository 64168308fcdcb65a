// The page behind a report's number: a file is compared on the device that has it, nothing is sent.
// Browsers compute digests on https and on this machine only; elsewhere the page says how to do it by hand.
(() => {
  "use strict";

  const compare = document.getElementById("compare");
  if (!compare || !window.crypto?.subtle) return;

  const field = document.getElementById("file");
  const outcomes = compare.querySelectorAll("[data-outcome]");
  let latest = 0; // of two files that are chosen fast, the last one counts

  const show = (outcome) => {
    for (const one of outcomes) one.hidden = one.dataset.outcome !== outcome;
  };

  const digest = async (file) => {
    const found = new Uint8Array(await crypto.subtle.digest("SHA-256", await file.arrayBuffer()));
    return Array.from(found, (byte) => byte.toString(16).padStart(2, "0")).join("");
  };

  const check = async (file) => {
    const mine = ++latest;
    show("busy");
    let outcome = "unread";
    try {
      outcome = compare.dataset.sha256.split(" ").includes(await digest(file)) ? "same" : "other";
    } catch {
      // a folder, or a file that is gone
    }
    if (mine === latest) show(outcome);
  };

  field.addEventListener("change", () => {
    if (field.files.length) check(field.files[0]);
  });
  // Beside the target, too: a browser would open the file in place of the page.
  for (const name of ["dragover", "drop"]) document.addEventListener(name, (event) => event.preventDefault());
  document.addEventListener("drop", (event) => {
    if (event.dataTransfer.files.length) check(event.dataTransfer.files[0]);
  });

  compare.hidden = false;
  document.getElementById("by-hand").open = false;
})();
