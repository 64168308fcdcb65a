// Filling, enhanced: everything here also works without this file, by the form's own button.
//
// - a change is kept on this device first and then sent, again and again, until it is saved or decided;
// - whoever was signed out signs in and goes on: what was kept goes out with a fresh token;
// - without a network the page's button leads to words of ours, and on by itself once it is back;
// - leaving the page with something unsaved asks first;
// - what was entered before this file was here is saved once it is;
// - options that exclude each other untick each other, 清除本题 clears at once, the reason shows when needed;
// - of a scene the levels up to the first that is not met are asked.
"use strict";

(function () {
  const form = document.getElementById("filling");
  if (!form) return;

  const PREFIX = "shujie-unsaved:";
  const RETRY_MS = 20000;
  const PATIENCE_MS = 10000; // as `hx-request` of the form says
  const GOING_ON = "shujie-going-on"; // which button was pressed before the network was gone
  const typed = new Set(); // codes of items with keystrokes not yet sent

  // --- What is on the page -------------------------------------------------------------------

  const itemOf = (element) => element.closest("[data-item]");
  const itemByCode = (code) => form.querySelector(`[data-item="${code}"]`);
  const codeOf = (item) => item.dataset.item;
  const addressOf = (item) => item.getAttribute("hx-post");
  const outcomeOf = (item) => document.getElementById(`outcome-${codeOf(item)}`);

  function fieldsOf(item) {
    const fields = [];
    for (const input of item.querySelectorAll("input, select")) {
      if (!input.name || (/^(checkbox|radio)$/.test(input.type) && !input.checked)) continue;
      fields.push([input.name, input.value]);
    }
    return fields;
  }

  function putBack(item, fields) {
    for (const input of item.querySelectorAll("input, select")) {
      const values = fields.filter(([name]) => name === input.name).map(([, value]) => value);
      if (/^(checkbox|radio)$/.test(input.type)) input.checked = values.includes(input.value);
      else if (values.length) input.value = values[0];
    }
    refresh(item);
  }

  function say(item, words) {
    const line = document.getElementById(`words-${words}`).content.cloneNode(true);
    for (const link of line.querySelectorAll("[data-sign-in]")) {
      link.href += `?next=${encodeURIComponent(`${location.pathname}${location.search}#item-${codeOf(item)}`)}`;
    }
    const outcome = outcomeOf(item);
    for (const old of outcome.querySelectorAll(".saved")) old.remove();
    outcome.append(line);
    show(item, words === "busy" ? "busy" : "failed");
  }

  // Where the eye is: at the option that was tapped, and in the bar at the bottom.
  function show(item, state) {
    const option = item.querySelector(".option[data-state]");
    if (option) option.dataset.state = state;
    const bar = document.getElementById("save-state");
    if (!bar) return;
    const items = [...form.querySelectorAll("[data-item]")];
    const left = items.filter((one) => !outcomeOf(one).querySelector("[data-answered]")).length;
    const words = state === "saved" && !left ? [bar.dataset.saved, bar.dataset.none] : [bar.dataset[state]];
    if (left) words.push(bar.dataset.left.replace("#", left));
    bar.textContent = words.join(" · ");
    bar.dataset.state = state;
  }

  function tapped(input) {
    for (const old of itemOf(input).querySelectorAll(".option[data-state]")) delete old.dataset.state;
    const option = input.closest(".option");
    if (option) option.dataset.state = "busy";
  }

  // --- What is kept on this device -----------------------------------------------------------
  // Keyed by address, so that pages of the same assessment can send each other's.

  function kept() {
    const entries = [];
    try {
      for (let i = 0; i < localStorage.length; i += 1) {
        const key = localStorage.key(i);
        if (key.startsWith(PREFIX + form.dataset.key)) {
          entries.push([key, JSON.parse(localStorage.getItem(key))]);
        }
      }
    } catch (error) {
      // Storage may be switched off; the page then still holds what was entered.
    }
    return entries;
  }

  const keyOf = (code) => `${PREFIX}${form.dataset.key}:${code}`;

  function keep(item) {
    if (!addressOf(item)) return; // a draft that is only tried out: nothing is stored anywhere
    const entry = {
      code: codeOf(item),
      name: item.querySelector("legend").lastChild.textContent,
      address: addressOf(item),
      page: location.pathname,
      fields: fieldsOf(item),
      stamp: `${Date.now()} ${Math.random()}`,
    };
    try {
      localStorage.setItem(keyOf(entry.code), JSON.stringify(entry));
    } catch (error) {
      typed.add(entry.code);
    }
  }

  function forget(code) {
    typed.delete(code);
    try {
      localStorage.removeItem(keyOf(code));
    } catch (error) {
      // Nothing was kept.
    }
  }

  const keptOf = (code) => (kept().find(([key]) => key === keyOf(code)) || [])[1];
  const isKept = (code) => keptOf(code) !== undefined;

  // --- Saving --------------------------------------------------------------------------------

  const save = (item) => item.dispatchEvent(new Event("change", { bubbles: true }));

  const answered = (event) => {
    const xhr = event.detail.xhr;
    // A sign-in page in place of an answer: the session has ended.
    return xhr.responseURL && new URL(xhr.responseURL).pathname === addressOf(event.detail.requestConfig.elt);
  };

  function failed(item, words) {
    if (!isKept(codeOf(item))) keep(item);
    say(item, words);
  }

  // The token of a form changes when somebody signs in: take that of the page as it is now.
  async function takeFreshToken() {
    try {
      const response = await fetch(location.href, { signal: patience() });
      if (!response.ok || new URL(response.url).pathname !== location.pathname) return false;
      const page = new DOMParser().parseFromString(await response.text(), "text/html");
      const fresh = page.querySelector("#filling [name=csrfmiddlewaretoken]");
      if (!fresh) return false;
      form.querySelector("[name=csrfmiddlewaretoken]").value = fresh.value;
      document.body.setAttribute("hx-headers", JSON.stringify({ "X-CSRFToken": fresh.value }));
      return true;
    } catch (error) {
      return false;
    }
  }

  function patience() {
    const control = new AbortController();
    setTimeout(() => control.abort(), PATIENCE_MS);
    return control.signal;
  }

  async function signedOut(item) {
    failed(item, "signed-out");
    if (await takeFreshToken()) save(item);
  }

  form.addEventListener("htmx:beforeRequest", (event) => {
    const item = event.detail.elt;
    if (!item.dataset.item) return;
    typed.delete(codeOf(item));
    keep(item);
    item.dataset.sending = (keptOf(codeOf(item)) || {}).stamp || "";
    say(item, "busy");
  });
  form.addEventListener("htmx:afterRequest", (event) => {
    const item = event.detail.elt;
    if (item.dataset) delete item.dataset.sending;
  });
  form.addEventListener("htmx:beforeSwap", (event) => {
    const item = event.detail.requestConfig.elt; // the event itself is the target's
    if (!item.dataset.item || !event.detail.shouldSwap) return;
    if (!answered(event)) {
      event.detail.shouldSwap = false;
      signedOut(item);
      return;
    }
    // Saved: done, unless more was entered meanwhile. Refused (409, 422): it stays here until it is decided.
    const now = keptOf(codeOf(item));
    if (event.detail.xhr.status === 200 && (!now || now.stamp === item.dataset.sending)) forget(codeOf(item));
  });
  form.addEventListener("htmx:afterSwap", (event) => {
    const item = event.detail.requestConfig.elt;
    if (!item.dataset.item) return;
    if (event.detail.xhr.status === 200 && !isKept(codeOf(item))) tickAsSaved(item);
    show(item, event.detail.xhr.status === 200 ? "saved" : "failed");
  });
  form.addEventListener("htmx:sendError", (event) => failed(event.detail.elt, "failed"));
  form.addEventListener("htmx:timeout", (event) => failed(event.detail.elt, "failed"));
  form.addEventListener("htmx:responseError", (event) => {
    if (event.detail.xhr.status === 403 && !event.detail.elt.dataset.refused) {
      event.detail.elt.dataset.refused = ""; // a second refusal is no matter of the token
      signedOut(event.detail.elt);
    } else {
      failed(event.detail.elt, { 403: "signed-out", 503: "outage" }[event.detail.xhr.status] || "failed");
    }
  });

  form.addEventListener("click", (event) => {
    if (event.target.closest("[data-sign-in]")) submitting = true; // what is kept is there after signing in
    const retry = event.target.closest("[data-retry]");
    if (retry) takeFreshToken().then(() => save(itemOf(retry)));
  });

  // Send again what failed: on this page through its item, from other pages by a plain request.
  async function sendKept() {
    for (const [, entry] of kept()) {
      const item = itemByCode(entry.code);
      if (item && item.querySelector(".saved-failed [data-sign-in]") && !(await takeFreshToken())) continue;
      if (item && item.querySelector(".saved-failed [data-retry]")) save(item);
      else if (!item) await sendFromElsewhere(entry);
    }
    showKeptElsewhere();
  }

  async function sendFromElsewhere(entry) {
    const body = new URLSearchParams(entry.fields);
    const token = form.querySelector("[name=csrfmiddlewaretoken]").value;
    try {
      const response = await fetch(entry.address, {
        method: "POST",
        headers: { "X-CSRFToken": token, "HX-Request": "true" },
        body,
        redirect: "error",
        signal: patience(),
      });
      const now = keptOf(entry.code);
      if (response.ok && now && now.stamp === entry.stamp) forget(entry.code);
    } catch (error) {
      // Still offline: it stays kept.
    }
  }

  function showKeptElsewhere() {
    const old = document.getElementById("kept-elsewhere");
    if (old) old.remove();
    const others = kept().filter(([, entry]) => !itemByCode(entry.code));
    if (!others.length) return;
    const notice = document.getElementById("words-kept").content.firstElementChild.cloneNode(true);
    notice.id = "kept-elsewhere";
    const text = notice.querySelector("[data-text]");
    text.textContent = text.dataset.text.replace("#", others.length);
    for (const [, entry] of others) {
      const link = document.createElement("a");
      link.href = `${entry.page}#item-${entry.code}`;
      link.textContent = entry.name || entry.code;
      notice.querySelector("[data-links]").append(link, " ");
    }
    form.before(notice);
  }

  function restore() {
    for (const [, entry] of kept()) {
      const item = itemByCode(entry.code);
      // The kept version goes along: if someone else answered meanwhile, both are shown.
      if (item && !("sending" in item.dataset)) {
        putBack(item, entry.fields);
        save(item);
      }
    }
  }

  function isChanged(input) {
    if (input.type === "select-one") {
      return input.selectedIndex !== Math.max(0, [...input.options].findIndex((one) => one.defaultSelected));
    }
    return /^(checkbox|radio)$/.test(input.type)
      ? input.checked !== input.defaultChecked
      : input.value !== input.defaultValue;
  }

  // On a slow line people tap and type before this file is here: changes as any others. The form has
  // `autocomplete="off"`, or a browser that puts old answers back into a page would be taken for a person.
  function takeEarly() {
    for (const input of form.querySelectorAll("[data-item] :is(input:not([type=hidden]), select)")) {
      if (!isChanged(input)) continue;
      if (input.type === "radio" && !input.checked) continue; // the one chosen instead tells it
      const isTyped = !/^(checkbox|radio|select-one)$/.test(input.type);
      if (isTyped && input === document.activeElement) typed.add(codeOf(itemOf(input))); // and still is
      else input.dispatchEvent(new Event("change", { bubbles: true }));
    }
  }

  window.addEventListener("online", sendKept);
  setInterval(() => {
    if (kept().length) sendKept();
  }, RETRY_MS);

  // --- Leaving -------------------------------------------------------------------------------

  // What is under way goes first: sent beside it, the page would carry a version that is no longer the last,
  // and be shown the person's own answer as somebody else's.
  const isSending = () => form.querySelector("[data-item][data-sending]") !== null;
  let held = null; // the submit that waits
  form.addEventListener("htmx:afterRequest", () => {
    setTimeout(() => { // what htmx has queued begins before
      if (!held || isSending()) return;
      const { submitter } = held;
      held = null;
      form.requestSubmit(submitter);
    });
  });

  let submitting = false;
  form.addEventListener("submit", (event) => {
    if (isSending()) {
      event.preventDefault();
      held = event;
      return;
    }
    submitting = true;
    const button = event.submitter;
    if (button) remember({ path: location.pathname, name: button.name, value: button.value });
    // The button saves all of the page. Until a later page has heard so, what was unsaved stays kept.
    for (const item of form.querySelectorAll("[data-item]")) {
      const code = codeOf(item);
      if (code === given) forget(code);
      else if (typed.has(code) || isKept(code)) keep(item);
    }
  });
  let given = ""; // the item whose other value the user chose to leave
  form.addEventListener("click", (event) => {
    const theirs = event.target.closest('button[name="theirs"]');
    if (theirs) given = theirs.value;
  });
  form.addEventListener("input", (event) => {
    const item = itemOf(event.target);
    if (item && event.target.matches('input:not([type="radio"]):not([type="checkbox"])')) typed.add(codeOf(item));
  });
  // Typed and taken back: there is no change to save, and nothing to ask about when leaving.
  let before = "";
  form.addEventListener("focusin", (event) => {
    before = event.target.value;
  });
  form.addEventListener("focusout", (event) => {
    const item = itemOf(event.target);
    if (item && event.target.matches(".form-control") && event.target.value === before) typed.delete(codeOf(item));
  });
  window.addEventListener("beforeunload", (event) => {
    const unsent = [...form.querySelectorAll("[data-item]")].some(
      (item) => typed.has(codeOf(item)) || "sending" in item.dataset || isKept(codeOf(item)),
    );
    if (!unsent || submitting) return;
    event.preventDefault();
    event.returnValue = ""; // browsers before 2023 ask only then
  });
  // A phone may throw the page away without asking: keep what was typed.
  function keepTyped() {
    if (submitting) return;
    for (const code of typed) keep(itemByCode(code));
  }
  window.addEventListener("pagehide", keepTyped);
  document.addEventListener("visibilitychange", () => {
    if (document.visibilityState === "hidden") keepTyped();
  });

  // --- Without a network ---------------------------------------------------------------------

  function remember(button) {
    try {
      if (button) sessionStorage.setItem(GOING_ON, JSON.stringify(button));
      else sessionStorage.removeItem(GOING_ON);
    } catch (error) {
      // Then the person presses the button again.
    }
  }

  // The page that stood here without a network has marked the button: press it once all is saved.
  function goOn() {
    let button = null;
    try {
      button = JSON.parse(sessionStorage.getItem(GOING_ON));
    } catch (error) {
      // Nothing was remembered.
    }
    remember(null);
    if (!button || !button.offline || button.path !== location.pathname) return;
    const pressed = [...form.querySelectorAll(".actions-sticky [type=submit]")].find(
      (one) => one.name === button.name && one.value === button.value,
    );
    if (pressed && !document.querySelector(".error-summary")) pressed.click();
  }

  if ("serviceWorker" in navigator && form.dataset.worker) {
    navigator.serviceWorker.register(form.dataset.worker, { updateViaCache: "none" }).catch(() => {});
  }

  // --- Small helps ---------------------------------------------------------------------------

  // A scene is asked level by level, and its level can be set as well: the server says what the one makes of the other.
  function tickAsSaved(item) {
    const was = item.querySelector("[data-said]");
    if (!was) return;
    was.dataset.said.split(" ").forEach((said, place) => {
      for (const input of item.querySelectorAll(`[name="${codeOf(item)}-step${place + 1}"]`)) {
        input.checked = input.value === said;
      }
    });
    for (const input of item.querySelectorAll(`[name="${codeOf(item)}"]`)) input.checked = input.value === was.value;
    refresh(item);
  }

  function refresh(item) {
    const na = item.querySelector("[data-reason]");
    const reason = item.querySelector("[data-reason-field]");
    if (na && reason) reason.hidden = !na.checked;
    let met = true; // above the first level that is not met nothing is asked
    for (const rung of item.querySelectorAll(".rung")) {
      rung.hidden = !met;
      met = met && rung.querySelector('[value="yes"]').checked;
    }
  }

  // Before htmx hears of the change: what is sent is already consistent.
  form.addEventListener(
    "change",
    (event) => {
      const input = event.target;
      const item = itemOf(input);
      if (!item) return;
      if (input.type === "checkbox" && input.checked && input.name === codeOf(item)) {
        const excludes = "excludes" in input.dataset;
        for (const other of item.querySelectorAll(`input[name="${input.name}"]:checked`)) {
          if (other !== input && (excludes || "excludes" in other.dataset)) other.checked = false;
        }
      }
      refresh(item);
      // A retry is a change of the whole item; where nothing is saved, nothing is under way.
      if (input.matches("input") && addressOf(item)) tapped(input);
      if (input.dataset.reason && input.checked && !document.getElementById(input.dataset.reason).value) {
        // Nothing to save before a reason is chosen; ask for it right here.
        event.stopPropagation();
        typed.add(codeOf(item));
        document.getElementById(input.dataset.reason).focus();
        return;
      }
      keep(item); // before anything is sent: the network may swallow it
    },
    true,
  );

  form.addEventListener("click", (event) => {
    const clear = event.target.closest('button[name="clear"]');
    if (!clear) return;
    event.preventDefault();
    const item = itemOf(clear);
    for (const input of item.querySelectorAll("input, select")) {
      if (/^(checkbox|radio)$/.test(input.type)) input.checked = false;
      else if (input.type !== "hidden") input.value = "";
    }
    refresh(item);
    save(item);
  });

  for (const item of form.querySelectorAll("[data-item]")) refresh(item);
  // After htmx is ready, so that what is restored is also sent.
  document.addEventListener("DOMContentLoaded", () => setTimeout(() => {
    takeEarly();
    restore();
    sendKept();
    goOn();
  }, 0));
})();
