// What the screen, the phones and the host's phone have in common: the parts of the page follow the server, the turn that
// is on is shown, and the clocks tick.
//   [data-region=name]   its content is replaced when the region changes      [data-turn=key]   shown while that turn is on (buttons always)
//   [data-countdown]     the time left of what is on       [data-title] [data-who] [data-next]   of it
//   [data-ends]          when the evening ends as it looks now; [data-over] how much later than planned
//   [data-when=before|on|after]   shown before, during and after the evening

import { follow, serverNow } from "./line.js";
import { ahead, current, phase, plan, remaining } from "./running.js";

export const page = document.querySelector("[data-live]");
const isEmpty = page.dataset.number === "0"; // loaded without net, or nothing has happened yet
const runKey = `mikrovirk:run:${page.dataset.code}:${page.dataset.audience}`;
export const state = { run: (isEmpty && lastRun()) || JSON.parse(document.getElementById("run").textContent), local: null };
const listeners = {};

// Where the evening was when this page last heard of it: turns with their titles and names, nothing that was said.
function lastRun() {
  try {
    return JSON.parse(localStorage.getItem(runKey));
  } catch {
    return null;
  }
}

function keepRun(payload) {
  try {
    for (const key of Object.keys(localStorage)) {
      if (key.startsWith("mikrovirk:run:") && !key.startsWith(`mikrovirk:run:${page.dataset.code}:`)) localStorage.removeItem(key);
    }
    localStorage.setItem(runKey, JSON.stringify(payload));
  } catch {
    // A full or closed storage: a page loaded without net then shows what it began with.
  }
}

export const on = (name, does) => (listeners[name] ??= []).push(does);
export const run = () => state.local?.() ?? state.run;
export const all = (selector) => page.querySelectorAll(selector);

export function clock(ms) {
  const time = new Date(ms);
  return `${String(time.getHours()).padStart(2, "0")}.${String(time.getMinutes()).padStart(2, "0")}`;
}

export function minutes(seconds) {
  const whole = Math.ceil(Math.abs(seconds));
  const text = `${Math.floor(whole / 60)}.${String(whole % 60).padStart(2, "0")}`;
  return seconds < 0 ? `+${text}` : text;
}

const put = (selector, text) => {
  for (const place of all(selector)) if (place.textContent !== text) place.textContent = text;
};

export function tick() {
  const now = serverNow();
  const found = run();
  const turn = current(found);
  showTitle(turn);
  const left = remaining(found, now);
  const stage = found.endedAt ? "after" : found.nowOn ? "on" : "before";
  page.dataset.stage = stage;
  page.dataset.nowOn = found.nowOn ?? "";
  page.dataset.phase = turn ? phase(left, turn.seconds) : "calm";
  page.dataset.paused = turn && found.since === null ? "yes" : "";
  for (const place of all("[data-when]")) place.hidden = !place.dataset.when.split(" ").includes(stage);
  for (const place of all("[data-turn]:not(button)")) place.hidden = place.dataset.turn !== found.nowOn;
  put("[data-countdown]", turn ? minutes(left) : "");
  put("[data-title]", turn ? turn.title : "");
  put("[data-who]", turn ? turn.who : "");
  const next = ahead(found)[0];
  put("[data-next]", next && turn ? [next.title, next.who].filter(Boolean).join(" · ") : "");
  const rest = plan(found, now);
  put("[data-ends]", clock(rest.endsAt));
  put("[data-over]", rest.overSeconds >= 60 ? String(Math.round(rest.overSeconds / 60)) : "");
  for (const place of all("[data-if-over]")) place.hidden = rest.overSeconds < 60;
  for (const place of all("[data-if-next]")) place.hidden = !(next && turn);
  for (const does of listeners.tick ?? []) does(found, now, rest);
}

const isTyped = (field) =>
  field === document.activeElement ||
  (field.type === "checkbox" || field.type === "radio" ? field.checked !== field.defaultChecked : field.value !== field.defaultValue);

// New content for a part of the page: what somebody is typing in it stays, and so does what they have opened.
export function replaceIn(place, html) {
  const focused = document.activeElement;
  const typed = [...place.querySelectorAll("input[id], textarea[id]")].filter(isTyped);
  const open = [...place.querySelectorAll("details[id][open]")].map((details) => details.id);
  place.innerHTML = html;
  for (const field of typed) place.querySelector(`#${CSS.escape(field.id)}`)?.replaceWith(field);
  for (const id of open) place.querySelector(`#${CSS.escape(id)}`)?.setAttribute("open", "");
  if (focused !== document.activeElement && focused?.id) place.querySelector(`#${CSS.escape(focused.id)}`)?.focus();
}

export function take(name, payload) {
  if (name === "run") {
    state.run = payload;
    keepRun(payload);
  }
  for (const place of all(`[data-region="${name}"]`)) {
    if ("html" in payload) replaceIn(place, payload.html);
  }
  for (const does of listeners[name] ?? []) does(payload);
  tick();
}

// A page that was loaded without net has no pictures of its turns: then the title stands in their place.
function showTitle(turn) {
  const place = page.querySelector('[data-region="turns"]');
  if (!turn || !place || page.dataset.audience === "host") return;
  if (place.querySelector(`[data-turn="${CSS.escape(turn.key)}"]`)) return;
  const scene = document.createElement("div");
  scene.className = "scene";
  scene.dataset.turn = turn.key;
  for (const [name, text] of [["title", turn.title], ["who", turn.who]]) {
    const isScreen = page.dataset.audience === "screen";
    const line = document.createElement(name === "title" && !isScreen ? "h2" : "p");
    line.className = `${isScreen ? "screen" : "scene"}-${name}`;
    line.textContent = text;
    scene.append(line);
  }
  place.append(scene);
}

// So that the page can be loaded again without net; see worker.js.
async function workWithoutNet() {
  try {
    await navigator.serviceWorker.register("/l/worker.js", { scope: "/l/" });
    const { active } = await navigator.serviceWorker.ready;
    const names = performance.getEntriesByType("resource").map((entry) => new URL(entry.name));
    const isFile = ({ pathname }) => pathname.startsWith("/static/") || pathname.endsWith("/qr.svg");
    const files = names.filter((url) => url.origin === location.origin && isFile(url));
    active.postMessage({ path: location.pathname, files: [...new Set(files.map((url) => url.pathname))] });
  } catch {
    // No such thing here (an old browser, no https): the page works, but cannot be loaded again without net.
  }
}

export function begin() {
  follow({
    events: page.dataset.events,
    now: page.dataset.now,
    as: page.dataset.audience,
    names: page.dataset.names.split(" "),
    number: Number(page.dataset.number),
    take,
    tell: (isOpen) => {
      page.dataset.line = isOpen ? "open" : "lost";
      for (const does of listeners.line ?? []) does(isOpen);
    },
  });
  tick();
  setInterval(tick, 200);
  if (!isEmpty || !lastRun()) keepRun(state.run);
  if (document.readyState === "complete") workWithoutNet();
  else addEventListener("load", workWithoutNet);
}
