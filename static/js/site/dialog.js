// `data-dialog="#id"` on a link opens that dialog instead of following the link.

export function initDialogs() {
  document.addEventListener("click", (event) => {
    const opener = event.target.closest?.("[data-dialog]");
    const dialog = opener && document.querySelector(opener.dataset.dialog);
    if (dialog?.showModal) {
      event.preventDefault();
      dialog.showModal();
      return;
    }
    if (event.target.closest?.("[data-close]")) event.target.closest("dialog")?.close();
    if (event.target.matches?.("dialog.dialog")) event.target.close(); // its backdrop
  });
}
