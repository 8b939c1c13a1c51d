// The line to the server: what changes comes by server-sent events, and where those do not get through by asking every
// few seconds. Also the server's clock, since phones' clocks differ.

const ASK_MS = 3000;
const LISTEN_AGAIN_MS = 60000; // while asking: when to try a line again
const QUIET_MS = 40000; // the server says something every 15 seconds; after this silence the line is taken for lost
const CLOCK_MS = 5 * 60000;

let offset = 0; // server minus this device, in milliseconds

export const serverNow = () => Date.now() + offset;

// The best of a few questions: the quickest answer is the least wrong.
export async function setClock(url) {
  let best = Infinity;
  for (let turn = 0; turn < 4; turn += 1) {
    const before = performance.now();
    try {
      const answer = await (await fetch(url, { cache: "no-store" })).json();
      const took = performance.now() - before;
      if (took < best) {
        best = took;
        offset = answer.now + took / 2 - Date.now();
      }
    } catch {
      break;
    }
  }
}

// `take(name, payload)` for every region that changed; `tell(isOpen)` when the line is lost or found.
export function follow({ events, now, as, names, number, take, tell }) {
  let seen = number;
  const newest = {};
  let source = null;
  let asking = null;
  let quiet = null;
  let failures = 0;

  const got = (name, id, payload) => {
    if (id < (newest[name] ?? 0)) return; // an older one that was on its way
    newest[name] = id;
    seen = Math.max(seen, id);
    take(name, payload);
  };
  const heard = () => {
    clearTimeout(quiet);
    quiet = setTimeout(listen, QUIET_MS);
  };
  const stopAsking = () => {
    clearInterval(asking);
    asking = null;
  };

  async function ask() {
    try {
      const answer = await (await fetch(`${now}?as=${as}&since=${seen}`, { cache: "no-store" })).json();
      for (const [name, id, payload] of answer.regions) got(name, id, payload);
      tell(true);
    } catch {
      tell(false);
    }
  }

  function listen() {
    source?.close();
    source = new EventSource(`${events}?as=${as}&since=${seen}`);
    source.onopen = () => {
      failures = 0;
      stopAsking();
      tell(true);
      heard();
      setClock(now);
    };
    source.onerror = () => {
      failures += 1;
      tell(false);
      if (failures < 2 && source.readyState !== EventSource.CLOSED) return; // the browser comes back by itself
      source.close();
      clearTimeout(quiet);
      if (!asking) {
        ask();
        asking = setInterval(ask, ASK_MS);
      }
      setTimeout(listen, Math.min(2000 * failures, LISTEN_AGAIN_MS));
    };
    source.addEventListener("alive", heard);
    for (const name of names) {
      source.addEventListener(name, (event) => {
        heard();
        got(name, Number(event.lastEventId), JSON.parse(event.data));
      });
    }
  }

  setClock(now);
  setInterval(() => setClock(now), CLOCK_MS);
  addEventListener("online", listen);
  document.addEventListener("visibilitychange", () => document.hidden || ask());
  listen();
}
