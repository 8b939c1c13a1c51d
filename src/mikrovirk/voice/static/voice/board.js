// Sorting what members say: dragged with mouse or finger, or moved with the keyboard. Without it the ticks and buttons do all.
//   [data-board data-sort=address data-here=address] > [data-group=key (0: not sorted)] > [data-list] > [data-input=key] with
//   button[data-handle] to drag by, and a tick; what is ticked moves along.
//   [data-outcome-form]: the draft words of an outcome stand in the field until somebody writes their own.

const EDGE = 90; // pixels from the top and bottom of the window where it scrolls along
const FAR_ENOUGH = 6; // pixels before a press is a drag
const MOVES = { ArrowUp: -1, ArrowDown: 1 };

const board = () => document.querySelector("[data-board]");
const rowOf = (key) => board()?.querySelector(`[data-input="${key}"]`);
const groups = () => [...(board()?.querySelectorAll("[data-group]") ?? [])];
const groupOf = (row) => row.closest("[data-group]");
const said = document.getElementById("board-said");

function say(words) {
  if (said) said.textContent = words;
}

// What moves: all that is ticked, if the one that is moved is ticked too.
function keysWith(key) {
  const ticked = [...board().querySelectorAll("[data-input] .voice-tick:checked")].map((tick) => tick.value);
  return ticked.includes(key) ? ticked : [key];
}

function send(keys, group, before) {
  const { sort, here } = board().dataset;
  const values = { inputs: keys, to: group, next: here, ...(before ? { before } : {}) };
  window.htmx.ajax("POST", sort, { values, target: "#board", select: "#board", selectOOB: "#messages", swap: "outerHTML" });
}

function shown() {
  for (const hidden of document.querySelectorAll("[data-js][hidden]")) hidden.hidden = false;
  count();
}

function count() {
  const counter = board()?.querySelector("[data-ticked-count]");
  if (counter) counter.textContent = board().querySelectorAll(".voice-tick:checked").length;
}

document.addEventListener("change", (event) => event.target.matches(".voice-tick") && count());
document.addEventListener("htmx:afterSettle", shown);
shown();

// --- dragging ---------------------------------------------------------------------------------------------------------

let drag = null; // {key, keys, x, y, ghost, tray, place: {group, before}}

document.addEventListener("pointerdown", (event) => {
  const handle = event.target.closest("[data-handle]");
  if (!handle || event.button || lifted) return;
  event.preventDefault();
  handle.focus({ preventScroll: true });
  const key = handle.closest("[data-input]").dataset.input;
  drag = { key, keys: keysWith(key), x: event.clientX, y: event.clientY, pointer: event.pointerId };
});

function lift() {
  const row = rowOf(drag.key);
  const box = row?.getBoundingClientRect();
  if (!box) return;
  drag.ghost = document.createElement("div");
  drag.ghost.className = "voice-input voice-ghost";
  drag.ghost.append(row.querySelector(".voice-words").cloneNode(true));
  drag.ghost.style.inlineSize = `${Math.min(box.width, 360)}px`;
  if (drag.keys.length > 1) {
    const many = document.createElement("span");
    many.className = "voice-ghost-count";
    many.textContent = drag.keys.length;
    drag.ghost.append(many);
  }
  drag.dx = Math.min(drag.x - box.left, 320);
  drag.dy = drag.y - box.top;
  document.body.append(drag.ghost);
  layTray();
}

// On a phone the themes are far away: their names lie at the foot of the window while something is dragged.
function layTray() {
  drag.tray = document.createElement("div");
  drag.tray.className = "voice-tray";
  for (const group of groups()) {
    const name = document.createElement("div");
    name.dataset.group = group.dataset.group;
    name.textContent = nameOf(group);
    drag.tray.append(name);
  }
  document.body.append(drag.tray);
}

const nameOf = (group) => (group.querySelector("[data-group-name]")?.firstChild?.textContent ?? "").trim();

function unmark() {
  for (const marked of document.querySelectorAll(".voice-aim, .voice-aim-before")) {
    marked.classList.remove("voice-aim", "voice-aim-before");
  }
}

function aim(event) {
  unmark();
  drag.place = null;
  const group = document.elementFromPoint(event.clientX, event.clientY)?.closest("[data-group]");
  if (!group) return;
  group.classList.add("voice-aim");
  const isSorted = group.dataset.group !== "0";
  const follower = isSorted && [...group.querySelectorAll("[data-input]")].find((row) => {
    const box = row.getBoundingClientRect();
    return !drag.keys.includes(row.dataset.input) && event.clientY < box.top + box.height / 2;
  });
  if (follower) follower.classList.add("voice-aim-before");
  drag.place = { group: group.dataset.group, before: follower ? follower.dataset.input : null };
}

addEventListener("pointermove", (event) => {
  if (!drag || event.pointerId !== drag.pointer) return;
  if (!drag.ghost) {
    if (Math.hypot(event.clientX - drag.x, event.clientY - drag.y) < FAR_ENOUGH) return;
    lift();
    if (!drag.ghost) return;
  }
  drag.ghost.style.transform = `translate(${event.clientX - drag.dx}px, ${event.clientY - drag.dy}px)`;
  scrollAlong(event);
  aim(event);
});

// The themes have a window of their own on a wide screen; near its edge it scrolls, else the page does.
function scrollAlong(event) {
  const under = document.elementFromPoint(event.clientX, event.clientY);
  if (under?.closest(".voice-tray")) return;
  const themes = under?.closest(".voice-themes");
  const isOwn = themes && themes.scrollHeight > themes.clientHeight;
  const box = isOwn ? themes.getBoundingClientRect() : { top: 0, bottom: innerHeight };
  const by = event.clientY < box.top + EDGE ? -14 : event.clientY > box.bottom - EDGE ? 14 : 0;
  if (by) (isOwn ? themes : window).scrollBy(0, by);
}

function drop(isMeant) {
  if (!drag) return;
  const { key, keys, ghost, tray, place } = drag;
  ghost?.remove();
  tray?.remove();
  unmark();
  drag = null;
  if (!isMeant || !place) return;
  const row = rowOf(key);
  if (place.group === "0" && groupOf(row).dataset.group === "0") return; // what is not sorted has no order
  send(keys, place.group, place.before);
}

addEventListener("pointerup", (event) => drag?.pointer === event.pointerId && drop(true));
addEventListener("pointercancel", () => drop(false));

// --- the keyboard -----------------------------------------------------------------------------------------------------

let lifted = null; // {row, parent, next, handle}

function take(handle) {
  const row = handle.closest("[data-input]");
  lifted = { row, parent: row.parentElement, next: row.nextElementSibling, handle };
  row.classList.add("voice-lifted");
  handle.setAttribute("aria-pressed", "true");
  say(`${said.dataset.taken} ${where()}`);
}

function where() {
  const group = groupOf(lifted.row);
  const rows = [...group.querySelectorAll("[data-input]")];
  return said.dataset.place
    .replace("{theme}", nameOf(group))
    .replace("{place}", rows.indexOf(lifted.row) + 1)
    .replace("{count}", rows.length);
}

function lay(list, before) {
  if (!list) return;
  list.insertBefore(lifted.row, before);
  lifted.handle.focus({ preventScroll: true });
  lifted.row.scrollIntoView({ block: "nearest" });
  say(where());
}

function listOf(group) {
  const list = group.querySelector("[data-list]");
  if (list) return list;
  const made = document.createElement("ul"); // where all is sorted there is no list to begin with
  made.className = "voice-list";
  made.dataset.list = "";
  group.querySelector("h2").after(made);
  return made;
}

function step(key) {
  const { row } = lifted;
  if (key === "ArrowUp" && row.previousElementSibling) lay(row.parentElement, row.previousElementSibling);
  else if (key === "ArrowDown" && row.nextElementSibling) lay(row.parentElement, row.nextElementSibling.nextElementSibling);
  else {
    const all = groups();
    const forward = key === "ArrowRight" || key === "ArrowDown";
    const other = all[all.indexOf(groupOf(row)) + (forward ? 1 : -1)];
    if (!other) return;
    const list = listOf(other);
    lay(list, key === "ArrowDown" || key === "ArrowRight" ? list.firstElementChild : null);
  }
}

function put(isMeant) {
  const { row, parent, next, handle } = lifted;
  const keys = keysWith(row.dataset.input);
  const group = groupOf(row).dataset.group;
  const before = row.nextElementSibling?.dataset.input ?? null;
  row.classList.remove("voice-lifted");
  handle.removeAttribute("aria-pressed");
  const isWhereItWas = row.parentElement === parent && row.nextElementSibling === next;
  lifted = null;
  if (!isMeant || isWhereItWas) {
    parent.insertBefore(row, next);
    handle.focus();
    say(said.dataset.left);
    return;
  }
  say(said.dataset.put);
  send(keys, group, group === "0" ? null : before);
}

document.addEventListener("keydown", (event) => {
  if (event.key === "Escape" && drag) return drop(false);
  const handle = event.target.closest?.("[data-handle]");
  if (!handle) return lifted && event.key === "Escape" ? put(false) : undefined;
  if (event.key === " " || event.key === "Enter") {
    event.preventDefault();
    if (lifted) put(true);
    else take(handle);
  } else if (lifted && (event.key in MOVES || event.key === "ArrowLeft" || event.key === "ArrowRight")) {
    event.preventDefault();
    step(event.key);
  } else if (lifted && event.key === "Escape") put(false);
  else if (lifted && event.key === "Tab") put(false);
});

document.addEventListener("focusout", (event) => {
  if (lifted && event.target === lifted.handle && event.relatedTarget && event.relatedTarget !== lifted.handle) put(false);
});

// --- the words of an outcome ------------------------------------------------------------------------------------------

for (const form of document.querySelectorAll("[data-outcome-form]")) {
  const drafts = JSON.parse(form.querySelector("script[type='application/json']").textContent);
  const field = form.querySelector("[data-outcome-words]");
  form.addEventListener("change", (event) => {
    const isOurs = !field.value.trim() || Object.values(drafts).includes(field.value);
    if (event.target.name === "outcome" && isOurs) {
      field.value = drafts[event.target.value] ?? "";
      field.dispatchEvent(new Event("input", { bubbles: true }));
    }
  });
}
