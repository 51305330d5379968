// The box "I am not a robot": asks for a challenge when it is ticked and has a worker solve it (ALTCHA's proof of work).

function start(root) {
  const box = root.querySelector("input[type=checkbox]");
  const answer = root.querySelector("[data-captcha-answer]");
  const state = root.querySelector("[data-captcha-state]");
  if (!window.Worker || !window.crypto?.subtle) return; // the e-mail address remains as the way in
  root.querySelector(".captcha__box").hidden = false;
  let worker = null;

  const stop = () => {
    worker?.terminate();
    worker = null;
    root.removeAttribute("aria-busy");
  };
  const fail = () => {
    stop();
    box.checked = false;
    answer.value = "";
    state.textContent = state.dataset.failed;
  };

  box.addEventListener("change", async () => {
    stop();
    answer.value = "";
    state.textContent = "";
    if (!box.checked) return;
    root.setAttribute("aria-busy", "true");
    state.textContent = state.dataset.working;
    try {
      const response = await fetch(root.dataset.captchaUrl, { headers: { Accept: "application/json" } });
      if (!response.ok) throw new Error(String(response.status));
      const challenge = await response.json();
      if (!box.checked) return;
      worker = new Worker(root.dataset.captchaWorker, { type: "module" });
      worker.onerror = fail;
      worker.onmessage = ({ data }) => {
        if (data.number === null) {
          fail();
          return;
        }
        const { algorithm, salt, signature } = challenge;
        answer.value = btoa(JSON.stringify({ algorithm, challenge: challenge.challenge, number: data.number, salt, signature }));
        state.textContent = state.dataset.done;
        stop();
        root.dispatchEvent(new CustomEvent("captcha:done", { bubbles: true }));
      };
      worker.postMessage(challenge);
    } catch {
      fail();
    }
  });
}

export function watch(scope) {
  for (const root of scope.querySelectorAll("[data-captcha]:not([data-captcha-ready])")) {
    root.dataset.captchaReady = "";
    start(root);
  }
}
