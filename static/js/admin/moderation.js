// Keys of the reading page. Off where the person has switched keyboard shortcuts off in their account.
const page = document.querySelector("[data-moderation]");

const isTyping = (target) =>
  target.closest("textarea, select, [contenteditable], input:not([type=radio]), dialog, [role=dialog]") !== null;

const reasons = page?.querySelector("[data-reasons]");

function openReasons() {
  reasons.open = true;
  (reasons.querySelector("input[type=radio]:checked") ?? reasons.querySelector("input[type=radio]"))?.focus();
}

function act(element) {
  if (element.matches("summary")) openReasons();
  else element.click();
}

function onKey(event) {
  if (event.defaultPrevented || event.ctrlKey || event.metaKey || event.altKey || event.repeat) return;
  if (event.key === "Escape" && reasons?.open && reasons.contains(event.target)) {
    reasons.open = false;
    reasons.querySelector("summary").focus();
    return;
  }
  if (isTyping(event.target)) return;
  if (reasons?.open && /^[1-9]$/.test(event.key)) {
    const choice = reasons.querySelectorAll("input[type=radio]")[Number(event.key) - 1];
    if (choice) {
      choice.checked = true;
      choice.focus();
    }
    return;
  }
  const element = /^[a-z]$/.test(event.key) && page.querySelector(`[data-key="${event.key}"]`);
  if (element) {
    event.preventDefault();
    act(element);
  }
}

if (page) {
  if (page.hasAttribute("data-shortcuts")) document.addEventListener("keydown", onKey);
  // A second click while the first is under way would only report a conflict with oneself.
  page.addEventListener("submit", (event) => {
    if (page.dataset.sent) event.preventDefault();
    page.dataset.sent = "1";
  });
  window.addEventListener("pageshow", () => delete page.dataset.sent);
}
