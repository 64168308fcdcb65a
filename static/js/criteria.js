// The criteria admin, enhanced: everything here also works without this file, by buttons and numbers.
//
// - sums follow the weights while they are typed;
// - parts are dragged to their place, search filters while typing, folds open and close together;
// - fields that the kind of a question does not use are put away.
"use strict";

(function () {
  document.documentElement.classList.add("js");

  // --- Weights: exact, in millionths, as the server adds them ---------------------------------------

  const MILLION = 1000000;
  const inputs = [...document.querySelectorAll("[data-adds]")];
  const first = new Map(inputs.map((input) => [input, input.defaultValue]));
  const unsaved = document.querySelector("[data-unsaved]");

  const millionths = (typed) => {
    const text = typed.normalize("NFKC"); // ３５ as 35
    return /^\s*\d{1,6}(\.\d{1,6})?\s*$/.test(text) ? Math.round(Number(text) * MILLION) : 0;
  };
  const plain = (number) => String(number / MILLION);

  function refresh() {
    for (const place of document.querySelectorAll("[data-sum]")) {
      const parts = inputs.filter((input) => input.dataset.adds === place.dataset.sum).map((input) => millionths(input.value));
      if (!parts.length) continue;
      const total = "best" in place.dataset ? Math.max(...parts) : parts.reduce((sum, part) => sum + part, 0);
      place.querySelector("output").textContent = plain(total);
      place.classList.toggle("sum-off", total !== 100 * MILLION);
    }
    for (const input of inputs) input.classList.toggle("changed", isChanged(input));
    if (unsaved) unsaved.hidden = !inputs.some(isChanged);
  }

  const isChanged = (input) => input.value.trim() !== first.get(input);

  for (const input of inputs) input.addEventListener("input", refresh);
  if (inputs.length) refresh();

  // --- Order by drag: the same post as the buttons, with the number of the place ---------------------

  const form = document.getElementById("tree-form");
  let dragged = null;

  function over(event) {
    const target = event.target.closest("[data-part]");
    const beside = target && dragged && target.parentElement === dragged.parentElement ? target : null;
    for (const marked of document.querySelectorAll(".drop-before, .drop-after")) marked.classList.remove("drop-before", "drop-after");
    if (!beside || beside === dragged) return null;
    const box = beside.getBoundingClientRect();
    const after = event.clientY > box.top + box.height / 2;
    beside.classList.add(after ? "drop-after" : "drop-before");
    event.preventDefault();
    return { beside, after };
  }

  function drop(event) {
    const place = over(event);
    if (!place) return;
    const order = [...dragged.parentElement.children].filter((part) => part !== dragged);
    const index = order.indexOf(place.beside) + (place.after ? 1 : 0);
    const move = document.createElement("input");
    move.type = "hidden";
    move.name = "move";
    move.value = `${dragged.dataset.part}.${index + 1}`;
    form.append(move);
    form.requestSubmit();
  }

  if (form) {
    for (const grip of form.querySelectorAll("[data-grip]")) {
      grip.draggable = true;
      grip.addEventListener("dragstart", (event) => {
        dragged = grip.closest("[data-part]");
        dragged.classList.add("dragging");
        event.dataTransfer.effectAllowed = "move";
        event.dataTransfer.setDragImage(dragged, 0, 0);
      });
      grip.addEventListener("dragend", () => {
        dragged.classList.remove("dragging");
        dragged = null;
      });
    }
    form.addEventListener("dragover", over);
    form.addEventListener("drop", drop);
  }

  // --- Search and folds ------------------------------------------------------------------------------

  const words = document.getElementById("tree-words");
  const folds = document.querySelector(".tree-folds");

  function filter() {
    const wanted = words.value.trim().toLowerCase();
    for (const node of [...document.querySelectorAll(".node")].reverse()) {
      const within = [...node.querySelectorAll(".node")].some((inner) => !inner.hidden);
      const found = node.dataset.words.toLowerCase().includes(wanted);
      node.hidden = !found && !within;
      const details = node.querySelector(":scope > details");
      if (wanted && within && details) details.open = true;
      if (found) for (const inner of node.querySelectorAll(".node")) inner.hidden = false;
    }
  }

  if (words) words.addEventListener("input", filter);
  if (folds) {
    folds.hidden = false;
    folds.addEventListener("click", (event) => {
      const fold = event.target.dataset.fold;
      if (!fold) return;
      for (const details of document.querySelectorAll(".nodes details")) details.open = fold === "open";
    });
  }

  // --- Fields that the kind of a question does not use; what holds a value or an error stays in sight ----

  const kind = document.getElementById("id_kind");
  const USED_BY = {
    "part": ["ratio", "change"],
    "whole": ["ratio", "change"],
    "part_before": ["change"],
    "whole_before": ["change"],
    "decides": ["ratio", "change"],
    "formula_text_zh": ["ratio", "change"],
    "formula_text_en": ["ratio", "change"],
    "excludes": ["multi"],
    "range_low": ["ratio"],
    "range_low_closed": ["ratio"],
    "range_high": ["ratio"],
    "change": ["change"],
  };

  const nameOf = (input) => input.name.replace(/^options-\w+-/, "");
  const boxOf = (input) => input.closest(".form-multiline > div") || input.closest(".form-row");
  const isEmpty = (input) => !boxOf(input).querySelector(".errorlist")
    && (nameOf(input) === "decides" || !(input.type === "checkbox" ? input.checked : input.value));

  function putAway() {
    for (const input of kind.form.querySelectorAll("input, select, textarea")) {
      const kinds = USED_BY[nameOf(input)];
      if (kinds) boxOf(input).hidden = !kinds.includes(kind.value) && isEmpty(input);
    }
    const set = document.getElementById("id_part").closest("fieldset");
    set.hidden = [...set.querySelectorAll("select, input, textarea")].every((input) => boxOf(input).hidden);
  }

  if (kind && document.getElementById("id_part")) {
    kind.addEventListener("change", putAway);
    putAway();
  }
})();
