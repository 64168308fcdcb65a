// Forms in which people type more than a line: what is typed is kept on this device first, and sent then.
//
// - `data-keep` of a form names its user; without this file the form is sent by its own button;
// - kept until the server says where the saved form leads (`X-Where`); a page instead of that is a refusal,
//   which the form then fetches in the ordinary way;
// - whoever comes back, after signing in or after a dead spot, finds the form filled, and may drop that.
"use strict";

(function () {
  const PREFIX = "shujie-typed:";
  const PATIENCE_MS = 10000;

  const keyOf = (form) => `${PREFIX}${form.dataset.keep}:${form.getAttribute("action") || location.pathname}`;
  const isToken = (input) => input.name === "csrfmiddlewaretoken";

  // What is typed: name, value and, of a choice in a list, how it reads.
  function fieldsOf(form) {
    const fields = [];
    for (const input of form.querySelectorAll("input, select, textarea")) {
      if (!input.name || isToken(input) || (/^(checkbox|radio)$/.test(input.type) && !input.checked)) continue;
      const option = input.selectedOptions && input.selectedOptions[0];
      fields.push([input.name, input.value, option ? option.textContent : ""]);
    }
    return fields;
  }

  // Each page brings another token (`once`); kept with the rest, it tells the server that it has this form already.
  const typed = (fields) => JSON.stringify(fields.filter(([name]) => name !== "once"));

  function putBack(form, fields) {
    for (const input of form.querySelectorAll("input, select, textarea")) {
      if (!input.name || isToken(input)) continue;
      const found = fields.filter(([name]) => name === input.name);
      if (/^(checkbox|radio)$/.test(input.type)) input.checked = found.some(([, value]) => value === input.value);
      else if (found.length) {
        const [, value, label] = found[0];
        if (label && ![...input.options].some((one) => one.value === value)) input.append(new Option(label, value));
        input.value = value;
      }
    }
  }

  function keptOf(form) {
    try {
      return JSON.parse(localStorage.getItem(keyOf(form)));
    } catch (error) {
      return null; // storage may be switched off; the page still holds what was typed
    }
  }

  function keep(form, answered = false) {
    try {
      localStorage.setItem(keyOf(form), JSON.stringify({ fields: fieldsOf(form), answered }));
    } catch (error) {
      // As above.
    }
  }

  function forget(form) {
    try {
      localStorage.removeItem(keyOf(form));
    } catch (error) {
      // Nothing was kept.
    }
  }

  function say(form, words) {
    for (const old of form.querySelectorAll("[data-said]")) old.remove();
    const said = form.querySelector(`template[data-words="${words}"]`).content.firstElementChild.cloneNode(true);
    said.dataset.said = words;
    if (words === "restored") form.prepend(said);
    else form.querySelector(".actions").before(said);
  }

  function go(address) {
    const here = location.pathname + location.search;
    if (address.pathname + address.search !== here) location.assign(address);
    else {
      history.replaceState(null, "", address);
      location.reload(); // an anchor alone would load nothing
    }
  }

  async function send(form, button) {
    const body = new URLSearchParams(new FormData(form));
    if (button && button.name) body.append(button.name, button.value);
    const control = new AbortController();
    const timer = setTimeout(() => control.abort(), PATIENCE_MS);
    const address = form.getAttribute("action") || location.href;
    try {
      const headers = { "X-Say-Where": "1" };
      return await fetch(address, { method: "POST", body, headers, signal: control.signal });
    } catch (error) {
      return null;
    } finally {
      clearTimeout(timer);
    }
  }

  function follow(form, button, response) {
    const where = response.headers.get("X-Where");
    if (where !== null) {
      forget(form);
      go(new URL(where, location.href));
    } else if (response.redirected) {
      const asked = new URL(response.url); // to sign in or to agree first, and back to this page
      if (asked.searchParams.has("next")) asked.searchParams.set("next", location.pathname + location.search);
      location.assign(asked);
    } else if (response.status === 403) {
      location.reload(); // signed in anew meanwhile: the page brings a fresh token
    } else {
      keep(form, true);
      if (button && button.name) form.append(hidden(button));
      HTMLFormElement.prototype.submit.call(form);
    }
  }

  function hidden(button) {
    const input = document.createElement("input");
    input.type = "hidden";
    input.name = button.name;
    input.value = button.value;
    return input;
  }

  function begin(form) {
    const before = typed(fieldsOf(form));
    const entry = keptOf(form);
    const refused = entry && entry.answered;
    if (refused) keep(form); // the page shows what was typed, and what it rests on now
    else if (entry && typed(entry.fields) !== before) {
      putBack(form, entry.fields);
      const fold = form.closest("details");
      if (fold) fold.open = true;
      say(form, "restored");
    } else forget(form);

    form.addEventListener("input", () => {
      if (!refused && typed(fieldsOf(form)) === before) forget(form);
      else keep(form);
    });
    form.addEventListener("click", (event) => {
      const drop = event.target.closest("[data-drop]");
      if (!drop) return;
      forget(form);
      if (!drop.href) location.reload(); // a link leads on by itself
    });
    form.addEventListener("submit", async (event) => {
      event.preventDefault();
      if ("sending" in form.dataset) return;
      form.dataset.sending = "";
      keep(form);
      say(form, "busy");
      const response = await send(form, event.submitter);
      delete form.dataset.sending;
      if (response === null || response.status === 503) say(form, "failed");
      else follow(form, event.submitter, response);
    });
  }

  for (const form of document.querySelectorAll("form[data-keep]")) begin(form);
})();
