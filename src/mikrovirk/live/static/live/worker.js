// Lets a page of the evening be loaded again without net: it keeps the empty page (its frame, without what anybody said) and
// the files it is made of. Net comes first. What is sent, what is one's own and what is said in the room never comes here.

const CACHE = "mikrovirk-evening";
const PAGE = /^\/l\/[A-Z]+\/((host|screen)\/)?$/;
const isFile = (path) => path.startsWith("/static/") || path.endsWith("/qr.svg");

addEventListener("install", () => skipWaiting());
addEventListener("activate", (event) => event.waitUntil(clients.claim()));

addEventListener("message", (event) => event.waitUntil(keep(event.data)));

// The page that is open and its files; pages of other evenings go.
async function keep({ path, files }) {
  const cache = await caches.open(CACHE);
  const code = path.split("/")[2];
  for (const request of await cache.keys()) {
    const other = new URL(request.url).pathname;
    if (other.startsWith("/l/") && other.split("/")[2] !== code) await cache.delete(request);
  }
  const empty = await fetch(`${path}?empty`, { cache: "no-store" });
  if (empty.ok && !empty.redirected && PAGE.test(path)) await cache.put(path, empty);
  await Promise.all(files.map(async (file) => cache.put(file, await fetch(file))));
}

addEventListener("fetch", (event) => {
  const { request } = event;
  const url = new URL(request.url);
  if (request.method !== "GET" || url.origin !== location.origin) return;
  const isPage = request.mode === "navigate" && PAGE.test(url.pathname);
  if (isPage || isFile(url.pathname)) event.respondWith(netFirst(request, url.pathname));
});

async function netFirst(request, path) {
  try {
    return await fetch(request);
  } catch (error) {
    const cache = await caches.open(CACHE);
    const kept = await cache.match(path, { ignoreSearch: true, ignoreVary: true });
    if (kept) return kept;
    throw error;
  }
}
