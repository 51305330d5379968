// Vote buttons without leaving the page: shown at once, taken back with the reason where the server refuses.
// Without this script each button is a link to a small page with a form.

import { mayBeSignedIn, state } from "./me.js";

const buttonsOf = (vote) => [...vote.querySelectorAll(".vote__button[data-value]")];
const valueOf = (vote) => Number(buttonsOf(vote).find((b) => b.getAttribute("aria-pressed") === "true")?.dataset.value ?? 0);

/** The same contribution may stand in the page twice. */
const sameVotes = (vote) => document.querySelectorAll(`[data-vote="${CSS.escape(vote.dataset.vote)}"]`);

function count(vote, name, change) {
  const element = vote.querySelector(`[data-count="${name}"]`);
  if (element) element.textContent = String(Math.max(0, Number(element.textContent) + change));
}

function show(vote, value) {
  for (const same of sameVotes(vote)) {
    const before = valueOf(same);
    for (const button of buttonsOf(same)) {
      const mine = Number(button.dataset.value) === value && value !== 0;
      button.setAttribute("role", "button");
      button.setAttribute("aria-pressed", String(mine));
      button.classList.toggle("is-mine", mine);
    }
    if (same.dataset.voteKnown !== undefined && before !== value) {
      count(same, before === 1 ? "up" : "down", before ? -1 : 0);
      count(same, value === 1 ? "up" : "down", value ? 1 : 0);
    }
    same.dataset.voteKnown = "";
  }
}

function settle(vote, { value, up, down }) {
  for (const same of sameVotes(vote)) {
    for (const [name, number] of Object.entries({ up, down })) {
      const element = same.querySelector(`[data-count="${name}"]`);
      if (element) element.textContent = String(number);
    }
  }
  return value;
}

function say(message, kind = "info") {
  const place = document.querySelector("[data-toasts]");
  if (!place || !message) return;
  const toast = document.createElement("p");
  toast.className = `toast toast--${kind}`;
  toast.textContent = message;
  place.append(toast);
  setTimeout(() => toast.remove(), kind === "bad" ? 12000 : 5000);
}

async function send(vote, value, me) {
  const body = new URLSearchParams({ value: String(value) });
  const headers = { Accept: "application/json", "X-CSRFToken": me.csrf };
  const response = await fetch(vote.dataset.voteUrl, { method: "POST", body, headers, credentials: "same-origin" });
  const answer = await response.json().catch(() => ({}));
  return { ok: response.ok, status: response.status, ...answer };
}

async function press(vote, button) {
  if (vote.dataset.voteBusy !== undefined) return;
  vote.dataset.voteBusy = "";
  const pressed = Number(button.dataset.value);
  let before = valueOf(vote);
  try {
    const me = await state();
    if (!me.signed_in) {
      location.assign(button.href);
      return;
    }
    if (vote.dataset.voteKnown === undefined) {
      show(vote, me.votes[vote.dataset.vote] ?? 0);
      before = valueOf(vote);
    }
    const value = before === pressed ? 0 : pressed;
    show(vote, value);
    let answer = await send(vote, value, me);
    if (answer.status === 403 && !answer.message) answer = await send(vote, value, await state(true)); // token renewed since
    if (answer.sign_in) {
      location.assign(answer.sign_in);
      return;
    }
    if (!answer.ok) {
      show(vote, before);
      say(answer.message || me.messages.failed, "bad");
      return;
    }
    settle(vote, answer);
    me.votes[vote.dataset.vote] = value;
    say(value ? me.messages.voted : me.messages.taken_back, "good");
  } catch {
    if (vote.dataset.voteKnown !== undefined) show(vote, before);
    location.assign(button.href); // no answer: the page with the form says more
  } finally {
    delete vote.dataset.voteBusy;
  }
}

async function markMine(fresh = false) {
  for (const vote of document.querySelectorAll("[data-vote]")) vote.dataset.voteAsked = "";
  if (!mayBeSignedIn()) return;
  const me = await state(fresh).catch(() => null);
  if (!me?.signed_in) return;
  for (const vote of document.querySelectorAll("[data-vote]:not([data-vote-known])")) {
    show(vote, me.votes[vote.dataset.vote] ?? 0);
  }
}

document.addEventListener("click", (event) => {
  const button = event.target.closest?.(".vote__button[data-value]");
  const vote = button?.closest("[data-vote]");
  if (!vote || event.ctrlKey || event.metaKey || event.shiftKey || event.button) return;
  event.preventDefault();
  press(vote, button);
});
document.addEventListener("keydown", (event) => {
  // A link that acts as a button answers to the space bar as well.
  if (event.key === " " && event.target.matches?.('.vote__button[role="button"]')) {
    event.preventDefault();
    event.target.click();
  }
});
markMine();
// More items may join the page ("show more", an answer just sent).
new MutationObserver(() => {
  if (document.querySelector("[data-vote]:not([data-vote-known]):not([data-vote-asked])")) {
    markMine(true);
  }
}).observe(document.body, { childList: true, subtree: true });
