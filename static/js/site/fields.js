// Fields: how many characters are left, and files dropped on their frame.

function countdown(field) {
  const limit = field.maxLength;
  if (limit < 140 || field.dataset.counted !== undefined) return;
  field.dataset.counted = "";
  const count = document.createElement("span");
  count.className = "field__count";
  count.setAttribute("aria-hidden", "true");
  const show = () => {
    count.textContent = `${field.value.length} / ${limit}`;
    count.classList.toggle("field__count--over", field.value.length >= limit);
  };
  field.addEventListener("input", show);
  show();
  field.after(count);
}

function drop(frame) {
  const input = frame.querySelector("input[type=file]");
  if (!input) return;
  for (const name of ["dragenter", "dragover"]) {
    frame.addEventListener(name, (event) => {
      event.preventDefault();
      frame.classList.add("is-over");
    });
  }
  for (const name of ["dragleave", "drop"]) frame.addEventListener(name, () => frame.classList.remove("is-over"));
  frame.addEventListener("drop", (event) => {
    event.preventDefault();
    input.files = event.dataTransfer.files;
    input.dispatchEvent(new Event("change", { bubbles: true }));
  });
}

export function initFields(scope = document) {
  scope.querySelectorAll(".field textarea[maxlength]").forEach(countdown);
  scope.querySelectorAll("[data-file-drop]").forEach(drop);
}
