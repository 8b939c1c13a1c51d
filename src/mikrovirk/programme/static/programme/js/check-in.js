// The list at the door. A tap shows at once, is kept on the phone, and is sent when there is net: each with an id of its
// own, so that the same tap sent twice counts once. Without this file every button is an ordinary form.

const RETRY_MS = 5000;
const LOOK_MS = 20000; // how often this phone looks what the others at the door have tapped
const door = document.querySelector("[data-door]");
const list = door.querySelector("[data-list]");
const status = door.querySelector("[data-status]");
const search = door.querySelector("[data-search]");
const nobody = door.querySelector("[data-nobody]");
const addForm = door.querySelector("[data-add]");
const token = () => door.querySelector("[name=csrfmiddlewaretoken]").value;
const key = `mikrovirk:door:${door.dataset.door}`;

let queue = read();
let isSending = false;
let timer;

function read() {
  try {
    return JSON.parse(localStorage.getItem(key)) || [];
  } catch {
    return [];
  }
}

function keep() {
  try {
    if (queue.length) localStorage.setItem(key, JSON.stringify(queue));
    else localStorage.removeItem(key);
  } catch {
    // A full or closed storage: what was tapped is still sent from memory.
  }
}

const newId = () => `${Date.now().toString(36)}-${crypto.getRandomValues(new Uint32Array(2)).join("-")}`;

// --- what is seen ---------------------------------------------------------------------------------------------------

function rowOf(signUp) {
  return list?.querySelector(`[data-sign-up="${signUp}"]`);
}

function show(row, isHere) {
  if (isHere === (row.dataset.state === "here")) return;
  row.dataset.before ??= row.dataset.state;
  row.dataset.state = isHere ? "here" : row.dataset.before === "waits" ? "waits" : "missing";
  row.classList.toggle("door-row--here", isHere);
  const button = row.querySelector(".door-button");
  button.classList.toggle("button--primary", !isHere);
  button.value = isHere ? "0" : "1";
  button.querySelector("span").textContent = isHere ? door.dataset.undo : door.dataset.came;
}

function addRow(tap) {
  if (!list || list.querySelector(`[data-tap="${tap.id}"]`)) return;
  const row = door.querySelector("[data-walk-in-row]").content.firstElementChild.cloneNode(true);
  row.dataset.tap = tap.id;
  row.querySelector(".row-title").textContent = tap.name;
  list.prepend(row);
}

function count() {
  const of = (selector) => (list ? list.querySelectorAll(selector).length : 0);
  const numbers = {
    here: of("[data-state=here]"),
    missing: of("[data-state=missing]"),
    "walk-ins": of("[data-walk-in][data-state=here]"),
  };
  for (const [name, number] of Object.entries(numbers)) {
    const place = door.querySelector(`[data-count="${name}"]`);
    if (place.textContent !== String(number)) place.textContent = number;
  }
}

function say(words, kind = "") {
  status.hidden = !words;
  status.className = `notice door-status ${kind}`;
  if (status.textContent !== words) status.textContent = words;
}

function narrow() {
  if (!list) return;
  const sought = search.value.trim().toLowerCase();
  let found = 0;
  for (const row of list.children) {
    row.hidden = sought !== "" && !row.querySelector("[data-words]").textContent.toLowerCase().includes(sought);
    found += row.hidden ? 0 : 1;
  }
  nobody.hidden = found > 0 || sought === "";
}

// --- taps -----------------------------------------------------------------------------------------------------------

function put(tap) {
  queue.push({ id: newId(), at: new Date().toISOString(), ...tap });
  keep();
  count();
  send();
}

function press(row) {
  const isHere = row.dataset.state === "here";
  if (row.dataset.tap && !row.dataset.signUp) {
    // A walk-in that has not been sent: nobody needs to hear of it.
    queue = queue.filter((tap) => tap.id !== row.dataset.tap);
    keep();
    row.remove();
    count();
    return;
  }
  const signUp = Number(row.dataset.signUp);
  if (isHere && row.hasAttribute("data-walk-in")) row.remove();
  else show(row, !isHere);
  put({ sign_up: signUp, came: !isHere });
}

door.addEventListener("click", (event) => {
  const button = event.target.closest(".door-button");
  if (!button) return;
  event.preventDefault();
  press(button.closest(".door-row"));
});

addForm?.addEventListener("submit", (event) => {
  const name = addForm.elements.name.value.trim();
  // Long before the meeting, without a name, or with nothing on the list yet, the page itself answers.
  if (!name || !list || "early" in addForm.dataset) return;
  event.preventDefault();
  event.stopImmediatePropagation();
  const tap = { id: newId(), name, email: addForm.elements.email.value.trim() };
  addRow(tap);
  put(tap);
  addForm.reset();
  search.value = "";
  narrow();
  addForm.elements.name.focus();
}, true);

// --- sending --------------------------------------------------------------------------------------------------------

function again() {
  clearTimeout(timer);
  timer = setTimeout(send, queue.length ? RETRY_MS : LOOK_MS);
}

async function send() {
  if (isSending) return;
  clearTimeout(timer);
  isSending = true;
  const sent = queue.slice();
  try {
    const answer = await fetch(door.dataset.taps, {
      method: "POST",
      headers: { "Content-Type": "application/json", "X-CSRFToken": token() },
      body: JSON.stringify({ taps: sent }),
      redirect: "manual",
    });
    const isSignedOut = answer.type === "opaqueredirect" || [401, 403, 404].includes(answer.status);
    if (!answer.ok) throw Object.assign(new Error("refused"), { isSignedOut });
    settle(await answer.json());
    say("");
  } catch (problem) {
    if (problem.isSignedOut && queue.length) say(door.dataset.signedOut, "notice--warning");
    else if (queue.length) say(door.dataset.kept, "notice--warning");
  } finally {
    isSending = false;
    if (queue.length > 0 && status.hidden) send();
    else again();
  }
}

function settle(answer) {
  const settled = new Set([...answer.done, ...answer.refused.map((tap) => tap.id)]);
  queue = queue.filter((tap) => !settled.has(tap.id));
  keep();
  for (const [id, signUp] of Object.entries(answer.added)) {
    const row = list?.querySelector(`[data-tap="${id}"]`);
    const known = rowOf(signUp);
    if (row && known && known !== row) row.remove(); // they were on the list after all
    else if (row) row.dataset.signUp = signUp;
  }
  const waiting = new Set(queue.map((tap) => tap.sign_up));
  const here = new Set(answer.came);
  for (const row of list?.querySelectorAll("[data-sign-up]") || []) {
    const signUp = Number(row.dataset.signUp);
    if (!waiting.has(signUp)) show(row, here.has(signUp));
  }
  count();
  for (const tap of answer.refused) refuse(tap);
}

function refuse(tap) {
  list?.querySelector(`[data-tap="${tap.id}"]`)?.remove();
  const notice = document.createElement("p");
  notice.className = "notice notice--error";
  notice.setAttribute("role", "alert");
  notice.textContent = tap.why;
  status.after(notice);
  count();
}

// --- beginning ------------------------------------------------------------------------------------------------------

// What was tapped before the page was opened anew and has not been sent yet.
for (const tap of queue) {
  const row = tap.sign_up && rowOf(tap.sign_up);
  if (row) show(row, tap.came);
  else if (tap.name) addRow(tap);
}
count();
search.addEventListener("input", narrow);
search.form.addEventListener("submit", (event) => event.preventDefault());
narrow();
window.addEventListener("online", send);
document.addEventListener("visibilitychange", () => document.visibilityState === "visible" && send());
if (queue.length) {
  say(door.dataset.kept, "notice--warning");
  send();
} else again();
