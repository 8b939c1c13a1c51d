// The host's phone: the remote control. Every press counts at once here, is kept, and is sent when there is net.
//   button[data-press=kind]  with data-turn (else what is on), data-seconds, data-other; data-to=next|back for "go"
//   button[data-do=what]     sends {what, …data-detail};  form[data-do=what] sends its fields; data-secret: never kept in the browser

import { Outbox } from "./outbox.js";
import { after, ahead, current } from "./running.js";
import { begin, clock, minutes, on, page, run, state, tick } from "./room.js";

const notice = page.querySelector("[data-notice]");
const list = page.querySelector("[data-turns]");
const row = page.querySelector("[data-turn-row]");
const channel = new BroadcastChannel(`mikrovirk-evening-${page.dataset.code}`);

const outbox = new Outbox({
  url: page.dataset.say,
  key: `${page.dataset.code}:host`,
  token: page.querySelector("[name=csrfmiddlewaretoken]").value,
  tell: (waiting) => {
    notice.textContent = waiting && page.dataset.line === "lost" ? notice.dataset.waiting : "";
    notice.hidden = !notice.textContent;
  },
  refused: (thing, why) => {
    notice.textContent = why;
    notice.hidden = !why;
    showScreen();
  },
});

// What was pressed and the server's state does not hold yet: what waits, and what is stored but has not come back.
const isStored = new Map();
const pressed = () => {
  const held = new Set(state.run.holds);
  const waiting = outbox.waiting.filter((thing) => thing.what === "press");
  return [...isStored.values(), ...waiting].filter((action) => !held.has(action.id));
};
state.local = () => pressed().reduce(after, state.run);
const showScreen = () => channel.postMessage({ pressed: pressed() });
outbox.stored = (thing) => {
  if (thing.what === "press") isStored.set(thing.id, thing);
};
on("run", ({ holds }) => {
  for (const id of holds) isStored.delete(id);
  showScreen();
});
channel.addEventListener("message", ({ data }) => data.ask && showScreen());

function press(action) {
  outbox.put({ what: "press", ...action });
  showScreen();
  tick();
}

function target(to) {
  const found = run();
  if (to === "next") return ahead(found)[0]?.key;
  const before = found.turns.slice(0, found.turns.findIndex((turn) => turn.key === found.nowOn));
  return before.filter((turn) => !found.skipped.includes(turn.key)).at(-1)?.key;
}

// Who gets the turn: button[data-press=name] with data-named and data-person, data-sign-up or data-phone.
function named({ dataset }) {
  const keys = { sign_up: dataset.signUp, person: dataset.person, phone: dataset.phone };
  return { who: dataset.named, ...Object.fromEntries(Object.entries(keys).map(([name, key]) => [name, key ? Number(key) : null])) };
}

page.addEventListener("click", (event) => {
  const button = event.target.closest("button[data-press], button[data-do]");
  if (!button) return;
  if (button.dataset.do) {
    outbox.put({ what: button.dataset.do, ...JSON.parse(button.dataset.detail || "{}") });
    return;
  }
  const { press: kind, turn, to, seconds, other } = button.dataset;
  const action = { kind, turn: to ? target(to) : turn || run().nowOn || "" };
  if (to && !action.turn) {
    if (to === "next" && run().nowOn) press({ kind: "end", turn: "" });
    return;
  }
  if (seconds) action.seconds = Number(seconds);
  if (other) action.other = other;
  if (kind === "name") Object.assign(action, named(button));
  press(action);
});

page.addEventListener("submit", (event) => {
  const form = event.target.closest("form[data-do]");
  if (!form) return;
  event.preventDefault();
  const fields = new FormData(form);
  const thing = { what: form.dataset.do };
  for (const name of new Set(fields.keys())) {
    const values = fields.getAll(name).filter((value) => value !== "");
    thing[name] = form.querySelector(`[name="${name}"][data-many]`) ? values : fields.get(name);
  }
  outbox.put(thing, { secret: "secret" in form.dataset });
  form.reset();
});

// --- the list of turns ------------------------------------------------------------------------------------------------

let drawn = "";

on("tick", (found, now, rest) => {
  const starts = new Map(rest.rest.map((each) => [each.turn.key, each]));
  const picture = JSON.stringify([found.turns, found.skipped, found.nowOn, found.endedAt]);
  if (picture !== drawn) draw(found);
  drawn = picture;
  for (const line of list.children) {
    const planned = starts.get(line.dataset.row);
    line.querySelector("[data-starts]").textContent = planned ? clock(planned.startsAt) : "";
    line.querySelector("[data-length]").textContent = planned ? minutes(planned.seconds) : "";
  }
  const isPaused = Boolean(found.nowOn && found.since === null);
  for (const button of page.querySelectorAll("[data-press=pause]")) button.hidden = isPaused || !found.nowOn;
  for (const button of page.querySelectorAll("[data-press=resume]")) button.hidden = !isPaused;
});

function draw(found) {
  const turns = found.turns;
  const open = list.querySelector("details[open]")?.closest("[data-row]")?.dataset.row;
  const place = turns.findIndex((turn) => turn.key === found.nowOn);
  list.replaceChildren(
    ...turns.map((turn, number) => {
      const line = row.content.firstElementChild.cloneNode(true);
      const isSkipped = found.skipped.includes(turn.key);
      line.dataset.row = turn.key;
      line.classList.toggle("live-row--on", turn.key === found.nowOn);
      line.classList.toggle("live-row--done", Boolean(found.endedAt) || (found.nowOn !== null && number < place));
      line.classList.toggle("live-row--skipped", isSkipped);
      line.querySelector("[data-row-title]").textContent = turn.title;
      line.querySelector("[data-row-who]").textContent = turn.who;
      for (const button of line.querySelectorAll("[data-press]")) button.dataset.turn = turn.key;
      const following = turns.slice(number + 1).find((other) => !found.skipped.includes(other.key));
      const swap = line.querySelector("[data-press=swap]");
      swap.dataset.other = following?.key ?? "";
      swap.hidden = !following || turn.key === found.nowOn;
      line.querySelector("[data-press=skip]").hidden = isSkipped || turn.key === found.nowOn;
      line.querySelector("[data-press=keep]").hidden = !isSkipped;
      line.querySelector("[data-empty-turn]").hidden = turn.kind !== "introductions" || turn.who !== "";
      const give = line.querySelector("[data-give-away]");
      give.hidden = turn.kind !== "introductions";
      give.open = turn.who === "";
      give.querySelector("[data-give]").dataset.turnOf = turn.key;
      if (turn.key === open) line.querySelector("details").open = true;
      return line;
    }),
  );
}

// To whom a turn can be given stands on the page once, and is put beside every turn it may be for.
let newcomers = 0; // how often the list has come

function fillGive() {
  for (const place of page.querySelectorAll("[data-give]")) {
    if (place.dataset.filled === String(newcomers)) continue;
    place.innerHTML = page.querySelector('[data-region="newcomers"]').innerHTML;
    const { turnOf } = place.dataset;
    for (const button of place.querySelectorAll("button")) button.dataset.turn = turnOf;
    const isTaken = Boolean(run().turns.find((turn) => turn.key === turnOf)?.who);
    for (const button of place.querySelectorAll("[data-if-taken]")) button.hidden = !isTaken;
    place.dataset.filled = String(newcomers);
  }
}
on("newcomers", () => {
  newcomers += 1;
});
on("tick", fillGive);

on("line", (isOpen) => {
  page.querySelector("[data-offline]").hidden = isOpen;
  if (isOpen) outbox.send();
});
export { current, outbox };
begin();
