// What helps while filling in a form. Bound by attributes on the document, so what htmx brings in later works too.
//   [data-error-summary]   takes the focus when the page opens
//   [data-autosubmit]      a form with hx-get that sends itself when a choice is made or typing pauses (never one that
//                          reloads the page: that would take the focus away from who types)
//   textarea[maxlength]    counts what is left; [data-counter="{left} tegn tilbage"] gives the words
//   every form that posts  is sent once, however often the button is pressed

const PAUSE_MS = 400;
const SELF_SENDING = "form[data-autosubmit][hx-get]";
const TYPED = "[type=search], [type=text]";

function focusErrorSummary(root) {
  const summary = root.querySelector("[data-error-summary]");
  if (summary) summary.focus();
}

// A link in the summary leads to the field itself, also where the field is a group of choices.
document.addEventListener("click", (event) => {
  const link = event.target.closest("[data-error-summary] a[href^='#']");
  if (!link) return;
  const target = document.getElementById(link.hash.slice(1));
  if (!target) return;
  const field = target.matches("input, select, textarea") ? target : target.querySelector("input, select, textarea");
  if (!field) return;
  event.preventDefault();
  field.closest(".field")?.scrollIntoView({ block: "start" });
  field.focus({ preventScroll: true });
});

// One press, one posting. The button is left enabled for the browser (its value must travel) and only ignores more presses.
document.addEventListener("submit", (event) => {
  const form = event.target;
  if (event.defaultPrevented || form.method !== "post") return;
  if (form.dataset.sent) {
    event.preventDefault();
    return;
  }
  form.dataset.sent = "yes";
  const button = event.submitter;
  if (button) button.dataset.busy = "yes";
});

function wake(form) {
  delete form.dataset.sent;
  form.querySelectorAll("[data-busy]").forEach((button) => delete button.dataset.busy);
}

// Back from the next page: the form can be sent again.
window.addEventListener("pageshow", () => document.querySelectorAll("form[data-sent]").forEach(wake));
document.addEventListener("htmx:afterRequest", (event) => {
  const form = event.target.closest("form");
  if (form) wake(form);
});
// A download leaves the page standing, so its form is not left asleep.
document.addEventListener("submit", (event) => {
  if (event.target.matches("[data-download]")) setTimeout(() => wake(event.target), 3000);
});

let pause;

function sendSelf(form) {
  clearTimeout(pause);
  form.requestSubmit();
}

document.addEventListener("change", (event) => {
  const form = event.target.closest(SELF_SENDING);
  if (form && !event.target.matches(TYPED)) sendSelf(form);
});

document.addEventListener("input", (event) => {
  const form = event.target.closest(SELF_SENDING);
  if (!form || !event.target.matches(TYPED)) return;
  clearTimeout(pause);
  pause = setTimeout(() => sendSelf(form), PAUSE_MS);
});

function showCount(area) {
  let counter = area.nextElementSibling;
  if (!counter?.matches(".counter")) {
    counter = document.createElement("p");
    counter.className = "counter";
    area.after(counter);
  }
  const left = area.maxLength - area.value.length;
  const words = area.dataset.counter || document.getElementById("confirm-dialog")?.dataset.counter || "{left}";
  counter.textContent = words.replace("{left}", left);
}

document.addEventListener("input", (event) => {
  if (event.target.matches("textarea[maxlength]")) showCount(event.target);
});

function begin(root) {
  root.querySelectorAll("textarea[maxlength]").forEach(showCount);
  focusErrorSummary(root);
}

begin(document);
document.addEventListener("htmx:load", (event) => begin(event.detail.elt));
