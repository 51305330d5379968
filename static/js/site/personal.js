// The personal part of a page that is the same for everybody: `data-me="name"` is filled with who has signed in.

import { mayBeSignedIn, state } from "../me.js";

export async function initMe() {
  const places = document.querySelectorAll("[data-me]");
  if (!places.length || !mayBeSignedIn()) return;
  const me = await state().catch(() => null);
  if (!me?.signed_in) return;
  for (const place of places) {
    const value = me[place.dataset.me];
    if (value) place.textContent = value;
  }
}
