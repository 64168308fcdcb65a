// The board, enhanced: at a desk a card is dragged to another column. Dropping it presses the card's own
// button, so that a card goes nowhere its buttons do not lead.
(() => {
  "use strict";

  let dragged = null;

  const buttonFor = (column) => dragged?.querySelector(`.board-moves [value="${column.dataset.state}"]`);
  const columnAt = (event) => event.target.closest?.(".board-column");

  function begin() {
    for (const form of document.querySelectorAll(".board-moves")) form.closest(".board-card").draggable = true;
  }

  function mark(column) {
    for (const one of document.querySelectorAll(".board-column")) {
      one.classList.toggle("board-target", one === column);
    }
  }

  document.addEventListener("dragstart", (event) => {
    dragged = event.target.closest?.(".board-card[draggable]");
    if (dragged) event.dataTransfer.effectAllowed = "move";
  });

  document.addEventListener("dragover", (event) => {
    const column = columnAt(event);
    const may = column && buttonFor(column);
    mark(may ? column : null);
    if (may) event.preventDefault();
  });

  document.addEventListener("drop", (event) => {
    const column = columnAt(event);
    const button = column && buttonFor(column);
    if (!button) return;
    event.preventDefault();
    button.click(); // htmx takes the value from the button that was clicked
  });

  document.addEventListener("dragend", () => {
    dragged = null;
    mark(null);
  });

  document.addEventListener("htmx:afterSwap", begin);
  begin();
})();
