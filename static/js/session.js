// A sign-in page in place of a part of the page: the session has ended. Loading the page asks to sign in, and
// leads back to it. Scripts of a page that keep what was typed refuse the swap themselves, before this one.
(() => {
  "use strict";

  document.addEventListener("htmx:beforeSwap", (event) => {
    const { requestConfig, shouldSwap, xhr } = event.detail;
    const expected = [new URL(requestConfig.path, location.href).pathname, location.pathname];
    if (!shouldSwap || !xhr.responseURL || expected.includes(new URL(xhr.responseURL).pathname)) return;
    event.detail.shouldSwap = false;
    location.reload();
  });
})();

// A page that begins further down, at the place that its address names, still shows what was said of the action.
if (location.hash) document.documentElement.classList.add("at-target");
