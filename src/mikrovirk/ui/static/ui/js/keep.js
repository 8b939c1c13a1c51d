// Keeps what is being typed in this browser, so a phone that goes to sleep loses nothing.
//   form[data-keep="meeting-12"]   key of the draft; it is forgotten when the form is sent and accepted
//   data-keep-note="We put back what you had typed."  data-keep-drop="Start afresh"
// Passwords, hidden fields and files are never kept. Drafts are dropped after two days: the computer may be shared.

const PREFIX = "mikrovirk:draft:";
const TWO_DAYS_MS = 2 * 24 * 60 * 60 * 1000;

function fieldsOf(form) {
  return [...form.elements].filter(
    (field) => field.name && !field.disabled && !["hidden", "password", "file", "submit", "button"].includes(field.type),
  );
}

function read(key) {
  try {
    return JSON.parse(localStorage.getItem(PREFIX + key));
  } catch {
    return null;
  }
}

function write(key, draft) {
  try {
    localStorage.setItem(PREFIX + key, JSON.stringify(draft));
  } catch {
    // A full or closed storage: typing goes on, only without a copy.
  }
}

function drop(key) {
  try {
    localStorage.removeItem(PREFIX + key);
  } catch {
    // Nothing was kept then.
  }
}

function valuesOf(form) {
  return fieldsOf(form).map((field) => [field.name, field.type === "checkbox" || field.type === "radio" ? field.value : "", stateOf(field)]);
}

function stateOf(field) {
  if (field.type === "checkbox" || field.type === "radio") return field.checked;
  if (field.type === "select-multiple") return [...field.selectedOptions].map((option) => option.value);
  return field.value;
}

function putBack(form, values) {
  let changed = false;
  for (const field of fieldsOf(form)) {
    const choice = field.type === "checkbox" || field.type === "radio" ? field.value : "";
    const kept = values.find(([name, value]) => name === field.name && value === choice);
    if (!kept || JSON.stringify(stateOf(field)) === JSON.stringify(kept[2])) continue;
    if (typeof kept[2] === "boolean") field.checked = kept[2];
    else if (Array.isArray(kept[2])) [...field.options].forEach((option) => (option.selected = kept[2].includes(option.value)));
    else field.value = kept[2];
    field.dispatchEvent(new Event("input", { bubbles: true }));
    changed = true;
  }
  return changed;
}

function tell(form) {
  if (!form.dataset.keepNote) return;
  const note = document.createElement("p");
  note.className = "kept-note notice";
  note.setAttribute("role", "status");
  note.append(form.dataset.keepNote);
  const button = document.createElement("button");
  button.type = "button";
  button.className = "link-button";
  button.textContent = form.dataset.keepDrop || "×";
  button.addEventListener("click", () => {
    drop(form.dataset.keep);
    form.reset();
    note.remove();
  });
  note.append(" ", button);
  form.prepend(note);
}

function cameFromBackButton() {
  return performance.getEntriesByType("navigation")[0]?.type === "back_forward";
}

function begin(form) {
  const key = form.dataset.keep;
  const draft = read(key);
  // A form that came back with errors already holds what was typed: the server's copy is the newer one.
  const cameBack = form.querySelector("[data-error-summary]") || document.querySelector("[data-error-summary]");
  if (draft && !cameBack) {
    if ((draft.sent && !cameFromBackButton()) || Date.now() - draft.at > TWO_DAYS_MS) drop(key);
    else if (putBack(form, draft.values)) tell(form);
  }
  form.addEventListener("input", () => write(key, { at: Date.now(), values: valuesOf(form) }));
  form.addEventListener("change", () => write(key, { at: Date.now(), values: valuesOf(form) }));
  // Sent: marked, not dropped, as the answer may be an error or no answer at all; the next clean opening drops it.
  form.addEventListener("submit", () => write(key, { at: Date.now(), values: valuesOf(form), sent: true }));
}

document.querySelectorAll("form[data-keep]").forEach(begin);
document.addEventListener("htmx:load", (event) => {
  const root = event.detail.elt;
  if (root === document.body) return;
  [...(root.matches("form[data-keep]") ? [root] : []), ...root.querySelectorAll("form[data-keep]")].forEach(begin);
});
