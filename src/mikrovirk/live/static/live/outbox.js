// What is typed and pressed: kept until the server says that it is stored, sent again after a lost line, each with an id of
// its own so that it counts once. What is for this room only (secret) is never kept in the browser, only in this page.

import { serverNow } from "./line.js";

const RETRY_MS = 3000;
const GONE_MS = 60000;
const TIMEOUT_MS = 15000;
const AT_ONCE = 100;

function newId() {
  const bytes = crypto.getRandomValues(new Uint8Array(16)); // randomUUID wants https; a local screen may have none
  bytes[6] = (bytes[6] & 0x0f) | 0x40;
  bytes[8] = (bytes[8] & 0x3f) | 0x80;
  const hex = [...bytes].map((byte) => byte.toString(16).padStart(2, "0")).join("");
  return `${hex.slice(0, 8)}-${hex.slice(8, 12)}-${hex.slice(12, 16)}-${hex.slice(16, 20)}-${hex.slice(20)}`;
}

export class Outbox {
  // `tell(waiting)` whenever the number of things that wait changes; `refused(thing, why)`; `stored(thing)`.
  constructor({ url, key, token, tell = () => {}, refused = () => {}, stored = () => {} }) {
    Object.assign(this, { url, prefix: `mikrovirk:room:${key}:`, token, tell, refused, stored });
    this.isSending = false;
    this.waiting = this.read();
    addEventListener("online", () => this.send());
    addEventListener("beforeunload", (event) => {
      if (this.waiting.some((thing) => thing.secret)) event.preventDefault();
    });
    setTimeout(() => this.send()); // when the page has said what it does with the answers
  }

  // Each thing has a place of its own, so that two pages of one phone do not write over each other's.
  read() {
    const found = [];
    try {
      for (const key of Object.keys(localStorage)) {
        if (!key.startsWith(this.prefix)) continue;
        const thing = JSON.parse(localStorage.getItem(key));
        if (thing?.id && thing.what) found.push(thing);
      }
    } catch {
      // A closed storage, or somebody else's words in it: what was read so far counts.
    }
    return found.sort((a, b) => a.at - b.at);
  }

  put(thing, { secret = false } = {}) {
    const full = { id: newId(), at: Math.round(serverNow()), ...thing, ...(secret ? { secret } : {}) };
    this.waiting.push(full);
    try {
      if (!secret) localStorage.setItem(this.prefix + full.id, JSON.stringify(full));
    } catch {
      // A full or closed storage: it is still sent from memory.
    }
    this.tell(this.waiting.length);
    this.send();
    return full;
  }

  async send() {
    if (this.isSending || !this.waiting.length) return;
    this.isSending = true;
    clearTimeout(this.timer);
    const batch = this.waiting.slice(0, AT_ONCE);
    let pause = RETRY_MS;
    try {
      const response = await fetch(this.url, {
        method: "POST",
        headers: { "Content-Type": "application/json", "X-CSRFToken": this.token },
        body: JSON.stringify(batch.map(({ secret, ...thing }) => thing)),
        signal: AbortSignal.timeout(TIMEOUT_MS),
      });
      if (response.ok && this.settle(batch, await response.json())) pause = 0;
      if (response.status === 404 || response.status === 403) {
        this.tell(this.waiting.length, "gone");
        pause = GONE_MS;
      }
    } catch {
      // No net: it stays where it is.
    }
    this.isSending = false;
    if (this.waiting.length) this.timer = setTimeout(() => this.send(), pause);
  }

  // Whether anything of the batch was taken or refused.
  settle(batch, answer) {
    const stored = new Set(answer.stored);
    const refused = new Map(answer.refused.map(({ id, why }) => [id, why]));
    const isSettled = (thing) => stored.has(thing.id) || refused.has(thing.id);
    this.waiting = this.waiting.filter((thing) => !isSettled(thing));
    const settled = batch.filter(isSettled);
    for (const thing of settled) {
      try {
        localStorage.removeItem(this.prefix + thing.id);
      } catch {
        // It was not kept there either.
      }
      if (stored.has(thing.id)) this.stored(thing);
      else this.refused(thing, refused.get(thing.id));
    }
    this.tell(this.waiting.length);
    return settled.length > 0;
  }
}
