// The planner, enhanced: without this file the form has its button, and every link loads the page.
//
// - each slider is tied to its number; the last stop is no bound; moving on leaves one entry in the history;
// - the list of measures can be searched, and the plan be seen by months;
// - what was asked for in place is brought to the reader: focus on the quote to fill in, or on the plan;
// - the step that a link names is open.
"use strict";

(function () {
  const FORM = "planner-form";

  // --- Sliders --------------------------------------------------------------------------------

  const numberOf = (slider) => document.getElementById(slider.dataset.slider);

  function show(slider) {
    const unbounded = slider.value === slider.max;
    slider.setAttribute("aria-valuetext", unbounded ? slider.dataset.none : `${slider.value} ${slider.dataset.unit}`);
  }

  function slide(slider) {
    numberOf(slider).value = slider.value === slider.max ? "" : slider.value;
    show(slider);
  }

  function follow(slider) {
    const typed = Number(numberOf(slider).value.trim() || slider.max);
    if (Number.isNaN(typed)) return; // the page says what is wrong with it
    slider.value = typed;
    show(slider);
  }

  function begin() {
    for (const slider of document.querySelectorAll("[data-slider]")) {
      slider.hidden = false;
      follow(slider);
    }
    for (const part of document.querySelectorAll("[data-filter], [data-enhanced]")) part.hidden = false;
  }

  document.addEventListener("input", (event) => {
    const input = event.target;
    if (input.matches("[data-slider]")) slide(input);
    if (input.matches("[data-filter]")) filter(input);
    const slider = document.querySelector(`[data-slider="${input.id}"]`);
    if (input.id && slider) follow(slider);
  });

  // --- Searching ------------------------------------------------------------------------------

  function filter(search) {
    const words = search.value.trim().toLowerCase();
    for (const option of document.querySelectorAll(`${search.dataset.filter} .option`)) {
      const named = option.textContent.toLowerCase().includes(words);
      option.hidden = !named && !option.querySelector("input").checked;
    }
  }

  // Before htmx hears of it: what is searched for is no wish.
  document.addEventListener(
    "change",
    (event) => {
      if (event.target.matches("[data-filter]")) event.stopPropagation();
    },
    true,
  );

  // --- History --------------------------------------------------------------------------------

  // A slider that is moved on and on leaves one entry: where it came to.
  let moved = null;
  document.addEventListener("htmx:beforeHistoryUpdate", (event) => {
    const cause = event.detail.requestConfig.triggeringEvent;
    const slider = cause && cause.target.matches && cause.target.matches("[data-slider]") ? cause.target : null;
    if (slider && slider === moved) event.detail.history.type = "replace";
    moved = slider;
  });

  // --- Asking ---------------------------------------------------------------------------------

  const trouble = (hidden) => {
    document.getElementById("plan-trouble").hidden = hidden;
  };

  // Short addresses: what is empty is no bound.
  document.addEventListener("htmx:configRequest", (event) => {
    if (event.detail.elt.id !== FORM) return;
    for (const [name, value] of [...event.detail.formData]) {
      if (value === "") event.detail.formData.delete(name);
    }
  });
  document.addEventListener("htmx:beforeRequest", () => trouble(true));
  for (const failure of ["htmx:sendError", "htmx:timeout", "htmx:responseError"]) {
    document.addEventListener(failure, () => trouble(false));
  }
  document.addEventListener("htmx:afterSettle", (event) => {
    begin();
    if (event.detail.elt.id !== "planner") return;
    const next = document.getElementById("quote-cost") || document.getElementById("plan-title");
    if (next) next.focus();
  });

  document.addEventListener("DOMContentLoaded", () => {
    begin();
    const step = document.getElementById(location.hash.slice(1));
    if (step && step.matches(".plan-step")) step.open = true;
  });
})();
