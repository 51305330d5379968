// The personal part of public pages, asked for at most once per page: who reads, their token, their votes on what is shown.

const HINT = "pf_session=";
let asked = null;

export const mayBeSignedIn = () => document.cookie.split("; ").some((part) => part.startsWith(HINT));

/** {signed_in, name, csrf, votes, messages}; `fresh` asks again, for items that have come into the page since. */
export function state(fresh = false) {
  if (!asked || fresh) {
    const shown = [...document.querySelectorAll("[data-vote]")].map((vote) => vote.dataset.vote);
    const references = [...new Set(shown)].slice(-100).join(",");
    const url = `/${document.documentElement.lang}/me/state/?refs=${references}`;
    asked = fetch(url, { headers: { Accept: "application/json" }, credentials: "same-origin" }).then((response) => {
      if (!response.ok) throw new Error(String(response.status));
      return response.json();
    });
    asked.catch(() => {
      asked = null;
    });
  }
  return asked;
}
