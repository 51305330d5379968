// "Show more" adds the next items to the list in place; without this script it is a link to the next page.
// `data-more="#list"` names the list, in this page and in the next one. Where a room has its own way, it leaves that out.

async function more(link) {
  const list = document.querySelector(link.dataset.more);
  link.setAttribute("aria-busy", "true");
  const response = await fetch(link.href, { credentials: "same-origin" });
  if (!response.ok) throw new Error(String(response.status));
  const next = new DOMParser().parseFromString(await response.text(), "text/html");
  const items = [...next.querySelector(link.dataset.more).children].map((item) => document.importNode(item, true));
  const known = new Set([...list.children].map((item) => item.id).filter(Boolean));
  const fresh = items.filter((item) => !item.id || !known.has(item.id));
  list.append(...fresh);
  const following = next.querySelector(`[data-more="${link.dataset.more}"]`);
  if (following) link.href = following.href;
  else link.closest(".pagination").remove();
  link.removeAttribute("aria-busy");
  // Reading goes on where the new items begin.
  const first = fresh[0]?.querySelector("a, button") ?? fresh[0];
  first?.focus({ preventScroll: true });
}

export function initMore() {
  document.addEventListener("click", (event) => {
    const link = event.target.closest?.("a[data-more^='#']");
    if (!link || event.ctrlKey || event.metaKey || event.shiftKey || !document.querySelector(link.dataset.more)) return;
    event.preventDefault();
    more(link).catch(() => location.assign(link.href));
  });
}
