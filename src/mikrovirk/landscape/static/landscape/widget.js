/* The joint calendar on another website:

     <script src="https://…/calendar/widget.js" data-calendar="0390" data-count="5" async></script>

   It stands where the script stands, or in every element with data-mikrovirk-calendar="0390". It sets no cookie and stores nothing.
   It lives in a shadow tree, so the page's styles do not reach it and its own do not leave it; its styles are made by the
   style sheet interface, which a policy without inline styles allows. From the page it takes the typeface, and whether it is
   light or dark. What it needs of a strict policy: this address under script-src and connect-src. */
(() => {
    "use strict";
    const script = document.currentScript;
    const home = new URL(script.src).origin;
    const WORDS = {
        da: { more: "Se det hele", none: "Der er ikke noget i kalenderen lige nu.", trouble: "Kalenderen kan ikke hentes lige nu.", cancelled: "Aflyst", free: "Gratis", opens: "åbner en anden side", loading: "Henter kalenderen …" },
        en: { more: "See all of it", none: "Nothing stands in the calendar right now.", trouble: "The calendar cannot be fetched right now.", cancelled: "Cancelled", free: "Free", opens: "opens another site", loading: "Fetching the calendar …" },
    };
    const LIGHT = { ink: "#23201c", quiet: "#5c544a", paper: "#ffffff", line: "#d9cfbf", link: "#0f5c55", bad: "#a8321f" };
    const DARK = { ink: "#f4eee4", quiet: "#c9beae", paper: "#26231f", line: "#57504a", link: "#8fd3ca", bad: "#ffb4a4" };

    /* "!important" inside a shadow tree outranks the page's own. */
    const styles = (colours, face) => `
        :host { all: initial !important; display: block !important; box-sizing: border-box !important; inline-size: 100% !important;
            min-inline-size: 0 !important; margin: 0 !important; padding: 0 !important; visibility: visible !important; opacity: 1 !important;
            position: static !important; transform: none !important; filter: none !important; container-type: inline-size !important;
            direction: ltr !important; font-family: ${face} !important; font-size: 16px !important; line-height: 1.5 !important;
            color: ${colours.ink} !important; text-align: start !important; }
        * { box-sizing: border-box; }
        section { background: ${colours.paper}; border: 1px solid ${colours.line}; border-radius: 8px; padding: 16px; overflow-wrap: anywhere; }
        h2 { font-size: 20px; line-height: 1.25; margin: 0 0 8px; font-weight: 700; }
        ul { list-style: none; margin: 0; padding: 0; }
        li { border-block-start: 1px solid ${colours.line}; padding: 10px 0; }
        li:first-child { border-block-start: 0; }
        p { margin: 0; }
        a { color: ${colours.link}; text-decoration: underline; text-underline-offset: 3px; }
        a:hover { text-decoration-thickness: 2px; }
        a:focus-visible { outline: 3px solid ${colours.link}; outline-offset: 2px; border-radius: 2px; }
        .title { font-weight: 700; font-size: 17px; }
        .title a, .more a { display: inline-block; padding-block: 4px; min-block-size: 24px; }
        .when { font-weight: 600; }
        .quiet { color: ${colours.quiet}; font-size: 15px; }
        .bad { color: ${colours.bad}; font-weight: 700; }
        .more { margin-block-start: 8px; }
        .hidden { position: absolute; inline-size: 1px; block-size: 1px; overflow: hidden; clip-path: inset(50%); white-space: nowrap; }
        @container (min-width: 560px) {
            section { padding: 20px 24px; }
            li { display: grid; grid-template-columns: 208px 1fr; gap: 2px 20px; }
            li > .when { grid-row: span 3; }
        }
        @media print { section { border: 0; padding: 0; } }`;

    const element = (name, about = {}, ...inside) => {
        const made = document.createElement(name);
        for (const [key, value] of Object.entries(about)) made.setAttribute(key, value);
        made.append(...inside);
        return made;
    };

    /* How light a colour is, 0 to 1; null where it is none or lets the one behind it through. */
    const lightness = (colour) => {
        const parts = /^rgba?\(([^)]+)\)$/.exec(colour);
        if (!parts) return null;
        const [red, green, blue, alpha = 1] = parts[1].split(/[\s,/]+/).map(Number);
        if (alpha < 0.5) return null;
        const [r, g, b] = [red, green, blue].map((value) => (value / 255 <= 0.03928 ? value / 3294.6 : ((value / 255 + 0.055) / 1.055) ** 2.4));
        return 0.2126 * r + 0.7152 * g + 0.0722 * b;
    };

    const coloursAt = (place) => {
        for (let at = place; at; at = at.parentElement) {
            const found = lightness(getComputedStyle(at).backgroundColor);
            if (found !== null) return found < 0.18 ? DARK : LIGHT;
        }
        return LIGHT;
    };

    const faceAt = (place) => {
        const face = getComputedStyle(place).fontFamily || "";
        return /^[\w\s,"'-]+$/.test(face) ? `${face}, system-ui, sans-serif` : "system-ui, sans-serif";
    };

    const link = (href, text) => {
        const address = new URL(href, home);
        return /^https?:$/.test(address.protocol) ? element("a", { href: address.href, target: "_blank", rel: "noopener" }, text) : document.createTextNode(text);
    };

    const lineOf = (event, words) => {
        const title = link(event.url, event.title);
        const line = element("li", {}, element("p", { class: "when" }, event.when), element("p", { class: "title" }, title));
        const facts = [event.place || event.town, event.organisers.join(" · "), event.free ? words.free : ""].filter(Boolean).join(" · ");
        if (event.cancelled) line.append(element("p", { class: "bad" }, words.cancelled));
        if (facts) line.append(element("p", { class: "quiet" }, facts));
        return line;
    };

    const fill = async (place, choices) => {
        const language = (choices.language || document.documentElement.lang || "da").slice(0, 2) === "en" ? "en" : "da";
        const words = WORDS[language];
        const shadow = place.attachShadow({ mode: "open" });
        const sheet = new CSSStyleSheet();
        sheet.replaceSync(styles(coloursAt(place.parentElement || place), faceAt(place.parentElement || place)));
        shadow.adoptedStyleSheets = [sheet];
        const waiting = element("p", { role: "status", class: "quiet" }, words.loading);
        const section = element("section", { lang: language, "aria-busy": "true" }, waiting);
        shadow.append(section);
        try {
            const address = new URL(`/calendar/${encodeURIComponent(choices.calendar || "all")}/events.json`, home);
            for (const [name, value] of new URLSearchParams(choices.choice || "")) address.searchParams.set(name, value);
            address.searchParams.set("in", language);
            const answer = await fetch(address, { credentials: "omit", referrerPolicy: "no-referrer" });
            if (!answer.ok) throw new Error(answer.status);
            const told = await answer.json();
            const level = /^[2-6]$/.test(choices.level || "") ? choices.level : "2";
            const heading = element(`h${level}`, { id: "title" }, choices.title || told.title);
            const shown = told.events.slice(0, Math.min(Math.max(Number.parseInt(choices.count, 10) || 5, 1), 20));
            const list = shown.length ? element("ul", {}, ...shown.map((event) => lineOf(event, words))) : element("p", {}, words.none);
            const more = link(told.page, words.more);
            more.append?.(element("span", { class: "hidden" }, ` (${words.opens})`));
            section.setAttribute("aria-labelledby", "title");
            section.replaceChildren(heading, list, element("p", { class: "more" }, more));
        } catch {
            section.replaceChildren(element("p", { role: "status" }, words.trouble), element("p", { class: "more" }, link(`/calendar/${encodeURIComponent(choices.calendar || "all")}/`, words.more)));
        }
        section.removeAttribute("aria-busy");
    };

    const begin = () => {
        const places = [...document.querySelectorAll("[data-mikrovirk-calendar]")].filter((place) => !place.shadowRoot);
        for (const place of places) fill(place, { ...place.dataset, calendar: place.dataset.mikrovirkCalendar });
        if (script.dataset.calendar !== undefined) {
            const place = element("div");
            script.after(place);
            fill(place, script.dataset);
        }
    };
    if (document.readyState === "loading") document.addEventListener("DOMContentLoaded", begin);
    else begin();
})();
