// The rows of dates in an event's form: only those that hold something, and a button for one more.
// Without this script some empty rows stand ready, and the button asks the server for more.

function isEmpty(row) {
  return [...row.querySelectorAll("input")].every((input) => !input.value);
}

const part = (row, name) => row.querySelector(`input[name$="-${name}"]`);

/** Mostly it is the same hours on another day. Only once there is a day: a row left alone stays empty, and asks for nothing. */
function takeHours(row) {
  const above = row.previousElementSibling;
  const hours = ["begins", "ends"];
  if (!part(row, "day").value || !above?.matches("[data-date-row]") || hours.some((name) => part(row, name).value)) return;
  for (const name of hours) part(row, name).value = part(above, name).value;
}

/** Number the names, addresses and labels of a row. */
function number(row, index) {
  const renumber = (text) => text.replace(/([-_])\d+([-_])/, `$1${index}$2`);
  for (const element of row.querySelectorAll("[id], [name], [for], [aria-describedby]")) {
    for (const name of ["id", "name", "for", "aria-describedby"]) {
      if (element.hasAttribute(name)) element.setAttribute(name, renumber(element.getAttribute(name)));
    }
  }
  row.setAttribute("aria-label", row.getAttribute("aria-label").replace(/[\d\u0660-\u0669]+/, String(index + 1)));
}

function enhance(root) {
  const rows = () => [...root.querySelectorAll("[data-date-row]")];
  const add = root.querySelector("[data-add-date]");
  const limit = Number(root.dataset.limit);
  const pattern = rows().at(-1).cloneNode(true);
  for (const input of pattern.querySelectorAll("input")) {
    input.value = "";
    input.removeAttribute("aria-invalid");
    input.removeAttribute("aria-describedby");
  }
  pattern.querySelector(".dates__error")?.remove();
  pattern.classList.remove("dates__row--error");
  const night = pattern.querySelector("details");
  if (night) night.open = false;

  const settle = () => {
    const all = rows();
    all.forEach(number);
    if (add) add.hidden = all.length >= limit;
    for (const button of root.querySelectorAll("[data-remove-date]")) button.hidden = all.length === 1;
  };
  const withRemove = (row) => {
    const button = document.createElement("button");
    button.type = "button";
    button.className = root.dataset.removeClass ?? "button button--quiet button--small dates__remove";
    button.dataset.removeDate = "";
    button.textContent = root.dataset.remove;
    button.addEventListener("click", () => {
      const next = row.nextElementSibling?.matches("[data-date-row]") ? row.nextElementSibling : row.previousElementSibling;
      row.remove();
      settle();
      next?.querySelector("input")?.focus();
    });
    row.append(button);
    return row;
  };

  for (const row of rows()) if (row.dataset.spare !== undefined && isEmpty(row)) row.remove();
  rows().forEach(withRemove);
  settle();
  add?.addEventListener("click", (event) => {
    event.preventDefault();
    const row = withRemove(pattern.cloneNode(true));
    delete row.dataset.spare;
    part(row, "day").addEventListener("change", () => takeHours(row));
    rows().at(-1).after(row);
    settle();
    row.querySelector("input").focus();
  });
}

document.querySelectorAll("[data-dates]").forEach(enhance);
