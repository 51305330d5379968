// The menu on phones is a disclosure that works by itself; it also closes on Escape and when focus or a click leaves it.

function close(menu) {
  if (menu.open) menu.open = false;
}

export function initMenu() {
  for (const menu of document.querySelectorAll("details[data-menu]")) {
    menu.addEventListener("keydown", (event) => {
      if (event.key !== "Escape" || !menu.open) return;
      close(menu);
      menu.querySelector("summary").focus();
    });
    menu.addEventListener("focusout", (event) => {
      if (event.relatedTarget && !menu.contains(event.relatedTarget)) close(menu);
    });
    document.addEventListener("click", (event) => {
      if (!menu.contains(event.target)) close(menu);
    });
  }
}
