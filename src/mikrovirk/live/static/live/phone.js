// The phone of somebody in the room.
//   button[data-say=what]  sends {what, …data-detail}; with data-key its pressed state is kept (and taken back by a second
//                          press where data-take-back stands)
//   form[data-say=what]    sends its fields; data-secret: never kept in the browser; [data-thanks] is shown when it is stored
//   [data-mine=name]       what belongs to this phone alone

import { Outbox } from "./outbox.js";
import { begin, on, page } from "./room.js";

const notice = page.querySelector("[data-notice]");
let pressed = new Set();

function say(words, isTrouble = false) {
  notice.textContent = words;
  notice.hidden = !words;
  notice.classList.toggle("live-notice--trouble", isTrouble);
}

const outbox = new Outbox({
  url: page.dataset.say,
  key: page.dataset.code,
  token: page.querySelector("[name=csrfmiddlewaretoken]").value,
  tell: (waiting, trouble) => {
    if (trouble) say(notice.dataset.gone, true);
    else if (!waiting && !notice.classList.contains("live-notice--trouble")) say("");
    else if (waiting && page.dataset.line === "lost") say(notice.dataset.waiting);
  },
  refused: (thing, why) => say(why, true),
  stored: (thing) => {
    page.querySelector(`[data-thanks="${thing.what}"]`)?.removeAttribute("hidden");
    fetchMine();
  },
});

// --- what is pressed ------------------------------------------------------------------------------------------------

function mark() {
  for (const button of page.querySelectorAll("[data-key]")) {
    button.setAttribute("aria-pressed", pressed.has(button.dataset.key) ? "true" : "false");
  }
  for (const place of page.querySelectorAll("[data-own]")) place.hidden = pressed.has(place.dataset.own);
}

page.addEventListener("click", (event) => {
  const button = event.target.closest("button[data-say]");
  if (!button) return;
  const isBack = "takeBack" in button.dataset && pressed.has(button.dataset.key);
  const detail = JSON.parse(button.dataset.detail || "{}");
  for (const other of button.dataset.instead ? page.querySelectorAll(`[data-key^="${button.dataset.instead}"]`) : []) {
    pressed.delete(other.dataset.key);
  }
  if (isBack) pressed.delete(button.dataset.key);
  else if (button.dataset.key) pressed.add(button.dataset.key);
  mark();
  outbox.put({ what: button.dataset.say, ...detail, ...(isBack ? { take_back: true } : {}) });
});

page.addEventListener("submit", (event) => {
  const form = event.target.closest("form[data-say]");
  if (!form) return;
  event.preventDefault();
  const fields = Object.fromEntries([...new FormData(form)].filter(([name]) => name !== "csrfmiddlewaretoken"));
  if (!String(fields.text ?? "-").trim()) {
    form.querySelector("[name=text]")?.focus();
    return;
  }
  outbox.put({ what: form.dataset.say, ...fields }, { secret: "secret" in form.dataset });
  form.reset();
  form.querySelector("[name=text]")?.focus();
});

// --- what is mine ---------------------------------------------------------------------------------------------------

async function fetchMine() {
  try {
    const answer = await (await fetch(page.dataset.mine, { cache: "no-store" })).json();
    for (const [name, html] of Object.entries(answer.html)) {
      for (const place of page.querySelectorAll(`[data-mine="${name}"]`)) if (place.innerHTML !== html) place.innerHTML = html;
    }
    pressed = new Set([...answer.pressed, ...outbox.waiting.map((thing) => thing.key).filter(Boolean)]);
    mark();
  } catch {
    // What was fetched before stays.
  }
}

// Everybody's phone hears of it at once; they ask within two seconds of each other, not in the same moment.
on("mine", () => setTimeout(fetchMine, Math.random() * 2000));
on("turns", mark);
on("questions", mark);
on("poll", mark);
on("line", (isOpen) => {
  if (isOpen) {
    outbox.send();
    fetchMine();
    if (!notice.classList.contains("live-notice--trouble")) say("");
  } else say(notice.dataset.lost);
});
begin();
fetchMine();
