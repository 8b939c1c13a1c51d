// The phone of somebody in the room.
//   button[data-say=what]  sends {what, …data-detail}; with data-key its pressed state is kept (and taken back by a second
//                          press where data-take-back stands)
//   form[data-say=what]    sends its fields; data-secret: never kept in the browser; [data-thanks] is shown when it is stored
//   [data-refused=what]    why such a thing was refused, beside its field
//   [data-mine=name]       what belongs to this phone alone

import { Outbox } from "./outbox.js";
import { begin, on, page, replaceIn } from "./room.js";

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
  refused: (thing, why) => {
    say(why, true);
    for (const beside of page.querySelectorAll(`[data-refused="${thing.what}"]`)) {
      beside.textContent = why;
      beside.hidden = false;
    }
    const text = page.querySelector(`form[data-say="${thing.what}"] [name=text]`);
    if (text && !text.value && thing.text) text.value = thing.text; // nobody types it twice
  },
  stored: (thing) => {
    for (const thanks of page.querySelectorAll(`[data-thanks="${thing.what}"]`)) thanks.hidden = false;
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
  say("");
  outbox.put({ what: button.dataset.say, ...detail, ...(isBack ? { take_back: true } : {}) });
});

// What is only for this room is not kept in the browser; nor is anything while something is on that stays in the room.
const isSecret = (form, fields) =>
  "secret" in form.dataset || "room_only" in fields || page.querySelector("[data-turn]:not([hidden]) [data-secret]") !== null;

page.addEventListener("submit", (event) => {
  const form = event.target.closest("form[data-say]");
  if (!form) return;
  event.preventDefault();
  const fields = Object.fromEntries([...new FormData(form)].filter(([name]) => name !== "csrfmiddlewaretoken"));
  if (!String(fields.text ?? "-").trim()) {
    form.querySelector("[name=text]")?.focus();
    return;
  }
  say("");
  outbox.put({ what: form.dataset.say, ...fields }, { secret: isSecret(form, fields) });
  form.reset();
  const field = form.querySelector("[name=text]");
  field?.dispatchEvent(new Event("input", { bubbles: true })); // what counts its letters begins anew
  field?.focus();
});

// --- what is mine ---------------------------------------------------------------------------------------------------

const shown = new Map();

async function fetchMine() {
  try {
    const answer = await (await fetch(page.dataset.mine, { cache: "no-store" })).json();
    for (const [name, html] of Object.entries(answer.html)) {
      for (const place of page.querySelectorAll(`[data-mine="${name}"]`)) {
        if (shown.get(place) !== html) replaceIn(place, html);
        shown.set(place, html);
      }
    }
    pressed = new Set([...answer.pressed, ...outbox.waiting.map((thing) => thing.key).filter(Boolean)]);
    mark();
  } catch {
    // What was fetched before stays.
  }
}

// Everybody's phone hears of it at once; they ask within two seconds of each other, not in the same moment.
on("mine", () => setTimeout(fetchMine, Math.random() * 2000));
on("turns", () => {
  mark();
  if (isThreeMinutes()) setTimeout(fetchMine, Math.random() * 2000); // a turn may have become this phone's
});
on("questions", mark);
on("poll", mark);
on("draft", () => {
  mark();
  // Whoever was writing about the point before finds it again.
  for (const field of page.querySelectorAll(".draft-others textarea")) if (field.value) field.closest(".draft-others").open = true;
});
on("line", (isOpen) => {
  if (isOpen) {
    outbox.send();
    fetchMine();
    if (!notice.classList.contains("live-notice--trouble")) say("");
  } else say(notice.dataset.lost);
});

// --- three minutes ----------------------------------------------------------------------------------------------------

// Hands go to one phone: only those fetch what is theirs whose turn it was, or who were just told yes.
const isThreeMinutes = () => page.querySelector('[data-say="hand"]') !== null;
const speaks = (turn) => pressed.has(`speaks:${turn}`);
let toldYes = 0;

on("hands", ({ turns, phones }) => {
  const yes = phones.filter((phone) => pressed.has(`phone:${phone}`)).length;
  if (turns.some(speaks) || yes !== toldYes) fetchMine();
  toldYes = yes;
});
on("run", ({ turns }) => turns.some((turn) => speaks(turn.key)) && fetchMine());
begin();
