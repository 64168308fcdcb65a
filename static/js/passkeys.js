// Passkeys: says when this browser has none, and when one was not used. The rest is allauth's.
(() => {
  "use strict";

  const show = (id) => {
    const place = document.getElementById(id);
    if (place) place.hidden = false;
  };

  document.addEventListener("allauth.error", (event) => {
    event.preventDefault();
    show("passkey-failed");
  });

  document.addEventListener("DOMContentLoaded", () => {
    // A browser takes a name for them, never an address of numbers.
    const supported = window.PublicKeyCredential && !/^[\d.]+$|:/.test(location.hostname);
    for (const button of document.querySelectorAll("[data-passkey]")) button.hidden = !supported;
    if (!supported) show("passkey-unsupported");
  });
})();
