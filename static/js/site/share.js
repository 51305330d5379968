// Share with the device's own panel, else copy the link; print.

import { toast } from "./toast.js";

async function share(button) {
  const url = new URL(button.dataset.share || location.href, location.href).href;
  if (navigator.share) {
    try {
      await navigator.share({ title: button.dataset.title, url });
    } catch {
      // closed by the person
    }
    return;
  }
  try {
    await navigator.clipboard.writeText(url);
    toast(button.dataset.done, "good");
  } catch {
    window.prompt(button.textContent.trim(), url);
  }
}

export function initShare() {
  document.addEventListener("click", (event) => {
    const shared = event.target.closest?.("[data-share]");
    if (shared) share(shared);
    if (event.target.closest?.("[data-print]")) window.print();
  });
}
