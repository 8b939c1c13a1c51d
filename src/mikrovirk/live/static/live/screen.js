// The screen for the projector: what is on, or what the host shows instead. Follows the host's page in the same browser
// too, so that both can go on when the net is down.

import { after } from "./running.js";
import { begin, on, page, state, tick } from "./room.js";

on("showing", ({ what }) => {
  page.dataset.showing = what;
});

const channel = new BroadcastChannel(`mikrovirk-evening-${page.dataset.code}`);
let pressed = []; // by the host in this browser, and perhaps not known to the server yet
state.local = () => {
  const held = new Set(state.run.holds);
  return pressed.filter((action) => !held.has(action.id)).reduce(after, state.run);
};
channel.addEventListener("message", ({ data }) => {
  if (!data.pressed) return;
  pressed = data.pressed;
  tick();
});
channel.postMessage({ ask: true });

page.querySelector("[data-full-screen]")?.addEventListener("click", () => document.documentElement.requestFullscreen());
document.addEventListener("fullscreenchange", () => {
  page.dataset.full = document.fullscreenElement ? "yes" : "";
});

// A projector's computer must not go to sleep.
async function stayAwake() {
  try {
    await navigator.wakeLock?.request("screen");
  } catch {
    // Not allowed: the computer's own settings decide.
  }
}
document.addEventListener("visibilitychange", () => document.hidden || stayAwake());
stayAwake();
begin();
