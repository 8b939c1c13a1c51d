// Minutes that save themselves as they are typed.
//   [data-minutes-page]      data-changes (address that tells what others wrote), data-shape, and the words for every state
//   form[data-minutes=pk]    one point: textarea[name=minutes], hidden version and page
//   [data-minutes-state]     says whether it is saved;  [data-minutes-meanwhile]  where the choice stands when two wrote at once
// What is not saved is kept in this browser until it is, so neither a lost line nor a closed lid loses a word.

const PAUSE_MS = 800;
const AGAIN_MS = 5000;
const LOOK_MS = 10000;
const PREFIX = "mikrovirk:minutes:";
const CONFLICT = 409;
const CLOSED = 423;
const REFUSED = 422;

const page = document.querySelector("[data-minutes-page]");
const words = page.dataset;

function kept(key) {
  try {
    return JSON.parse(localStorage.getItem(PREFIX + key));
  } catch {
    return null;
  }
}

function keep(key, text) {
  try {
    if (text === null) localStorage.removeItem(PREFIX + key);
    else localStorage.setItem(PREFIX + key, JSON.stringify(text));
  } catch {
    // A full or closed storage: writing goes on, only without a copy.
  }
}

class Point {
  constructor(form) {
    this.form = form;
    this.key = form.dataset.minutes;
    this.area = form.elements.minutes;
    this.state = form.querySelector("[data-minutes-state]");
    this.meanwhile = form.querySelector("[data-minutes-meanwhile]");
    this.saved = this.area.value;
    this.isSending = false;
    this.isStopped = false; // two wrote at once, or it is closed: a person decides
    this.timer = 0;
    const button = form.querySelector("button");
    if (button) button.dataset.scripted = "yes";
    form.addEventListener("submit", (event) => {
      event.preventDefault();
      event.stopImmediatePropagation();
      this.send();
    });
    this.area.addEventListener("input", () => this.typed());
    this.area.addEventListener("blur", () => this.isDirty && this.send());
    this.meanwhile.addEventListener("click", (event) => {
      const button = event.target.closest("[data-take]");
      if (button) this.take(button.dataset.take);
    });
    this.putBack();
  }

  get isDirty() {
    return this.area.value !== this.saved;
  }

  get version() {
    return Number(this.form.elements.version.value);
  }

  set version(number) {
    this.form.elements.version.value = number;
  }

  // What was written here before and never reached the server. It carries the version it was written on, so that the
  // server sees it where somebody else has written since.
  putBack() {
    const before = kept(this.key);
    if (!before) return;
    if (before.text === this.area.value) {
      keep(this.key, null);
      return;
    }
    this.area.value = before.text;
    this.version = before.version;
    this.form.elements.page.value = before.page;
    this.say(words.putBack);
    this.send();
  }

  typed() {
    keep(this.key, { text: this.area.value, version: this.version, page: this.form.elements.page.value });
    if (this.isStopped) return;
    if (this.form.dataset.state !== "trouble") this.say(words.unsaved);
    clearTimeout(this.timer);
    this.timer = setTimeout(() => this.send(), PAUSE_MS);
  }

  say(text, isTrouble = false) {
    this.form.dataset.state = isTrouble ? "trouble" : "";
    if (this.state.textContent !== text) this.state.textContent = text;
  }

  async send() {
    clearTimeout(this.timer);
    if (this.isSending || this.isStopped || !this.isDirty) return;
    this.isSending = true;
    const text = this.area.value;
    let again = 0;
    try {
      const answer = await fetch(this.form.action, {
        method: "POST",
        body: new URLSearchParams(new FormData(this.form)),
        headers: { Accept: "application/json" },
        redirect: "manual",
      });
      again = await this.heard(answer, text);
    } catch {
      this.say(words.gone, true);
      again = AGAIN_MS;
    }
    this.isSending = false;
    if (this.isStopped || !this.isDirty) return;
    this.timer = setTimeout(() => this.send(), again || PAUSE_MS);
  }

  // What the server said; how long to wait before it is asked again.
  async heard(answer, text) {
    if (answer.type === "opaqueredirect" || answer.status === 403) {
      this.say(words.signedOut, true);
      return AGAIN_MS;
    }
    if (answer.status >= 500) {
      this.say(words.gone, true);
      return AGAIN_MS;
    }
    const told = await answer.json();
    if (answer.ok) {
      this.version = told.version;
      this.saved = text;
      this.meanwhile.replaceChildren();
      if (this.isDirty) this.typed();
      else {
        keep(this.key, null);
        this.say(told.words);
      }
      return 0;
    }
    if (answer.status === CONFLICT) {
      this.isStopped = true;
      this.theirs = told.version;
      this.meanwhile.innerHTML = told.html;
      this.say("");
      return 0;
    }
    this.isStopped = answer.status === CLOSED;
    this.say(told.words, true);
    this.saved = answer.status === REFUSED ? text : this.saved; // sent again when it is changed
    return 0;
  }

  take(which) {
    const text = this.meanwhile.querySelector(`[data-text="${which}"]`);
    if (text) this.area.value = text.value;
    this.version = this.theirs;
    this.saved = this.meanwhile.querySelector('[data-text="theirs"]').value;
    this.isStopped = false;
    this.meanwhile.replaceChildren();
    this.area.focus();
    if (this.isDirty) this.typed();
    else keep(this.key, null);
    this.send();
  }

  // What somebody else wrote, put in where this page has nothing of its own.
  hear(news) {
    if (this.isDirty || this.isSending || this.isStopped || news.version <= this.version) return;
    const place = this.area.selectionStart;
    this.area.value = news.minutes;
    this.saved = news.minutes;
    this.version = news.version;
    if (document.activeElement === this.area) this.area.setSelectionRange(place, place);
    this.say(news.words);
  }
}

const points = new Map([...page.querySelectorAll("form[data-minutes]")].map((form) => [form.dataset.minutes, new Point(form)]));
const news = page.querySelector("[data-minutes-news]");

async function look() {
  if (document.hidden) return;
  const known = [...points].map(([key, point]) => `${key}-${point.version}`).join(".");
  try {
    const answer = await fetch(`${words.changes}?known=${known}`, { redirect: "manual", headers: { Accept: "application/json" } });
    if (!answer.ok) return;
    const told = await answer.json();
    for (const [key, each] of Object.entries(told.points)) points.get(key)?.hear(each);
    if (told.shape !== words.shape || !told.open) {
      news.hidden = false;
      const place = news.querySelector("[role=status]");
      if (!place.textContent) place.textContent = words.fresh;
    }
  } catch {
    // Asked again in a while.
  }
}

setInterval(look, LOOK_MS);
window.addEventListener("online", () => points.forEach((point) => point.send()));
document.addEventListener("visibilitychange", () => (document.hidden ? points.forEach((point) => point.send()) : look()));
window.addEventListener("beforeunload", (event) => {
  if ([...points.values()].some((point) => point.isDirty)) event.preventDefault();
});
