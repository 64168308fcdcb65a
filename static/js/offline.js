// Stands in the place of a page of filling that could not be loaded, and goes on once it can.
"use strict";

(function () {
  const GOING_ON = "shujie-going-on";
  const EVERY_MS = 5000;

  try {
    const button = JSON.parse(sessionStorage.getItem(GOING_ON));
    if (button) sessionStorage.setItem(GOING_ON, JSON.stringify({ ...button, offline: true }));
  } catch (error) {
    // Then the person presses the button again.
  }

  async function look() {
    try {
      await fetch(location.href, { method: "HEAD", cache: "no-store" });
      location.replace(location.href);
    } catch (error) {
      // Still without a network.
    }
  }

  document.querySelector("[data-again]").addEventListener("click", (event) => {
    event.preventDefault();
    look();
  });
  window.addEventListener("online", look);
  setInterval(look, EVERY_MS);
})();
