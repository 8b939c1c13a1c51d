// Whom to meet, on the host's phone, the screen and the phones.
//   form[data-send]      is sent without leaving the page; [data-told] shows what came of it
//   [data-round-clock]   the time left of the timed round
//   [data-pages]         pages of names that turn by themselves, unless somebody holds them or wishes less motion

import { serverNow } from "./line.js";
import { all, minutes, on, page, take } from "./room.js";

const PAGE_MS = 9000;

function tick() {
  const clocks = [...all("[data-round-clock]")];
  page.dataset.cardRound = clocks[0]?.dataset.roundNow ?? "";
  for (const place of clocks) {
    const text = place.dataset.until ? minutes((Number(place.dataset.until) - serverNow()) / 1000) : "";
    if (place.textContent !== text) place.textContent = text;
  }
}

// --- the host ---------------------------------------------------------------------------------------------------------

let isSending = false;

page.addEventListener("submit", async (event) => {
  const form = event.target.closest("form[data-send]");
  if (!form) return;
  event.preventDefault();
  if (isSending) return;
  isSending = true;
  const told = page.querySelector("[data-told]");
  const say = (words) => {
    told.textContent = words;
    told.hidden = !words;
  };
  say(told.dataset.working);
  event.submitter?.setAttribute("aria-disabled", "true");
  try {
    const answer = await fetch(form.action, {
      method: "POST",
      headers: { Accept: "application/json" },
      body: new FormData(form, event.submitter),
    });
    say((await answer.json()).told);
  } catch {
    say(told.dataset.failed);
  }
  event.submitter?.removeAttribute("aria-disabled");
  isSending = false;
});

// --- the pages on the screen ------------------------------------------------------------------------------------------

const likesStillness = matchMedia("(prefers-reduced-motion: reduce)");
let isHeld = likesStillness.matches;
let shown = 0;

// Long names take more lines: the letters shrink until the page is whole.
function fit(shownPage) {
  const frame = shownPage.parentElement;
  for (let size = 1; size > 0.5; size -= 0.05) {
    frame.style.setProperty("--meet-size", size);
    if (shownPage.scrollHeight <= frame.clientHeight) return;
  }
}

function turn(by) {
  const pages = [...all("[data-page]")];
  if (!pages.length) return;
  shown = (shown + by + pages.length) % pages.length;
  pages.forEach((each, number) => {
    each.hidden = number !== shown;
  });
  fit(pages[shown]);
  for (const place of all("[data-page-number]")) place.textContent = pages[shown].getAttribute("aria-label");
  for (const button of all("[data-page-stop]")) button.setAttribute("aria-pressed", isHeld ? "true" : "false");
}

page.addEventListener("click", (event) => {
  const go = event.target.closest("[data-page-go]");
  if (go) turn(Number(go.dataset.pageGo));
  if (go || event.target.closest("[data-page-stop]")) {
    isHeld = go ? true : !isHeld;
    turn(0);
  }
});

on("cards", () => {
  shown = 0;
  turn(0);
});
on("showing", () => turn(0));
on("tick", tick);
setInterval(() => isHeld || turn(1), PAGE_MS);

// Somebody takes the phone up again: what the others wrote of themselves may be new.
document.addEventListener("visibilitychange", () => document.hidden || take("mine", {}));

turn(0);
