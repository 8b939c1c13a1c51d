// The line to the server: what changes comes by server-sent events, and where those do not get through by asking every
// few seconds. Also the server's clock, since phones' clocks differ.

const ASK_MS = 3000;
const ASK_TIMEOUT_MS = 8000;
const LISTEN_AGAIN_MS = 60000; // while asking: when to try a line again, at the latest
const FIRST_WORD_MS = 6000; // a line that is open says so at once; a proxy that gathers answers keeps it to itself
const QUIET_MS = 40000; // the server says something every 15 seconds; after this silence the line is taken for lost
const CLOCK_MS = 5 * 60000;
const CLOCK_KEY = "mikrovirk:clock";

let offset = 0; // server minus this device, in milliseconds
try {
  offset = Number(localStorage.getItem(CLOCK_KEY)) || 0; // as it was: the page may be loaded without net
} catch {
  // A closed storage: the device's own clock until the server has answered.
}

export const serverNow = () => Date.now() + offset;

async function asked(url) {
  const answer = await fetch(url, { cache: "no-store", signal: AbortSignal.timeout(ASK_TIMEOUT_MS) });
  if (!answer.ok) throw new Error(String(answer.status));
  return answer.json();
}

// The best of a few questions: the quickest answer is the least wrong.
export async function setClock(url) {
  let best = Infinity;
  for (let turn = 0; turn < 4; turn += 1) {
    const before = performance.now();
    try {
      const answer = await asked(url);
      const took = performance.now() - before;
      if (took < best) {
        best = took;
        offset = answer.now + took / 2 - Date.now();
      }
    } catch {
      break;
    }
  }
  try {
    if (best < Infinity) localStorage.setItem(CLOCK_KEY, String(Math.round(offset)));
  } catch {
    // As above.
  }
}

// `take(name, payload)` for every region that changed; `tell(isOpen)` when the line is lost or found.
export function follow({ events, now, as, names, number, take, tell }) {
  let seen = number; // all that changed up to here has come
  const newest = {}; // the number of each region's own change
  let source = null;
  let asking = null;
  let isAsking = false;
  let quiet = null; // fires when nothing has been heard for too long
  let again = null; // when to listen again
  let failures = 0;
  let told = null;

  const say = (isOpen) => {
    if (isOpen !== told) tell(isOpen);
    told = isOpen;
  };
  const got = (name, own, payload) => {
    if (own < (newest[name] ?? 0)) return; // an older one that was on its way
    newest[name] = own;
    take(name, payload);
  };

  async function ask() {
    if (isAsking) return;
    isAsking = true;
    try {
      const answer = await asked(`${now}?as=${as}&since=${seen}`);
      if (answer.anew) location.reload();
      for (const [name, own, payload] of answer.regions) {
        got(name, own, payload);
        seen = Math.max(seen, own);
      }
      say(true);
    } catch {
      say(false);
    }
    isAsking = false;
  }

  function heard() {
    failures = 0;
    clearTimeout(quiet);
    clearInterval(asking);
    asking = null;
    quiet = setTimeout(lost, QUIET_MS);
    say(true);
  }

  function lost() {
    failures += 1;
    source.close();
    clearTimeout(quiet);
    clearTimeout(again);
    ask();
    asking ??= setInterval(ask, ASK_MS);
    again = setTimeout(listen, Math.min(1000 * 2 ** failures, LISTEN_AGAIN_MS) * (0.75 + Math.random() / 2));
  }

  function listen() {
    source?.close();
    clearTimeout(quiet);
    clearTimeout(again);
    source = new EventSource(`${events}?as=${as}&since=${seen}`);
    quiet = setTimeout(lost, FIRST_WORD_MS);
    source.onerror = () => {
      say(false);
      if (failures || source.readyState === EventSource.CLOSED) lost();
      else {
        failures = 1; // the browser comes back by itself, once, and says what it saw last
        clearTimeout(quiet);
        quiet = setTimeout(lost, FIRST_WORD_MS);
      }
    };
    source.addEventListener("alive", heard);
    source.addEventListener("anew", () => location.reload());
    for (const name of names) {
      source.addEventListener(name, (event) => {
        heard();
        const payload = JSON.parse(event.data);
        got(name, payload.n, payload);
        seen = Math.max(seen, Number(event.lastEventId));
      });
    }
  }

  setClock(now);
  setInterval(() => setClock(now), CLOCK_MS);
  addEventListener("online", () => {
    setClock(now);
    listen();
  });
  addEventListener("offline", () => say(false));
  document.addEventListener("visibilitychange", () => document.hidden || ask());
  listen();
}
