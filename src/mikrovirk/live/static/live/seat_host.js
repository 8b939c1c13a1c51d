// The host puts what the room gives in order: dragged by its lines, or with the list beside it.
//   [data-seat-board] > [data-seat-group=key (0: none)] > [data-seat-list] > [data-seat-input=key] with
//   [data-seat-handle] to drag by and select[data-seat-to] to choose a heading

import { outbox } from "./host.js";
import { page } from "./room.js";

const EDGE = 80; // pixels from the top and bottom of the window where it scrolls along
const FAR_ENOUGH = 6; // pixels before a press is a drag

let drag = null; // {key, ghost, x, y, place: {group, before}}

const rowOf = (key) => page.querySelector(`[data-seat-input="${key}"]`);

function move(key, group, before) {
  const list = page.querySelector(`[data-seat-group="${group}"] [data-seat-list]`);
  const row = rowOf(key);
  if (list && row) {
    const follower = before ? rowOf(before) : null;
    list.insertBefore(row, follower?.parentElement === list ? follower : null); // at once; the server's answer follows
    const chosen = row.querySelector("[data-seat-to]");
    if (chosen) chosen.value = String(group);
  }
  outbox.put({ what: "seat_move", input: Number(key), group: Number(group), ...(before ? { before: Number(before) } : {}) });
}

page.addEventListener("change", (event) => {
  const chosen = event.target.closest("[data-seat-to]");
  if (!chosen) return;
  move(chosen.closest("[data-seat-input]").dataset.seatInput, chosen.value, null);
  chosen.focus();
});

// --- dragging ---------------------------------------------------------------------------------------------------------

page.addEventListener("pointerdown", (event) => {
  const handle = event.target.closest("[data-seat-handle]");
  if (!handle || event.button) return;
  event.preventDefault();
  drag = { key: handle.closest("[data-seat-input]").dataset.seatInput, x: event.clientX, y: event.clientY };
});

function lift(event) {
  const row = rowOf(drag.key);
  const box = row?.getBoundingClientRect();
  if (!box) return;
  drag.ghost = row.cloneNode(true);
  for (const named of drag.ghost.querySelectorAll("[id]")) named.removeAttribute("id");
  drag.ghost.removeAttribute("data-seat-input");
  drag.ghost.classList.add("seat-ghost");
  drag.ghost.style.inlineSize = `${box.width}px`;
  drag.dx = drag.x - box.left;
  drag.dy = drag.y - box.top;
  page.append(drag.ghost);
  follow(event);
}

function follow(event) {
  drag.ghost.style.transform = `translate(${event.clientX - drag.dx}px, ${event.clientY - drag.dy}px)`;
}

// Where it would come to lie: the heading under the finger, and the input it would stand before.
function aim(event) {
  for (const marked of page.querySelectorAll(".seat-aim, .seat-aim-before")) marked.classList.remove("seat-aim", "seat-aim-before");
  const group = document.elementFromPoint(event.clientX, event.clientY)?.closest("[data-seat-group]");
  drag.place = null;
  if (!group) return;
  const follower = [...group.querySelectorAll("[data-seat-input]")].find((row) => {
    const box = row.getBoundingClientRect();
    return row.dataset.seatInput !== drag.key && event.clientY < box.top + box.height / 2;
  });
  group.classList.add("seat-aim");
  follower?.classList.add("seat-aim-before");
  drag.place = { group: group.dataset.seatGroup, before: follower?.dataset.seatInput ?? null };
}

addEventListener("pointermove", (event) => {
  if (!drag) return;
  if (!drag.ghost) {
    if (Math.hypot(event.clientX - drag.x, event.clientY - drag.y) < FAR_ENOUGH) return;
    lift(event);
    if (!drag.ghost) return;
  }
  follow(event);
  if (event.clientY < EDGE) scrollBy(0, -12);
  else if (event.clientY > innerHeight - EDGE) scrollBy(0, 12);
  aim(event);
});

function drop(isMeant) {
  if (!drag) return;
  const { key, ghost, place } = drag;
  ghost?.remove();
  for (const marked of page.querySelectorAll(".seat-aim, .seat-aim-before")) marked.classList.remove("seat-aim", "seat-aim-before");
  drag = null;
  if (isMeant && place) move(key, place.group, place.before);
}

addEventListener("pointerup", () => drop(true));
addEventListener("pointercancel", () => drop(false));
addEventListener("keydown", (event) => event.key === "Escape" && drop(false));
