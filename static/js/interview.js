// One thing a screen: on phones, and at the desk for whoever likes it. Saving is filling.js's business; this
// file only shows one question, or one level of a scene, at a time and goes on by itself after a tap.
//
// - a tap on a choice of one goes on at once; several choices and numbers wait for 下一步;
// - what was refused is shown again before the section is left; what asks to be confirmed is shown once more, and
//   may stay as it is;
// - the section as one page is one tap away, and is what stands there without this file.
"use strict";

(function () {
  const form = document.getElementById("filling");
  const bar = document.getElementById("one-bar");
  if (!form || !bar) return;

  const LAYOUT = "shujie-layout"; // what the person chose; else phones get one thing a screen
  const PAUSE_MS = 200; // long enough to see what was tapped
  const TAP_MS = 1000;
  const LATE_MS = 600; // a tap on 下一步 so soon after a screen went on by itself was meant for that screen
  const PATIENCE_MS = 10000;
  const REFUSED = ".saved-failed, .saved-conflict";
  const WARNING = ".notice-warn [type=checkbox]:enabled:not(:checked)";
  const root = document.documentElement;
  const items = [...form.querySelectorAll("[data-item]")];
  const [back, next] = [bar.querySelector("[data-back]"), bar.querySelector("[data-next]")];
  const nextText = next.textContent;
  const warned = new Set(); // items whose warning was shown when somebody wanted to go on
  const onlyOne = location.search.includes("back=") ? wanted() : null; // somebody mends one item and returns
  let here = { item: items[0], rung: null };
  let timer = 0;
  let wentOn = 0; // when a screen went on by itself, until somebody touches the next one

  // --- Which layout --------------------------------------------------------------------------

  function chosen() {
    try {
      return localStorage.getItem(LAYOUT);
    } catch (error) {
      return null; // storage may be switched off
    }
  }

  function isOne() {
    return chosen() ? chosen() === "one" : matchMedia("(max-width: 767.98px)").matches;
  }

  function lay(out) {
    root.classList.toggle("one-at-a-time", out);
    for (const toggle of document.querySelectorAll("[data-layout]")) {
      toggle.hidden = (toggle.dataset.layout === "one") === out;
    }
    bar.hidden = !out;
    if (out) show(here, false);
  }

  document.addEventListener("click", (event) => {
    const toggle = event.target.closest("[data-layout]");
    if (!toggle) return;
    try {
      localStorage.setItem(LAYOUT, toggle.dataset.layout);
    } catch (error) {
      // It holds for this page then.
    }
    lay(toggle.dataset.layout === "one");
  });

  // --- Screens -------------------------------------------------------------------------------

  function wanted() {
    const item = document.getElementById(location.hash.slice(1));
    return item && items.includes(item) ? item : null;
  }

  // The levels of a scene are a screen each, up to the first that is not met.
  function screensOf(item) {
    const rungs = [...item.querySelectorAll(".rung")].filter((rung) => !rung.hidden);
    return rungs.length ? rungs.map((rung) => ({ item, rung })) : [{ item, rung: null }];
  }

  const screens = () => (onlyOne ? [onlyOne] : items).flatMap(screensOf);
  const place = () => screens().findIndex((one) => one.item === here.item && one.rung === here.rung);
  // Where nothing is saved item by item, as in the quick check, what is ticked is answered.
  const ANSWERED = items.some((item) => item.hasAttribute("hx-post")) ? "[data-answered]" : "[data-answered], input:checked";
  const isAnswered = (item) => item.querySelector(ANSWERED) !== null;

  function firstOf(item) {
    const found = screensOf(item);
    return found.find((one) => one.rung && !one.rung.querySelector("[value=yes]:checked, [value=no]:checked")) || found[0];
  }

  function show(screen, focus = true) {
    here = screen;
    const restored = form.querySelector("[data-said=restored]");
    if (focus && restored) restored.remove(); // was read on the screen before
    for (const item of items) {
      item.classList.toggle("is-here", item === screen.item);
      for (const rung of item.querySelectorAll(".rung")) rung.classList.toggle("is-here", rung === screen.rung);
    }
    const before = (onlyOne ? [onlyOne] : items).indexOf(screen.item);
    const all = onlyOne ? 1 : items.length;
    const rungs = [...screen.item.querySelectorAll(".rung")]; // the bar moves with each level of a scene
    const part = screen.rung ? (rungs.indexOf(screen.rung) + 1) / rungs.length : 1;
    bar.querySelector("[data-place]").textContent = `${before + 1}/${all}`;
    bar.querySelector("progress").value = (before + part) / all;
    back.hidden = place() === 0 && !bar.dataset.previous;
    next.textContent = next.dataset.last && place() === screens().length - 1 ? next.dataset.last : nextText;
    window.scrollTo(0, 0);
    if (focus) focusOn(screen);
  }

  // Numbers are typed at once; elsewhere the question itself is where a reader goes on.
  function focusOn({ item, rung }) {
    const number = rung ? null : item.querySelector(".figures input:not([type=hidden])");
    const first = number && number.offsetParent ? number : (rung || item).querySelector("legend");
    if (first !== number) first.tabIndex = -1;
    first.focus({ preventScroll: true });
  }

  // --- Going on ------------------------------------------------------------------------------

  function goOn() {
    clearTimeout(timer);
    const all = screens();
    const following = all[place() + 1];
    if (following) show(following);
    else leave();
  }

  // What keeps somebody here: a warning only until it was shown.
  function attentionOf(item) {
    return item.querySelector(REFUSED) || (warned.has(item) ? null : item.querySelector(WARNING));
  }

  function leave() {
    const open = items.find(attentionOf);
    if (open) warned.add(open);
    if (open && open !== here.item) show(firstOf(open));
    else if (!open || !open.querySelector(".saved-conflict")) form.querySelector(".actions-sticky > .btn-primary").click();
  }

  function goBack() {
    clearTimeout(timer);
    const before = screens()[place() - 1];
    if (before) show(before);
    else if (bar.dataset.previous) location.assign(`${bar.dataset.previous}#last`);
  }

  // Numbers are looked at once they are saved: what is odd about them is asked before going on.
  function afterSaving(then) {
    const began = Date.now();
    const look = () => {
      if ("sending" in here.item.dataset && Date.now() - began < PATIENCE_MS) setTimeout(look, 50);
      else if (!attentionOf(here.item) || here.item.querySelector("[data-retry]")) then();
      else warn();
    };
    const warn = () => {
      attentionOf(here.item).scrollIntoView({ block: "center" });
      warned.add(here.item);
    };
    setTimeout(look, 0);
  }

  next.addEventListener("click", () => {
    if (Date.now() - wentOn < LATE_MS) return;
    if (document.activeElement instanceof HTMLElement) document.activeElement.blur(); // sends what is typed
    if (here.item.querySelector(".figures input")) afterSaving(goOn);
    else goOn();
  });
  back.addEventListener("click", goBack);
  form.addEventListener("change", (event) => warned.delete(event.target.closest("[data-item]")));

  // A tap goes on, also on what is chosen already; with the arrow keys somebody may still be choosing.
  let touched = 0;
  form.addEventListener("pointerdown", () => {
    touched = Date.now();
    wentOn = 0;
  });
  form.addEventListener("click", (event) => {
    const input = event.target;
    if (!root.classList.contains("one-at-a-time") || Date.now() - touched > TAP_MS) return;
    if (!input.matches("[type=radio]:checked, [data-excludes]:checked") || "reason" in input.dataset) return;
    clearTimeout(timer);
    timer = setTimeout(() => {
      goOn();
      wentOn = Date.now();
    }, PAUSE_MS);
  });

  // The Enter key of a number goes to the next number; after the last one, and of a choice, to the next screen.
  form.addEventListener("keydown", (event) => {
    wentOn = 0;
    if (event.key !== "Enter" || !root.classList.contains("one-at-a-time")) return;
    if (!event.target.matches("input")) return;
    event.preventDefault();
    const inputs = event.target.closest(".figures") ? [...here.item.querySelectorAll(".figures input")] : [];
    const following = inputs[inputs.indexOf(event.target) + 1];
    if (following) following.focus();
    else next.click();
  });

  // What could not be saved is listed on top of the page, with the way to each item.
  window.addEventListener("hashchange", () => {
    const item = wanted();
    if (item && root.classList.contains("one-at-a-time")) show(firstOf(item));
  });

  // --- Beginning -----------------------------------------------------------------------------

  document.addEventListener("DOMContentLoaded", () => {
    const all = screens();
    if (location.hash === "#last") here = all[all.length - 1];
    else here = firstOf(onlyOne || wanted() || form.querySelector(".question-invalid") || items.find((item) => !isAnswered(item)) || items[0]);
    lay(isOne());
  });
})();
