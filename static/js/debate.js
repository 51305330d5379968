// Answering in place and loading more, on top of links that work by themselves. Loaded once even where a page has several debates.

const HEADERS = { "HX-Request": "true", "X-Requested-With": "XMLHttpRequest" };

function parse(html) {
  const holder = document.createElement("template");
  holder.innerHTML = html;
  return holder.content;
}

// More threads or more answers: the items join their list, the link is replaced by the following one.
async function loadMore(link) {
  const line = link.closest("p");
  const list = line.parentElement.querySelector(":scope > ol");
  link.setAttribute("aria-busy", "true");
  let part;
  try {
    const response = await fetch(link.dataset.load, { headers: HEADERS });
    if (!response.ok) throw new Error(String(response.status));
    part = parse(await response.text());
  } catch {
    location.assign(link.href);
    return;
  }
  const items = [...part.querySelector("ol").children];
  // What an answer answers may be on the page already: then it says nothing new to hang the same id twice.
  const fresh = items.filter((item) => !item.id || !document.getElementById(item.id));
  const next = part.querySelector(":scope > p");
  const target = list ?? line.parentElement.insertBefore(part.querySelector("ol"), line);
  target.append(...fresh);
  if (next) line.replaceWith(next);
  else line.remove();
  const first = fresh[0]?.querySelector("[data-contribution] a, [data-contribution]");
  if (first) {
    if (!first.matches("a")) first.tabIndex = -1;
    first.focus({ preventScroll: true });
  }
}

let open = null;

function closeForm(returnFocus) {
  if (!open) return;
  open.slot.remove();
  open.link.removeAttribute("aria-expanded");
  if (returnFocus) open.link.focus();
  open = null;
}

function placeFor(link) {
  return link.closest(".comment, .clause, .discussion__head") ?? link.parentElement;
}

function fill(slot, html, action) {
  const part = parse(html);
  const title = part.querySelector("h1");
  if (title) {
    // The page has its h1 already.
    const heading = document.createElement("h3");
    heading.append(...title.childNodes);
    title.replaceWith(heading);
  }
  const form = part.querySelector("form");
  if (!form) return false;
  form.action = action;
  slot.replaceChildren(part);
  import("./forms.js"); // keeps what is written; on the page already where it has another form
  return true;
}

async function answerHere(link) {
  if (open?.link === link) {
    closeForm(true);
    return;
  }
  closeForm(false);
  let response;
  try {
    response = await fetch(link.href, { headers: HEADERS, credentials: "same-origin" });
  } catch {
    location.assign(link.href);
    return;
  }
  const slot = document.createElement("div");
  slot.className = "answer-slot";
  // Sign-in, a closed debate, a comment that is gone: each is a page of its own.
  if (!response.ok || response.redirected || !fill(slot, await response.text(), link.href)) {
    location.assign(link.href);
    return;
  }
  placeFor(link).after(slot);
  link.setAttribute("aria-expanded", "true");
  open = { link, slot };
  slot.querySelector("textarea")?.focus();
}

async function send(form) {
  const slot = form.closest(".answer-slot");
  let response;
  try {
    response = await fetch(form.action, {
      method: "POST",
      body: new FormData(form),
      headers: HEADERS,
      credentials: "same-origin",
    });
  } catch {
    // No network: the browser says so in its own words, and what was written is kept (forms.js).
    form.submit();
    return;
  }
  if (response.redirected) {
    location.assign(response.url);
    return;
  }
  if (!fill(slot, await response.text(), form.action)) {
    form.submit();
    return;
  }
  (slot.querySelector("[data-focus]") ?? slot.querySelector("textarea"))?.focus();
}

document.addEventListener("click", (event) => {
  if (event.defaultPrevented || event.button || event.metaKey || event.ctrlKey || event.shiftKey || event.altKey) return;
  const link = event.target.closest("a[data-load], a[data-answer], .answer-slot a[data-cancel]");
  if (!link) return;
  event.preventDefault();
  if (link.matches("[data-load]")) loadMore(link);
  else if (link.matches("[data-answer]")) answerHere(link);
  else closeForm(true);
});

document.addEventListener("submit", (event) => {
  const form = event.target.closest(".answer-slot form");
  if (!form || event.defaultPrevented) return;
  event.preventDefault();
  send(form);
});
