// A short message at the foot of the window, read out by screen readers.

export function toast(message, kind = "info") {
  const place = document.querySelector("[data-toasts]");
  if (!place || !message) return;
  const box = document.createElement("p");
  box.className = `toast toast--${kind}`;
  box.textContent = message;
  place.append(box);
  setTimeout(() => box.remove(), kind === "bad" ? 12000 : 5000);
}
