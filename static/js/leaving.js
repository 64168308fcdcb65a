// Leaving a page of the admin with something typed and not saved asks first; so does a page that came back refused.
"use strict";

(function () {
  const forms = [...document.querySelectorAll("#content form[method=post]:not(#changelist-form)")];
  let saving = false;

  function isChanged(field) {
    if (field.type === "hidden" || field.matches("[readonly], [type=search]")) return false;
    if (field.type === "checkbox" || field.type === "radio") return field.checked !== field.defaultChecked;
    if (field.type === "file") return field.files.length > 0;
    if (field.tagName !== "SELECT") return "defaultValue" in field && field.value !== field.defaultValue;
    const given = [...field.options].some((option) => option.defaultSelected);
    if (!given && !field.multiple) return field.selectedIndex > 0;
    return [...field.options].some((option) => option.selected !== option.defaultSelected);
  }

  const isRefused = (form) => form.querySelector(".errorlist, .news, [aria-invalid=true]") !== null;
  const isUnsaved = (form) => isRefused(form) || [...form.elements].some(isChanged);

  for (const form of forms) form.addEventListener("submit", () => { saving = true; });
  window.addEventListener("beforeunload", (event) => {
    if (!saving && forms.some(isUnsaved)) event.preventDefault();
  });
})();
