// Things to press.
//   [data-confirm="Slet mødet?"]  on a button (or a form): asks first; data-confirm-detail, data-confirm-action (the word on the button)
//   [data-copy="#id"]             copies the text or value of an element; data-copied="Kopieret" is shown for a moment
//   [data-print]                  prints the page
//   [data-js]                     shown only when scripts run (write it with `hidden`)
// And for htmx: the CSRF token of the page travels with every post, and a failed request is told.

const dialog = document.getElementById("confirm-dialog");

function ask(source) {
  const yes = dialog.querySelector("[value=yes]");
  dialog.querySelector("#confirm-question").textContent = source.dataset.confirm;
  dialog.querySelector("#confirm-detail").textContent = source.dataset.confirmDetail || "";
  yes.textContent = source.dataset.confirmAction || yes.dataset.fallback;
  const dangerous = Boolean(source.classList?.contains("button--danger"));
  yes.classList.toggle("button--danger", dangerous);
  yes.classList.toggle("button--primary", !dangerous);
  dialog.returnValue = "no";
  dialog.showModal();
  return new Promise((resolve) =>
    dialog.addEventListener("close", () => resolve(dialog.returnValue === "yes"), { once: true }),
  );
}

// Runs before every other listener, so a question comes before "sent once" and before htmx.
document.addEventListener(
  "submit",
  async (event) => {
    const form = event.target;
    const button = event.submitter;
    const source = button?.dataset.confirm ? button : form.dataset.confirm ? form : null;
    if (!source || !dialog?.showModal || form.dataset.confirmed) {
      delete form.dataset.confirmed;
      return;
    }
    event.preventDefault();
    event.stopImmediatePropagation();
    if (await ask(source)) {
      form.dataset.confirmed = "yes";
      form.requestSubmit(button);
    }
  },
  true,
);

// hx-confirm="…" on anything htmx sends asks with the same dialog.
document.addEventListener("htmx:confirm", async (event) => {
  if (!event.detail.question || !dialog?.showModal) return;
  event.preventDefault();
  const source = event.detail.elt;
  const words = { confirm: event.detail.question, confirmDetail: source.dataset.confirmDetail, confirmAction: source.dataset.confirmAction };
  if (await ask({ dataset: words })) event.detail.issueRequest(true);
});

async function copy(button) {
  const source = document.querySelector(button.dataset.copy);
  if (!source) return;
  const text = "value" in source ? source.value : source.textContent.trim();
  try {
    await navigator.clipboard.writeText(text);
  } catch {
    // No permission: mark the text, so that the person can copy it.
    if (source.select) source.select();
    else getSelection().selectAllChildren(source);
    return;
  }
  const label = button.querySelector("span") || button;
  const before = label.textContent;
  label.textContent = button.dataset.copied || before;
  setTimeout(() => (label.textContent = before), 2000);
}

document.addEventListener("click", (event) => {
  const button = event.target.closest("[data-copy], [data-print]");
  if (!button) return;
  if (button.dataset.copy) copy(button);
  else window.print();
});

document.querySelectorAll("[data-js][hidden]").forEach((element) => (element.hidden = false));

document.addEventListener("htmx:configRequest", (event) => {
  const token = document.querySelector("[name=csrfmiddlewaretoken]");
  if (token) event.detail.headers["X-CSRFToken"] = token.value;
});

function tellFailure(event) {
  const region = document.getElementById("messages");
  const notice = document.createElement("div");
  notice.className = "notice notice--error";
  const text = document.createElement("p");
  text.className = "notice-body";
  text.textContent = event.type === "htmx:responseError" ? dialog.dataset.gone : dialog.dataset.failed;
  notice.append(text);
  region.replaceChildren(notice);
  region.scrollIntoView({ block: "nearest" });
}

document.addEventListener("htmx:responseError", tellFailure);
document.addEventListener("htmx:sendError", tellFailure);
