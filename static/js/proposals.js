// Comforts of the proposals' pages; everything works without them.

/** Next pages are added under the ones that are shown; the address of each stays that of its link. */
function showMoreInPlace(list) {
  list.addEventListener("click", async (event) => {
    const link = event.target.closest("[data-more]");
    if (!link || event.ctrlKey || event.metaKey || event.shiftKey) return;
    event.preventDefault();
    event.stopPropagation();
    link.setAttribute("aria-busy", "true");
    try {
      const answer = await fetch(link.href, { credentials: "same-origin" });
      if (!answer.ok) throw new Error(String(answer.status));
      const next = new DOMParser().parseFromString(await answer.text(), "text/html").querySelector("[data-proposal-list]");
      const items = [...next.querySelectorAll(".proposals__grid > li")];
      list.querySelector(".proposals__grid").append(...items);
      link.closest(".pagination").replaceWith(...next.querySelectorAll(".pagination"));
      items[0]?.querySelector("a")?.focus();
    } catch {
      window.location.assign(link.href);
    }
  });
}

document.querySelectorAll("[data-proposal-list]").forEach(showMoreInPlace);
