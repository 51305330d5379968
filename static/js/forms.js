// Forms that lose nothing: what is written is kept in this tab until it is sent, and a second click sends nothing twice.

import { watch } from "./captcha.js";

const PREFIX = "kept:";
const SENT = "kept-sent";
// Never kept: secrets, files, and what belongs to one rendering of the form.
const SKIPPED_TYPES = new Set(["hidden", "file", "password", "submit", "button", "email"]);
const SKIPPED_NAMES = new Set(["website", "code", "captcha", "csrfmiddlewaretoken"]);

const storage = (() => {
  try {
    window.sessionStorage.setItem("kept-test", "");
    window.sessionStorage.removeItem("kept-test");
    return window.sessionStorage;
  } catch {
    return null; // switched off by the person
  }
})();

const keyOf = (form) => PREFIX + form.dataset.keep + location.search;
const fieldsOf = (form) =>
  [...form.elements].filter((field) => field.name && !SKIPPED_TYPES.has(field.type) && !SKIPPED_NAMES.has(field.name));

function write(form) {
  const kept = fieldsOf(form).flatMap((field) => {
    if (field.type === "checkbox" || field.type === "radio") return field.checked ? [[field.name, field.value]] : [];
    return field.value ? [[field.name, field.value]] : [];
  });
  if (kept.length) storage.setItem(keyOf(form), JSON.stringify(kept));
  else storage.removeItem(keyOf(form));
}

function restore(form) {
  let kept;
  try {
    kept = JSON.parse(storage.getItem(keyOf(form)) ?? "[]");
  } catch {
    return;
  }
  // What the server has written into the form (an answer with errors, a draft) is newer than what was kept.
  const untouched = fieldsOf(form).every((field) => {
    if (field.type === "checkbox" || field.type === "radio") return field.checked === field.defaultChecked;
    return field.tagName === "SELECT" || !field.value || field.name === "author_name";
  });
  if (!kept.length || !untouched || form.querySelector(".field--error")) return;
  for (const [name, value] of kept) {
    for (const field of fieldsOf(form).filter((candidate) => candidate.name === name)) {
      if (field.type === "checkbox" || field.type === "radio") {
        if (field.value === value) field.checked = true;
      } else if (!field.value) field.value = value;
      field.dispatchEvent(new Event("input", { bubbles: true }));
    }
  }
}

function keep(form) {
  if (!storage || form.dataset.keep === undefined) return;
  restore(form);
  let waiting;
  form.addEventListener("input", () => {
    clearTimeout(waiting);
    waiting = setTimeout(() => write(form), 300);
  });
  form.addEventListener("submit", () => {
    clearTimeout(waiting);
    write(form);
    storage.setItem(SENT, keyOf(form));
  });
}

function guard(form) {
  form.addEventListener("submit", (event) => {
    if (form.dataset.sending !== undefined) {
      event.preventDefault();
      return;
    }
    if (event.defaultPrevented) return;
    form.dataset.sending = "";
    form.setAttribute("aria-busy", "true");
    // Not `disabled`: the button's own name and value must be sent.
    for (const button of form.querySelectorAll("button[type=submit], button:not([type])")) button.setAttribute("aria-disabled", "true");
  });
}

function release(form) {
  delete form.dataset.sending;
  form.removeAttribute("aria-busy");
  for (const button of form.querySelectorAll("[aria-disabled]")) button.removeAttribute("aria-disabled");
}

function enhance(scope) {
  for (const form of scope.querySelectorAll("form[method=post]:not([data-enhanced])")) {
    form.dataset.enhanced = "";
    keep(form);
    guard(form);
  }
  watch(scope);
}

// The receipt's page says that what was sent has arrived: only then is it forgotten here.
if (storage && document.querySelector("[data-sent]")) {
  storage.removeItem(storage.getItem(SENT) ?? "");
  storage.removeItem(SENT);
}
enhance(document);
// A form may join the page later (answering in place).
new MutationObserver(() => {
  if (document.querySelector("form[method=post]:not([data-enhanced])")) enhance(document);
}).observe(document.body, { childList: true, subtree: true });
// Back from the next page with the browser's button: the form may be sent again.
window.addEventListener("pageshow", () => document.querySelectorAll("form[data-sending]").forEach(release));
document.querySelector("[data-focus]")?.focus();
