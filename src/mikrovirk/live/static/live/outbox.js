// What is typed and pressed: kept until the server says that it is stored, sent again after a lost line, each with an id of
// its own so that it counts once. What is for this room only (secret) is never kept in the browser, only in this page.

const RETRY_MS = 3000;

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
    Object.assign(this, { url, key: `mikrovirk:room:${key}`, token, tell, refused, stored });
    this.isSending = false;
    this.waiting = this.read();
    addEventListener("online", () => this.send());
    addEventListener("beforeunload", (event) => {
      if (this.waiting.some((thing) => thing.secret)) event.preventDefault();
    });
    this.send();
  }

  read() {
    try {
      return JSON.parse(localStorage.getItem(this.key)) || [];
    } catch {
      return [];
    }
  }

  keep() {
    const kept = this.waiting.filter((thing) => !thing.secret);
    try {
      if (kept.length) localStorage.setItem(this.key, JSON.stringify(kept));
      else localStorage.removeItem(this.key);
    } catch {
      // A full or closed storage: it is still sent from memory.
    }
    this.tell(this.waiting.length);
  }

  put(thing, { secret = false } = {}) {
    const full = { id: newId(), ...thing, ...(secret ? { secret } : {}) };
    this.waiting.push(full);
    this.keep();
    this.send();
    return full;
  }

  async send() {
    if (this.isSending || !this.waiting.length) return;
    this.isSending = true;
    clearTimeout(this.timer);
    const batch = this.waiting.slice(0, 100);
    let isThrough = false;
    try {
      const response = await fetch(this.url, {
        method: "POST",
        headers: { "Content-Type": "application/json", "X-CSRFToken": this.token },
        body: JSON.stringify(batch.map(({ secret, ...thing }) => thing)),
      });
      if (response.ok) {
        this.settle(batch, await response.json());
        isThrough = true;
      }
      if (response.status === 404 || response.status === 403) this.tell(this.waiting.length, "gone");
    } catch {
      // No net: it stays where it is.
    }
    this.isSending = false;
    if (this.waiting.length) this.timer = setTimeout(() => this.send(), isThrough ? 0 : RETRY_MS);
  }

  settle(batch, answer) {
    const stored = new Set(answer.stored);
    const refused = new Map(answer.refused.map(({ id, why }) => [id, why]));
    this.waiting = this.waiting.filter((thing) => !stored.has(thing.id) && !refused.has(thing.id));
    for (const thing of batch) {
      if (stored.has(thing.id)) this.stored(thing);
      else if (refused.has(thing.id)) this.refused(thing, refused.get(thing.id));
    }
    this.keep();
  }
}
