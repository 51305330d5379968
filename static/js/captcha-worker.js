// Finds the number whose hash, after the salt, is the challenge. Runs beside the page, so that typing stays smooth.

self.onmessage = async ({ data }) => {
  const { algorithm, challenge, maxnumber, maxNumber, salt } = data;
  const encoder = new TextEncoder();
  const wanted = Uint8Array.from(challenge.match(/../g), (pair) => Number.parseInt(pair, 16));
  const last = maxnumber ?? maxNumber ?? 1_000_000;
  for (let number = 0; number <= last; number += 1) {
    const hash = new Uint8Array(await crypto.subtle.digest(algorithm, encoder.encode(salt + number)));
    if (hash.every((byte, index) => byte === wanted[index])) {
      self.postMessage({ number });
      return;
    }
  }
  self.postMessage({ number: null });
};
