// The menu of a page's blocks: says which one is being read, and folds away on a phone once one is chosen.

function markCurrent(menu, links, id) {
  for (const link of links) {
    if (link.hash === `#${id}`) link.setAttribute("aria-current", "true");
    else link.removeAttribute("aria-current");
  }
  const bar = menu.querySelector(".page-menu__wide .page-menu__list");
  const current = bar?.querySelector("[aria-current]");
  if (!current || bar.scrollWidth <= bar.clientWidth) return;
  const shift = current.getBoundingClientRect().x + current.offsetWidth / 2 - bar.getBoundingClientRect().x - bar.clientWidth / 2;
  bar.scrollBy({ left: shift });
}

export function initPageMenu() {
  const menu = document.querySelector("[data-page-menu]");
  if (!menu) return;
  const links = [...menu.querySelectorAll('a[href^="#"]')];
  const disclosure = menu.querySelector("details");
  for (const link of links) {
    link.addEventListener("click", () => {
      if (disclosure) disclosure.open = false;
    });
  }
  const parts = [...new Set(links.map((link) => link.hash.slice(1)))]
    .map((id) => document.getElementById(decodeURIComponent(id)))
    .filter(Boolean);
  // The part that crosses the upper third of the window is the one being read.
  const observer = new IntersectionObserver(
    (entries) => {
      for (const entry of entries) if (entry.isIntersecting) markCurrent(menu, links, entry.target.id);
    },
    { rootMargin: "-20% 0px -70% 0px" },
  );
  for (const part of parts) observer.observe(part);
}
