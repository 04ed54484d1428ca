// Keeps the shell of the pages for phones with a poor network: the page itself and what is named by its content. Answers of the
// server are never kept and never given out: old numbers must not look like new ones.
const SHELL = 'shell-1';
const PAGE = '/index.html';
// a page has some sixty files with its fonts: enough for those that somebody goes through in a day
const KEPT = 400;

self.addEventListener('install', (event) => {
  event.waitUntil(caches.open(SHELL).then((cache) => cache.add(new Request(PAGE, { cache: 'reload' }))).then(() => self.skipWaiting()));
});

self.addEventListener('activate', (event) => {
  event.waitUntil(caches.keys().then((names) => Promise.all(names.filter((name) => name !== SHELL).map((name) => caches.delete(name)))).then(() => self.clients.claim()));
});

self.addEventListener('fetch', (event) => {
  const { request } = event;
  const url = new URL(request.url);
  if (request.method !== 'GET' || url.origin !== self.location.origin) return;
  if (request.mode === 'navigate') event.respondWith(page(request));
  else if (url.pathname.startsWith('/assets/')) event.respondWith(asset(request));
});

/** The newest page while the network answers, the kept one when it does not. */
async function page(request) {
  const cache = await caches.open(SHELL);
  try {
    const answer = await fetch(request);
    if (answer.ok && answer.headers.get('content-type')?.includes('text/html')) await cache.put(PAGE, answer.clone());
    return answer;
  } catch (error) {
    const kept = await cache.match(PAGE);
    if (kept) return kept;
    throw error;
  }
}

/** Files named by their content never change: the kept one is as good as a new one. */
async function asset(request) {
  const cache = await caches.open(SHELL);
  const kept = await cache.match(request);
  if (kept) return kept;
  const answer = await fetch(request);
  if (answer.ok) {
    await cache.put(request, answer.clone());
    const keys = (await cache.keys()).filter((key) => new URL(key.url).pathname.startsWith('/assets/'));
    for (const old of keys.slice(0, Math.max(0, keys.length - KEPT))) await cache.delete(old);
  }
  return answer;
}

// A page that was there before its worker says what it has loaded, so that it opens without a network the next time.
self.addEventListener('message', (event) => {
  event.waitUntil(keepAll(Array.isArray(event.data?.assets) ? event.data.assets : []));
});

async function keepAll(addresses) {
  for (const address of addresses) {
    const url = new URL(String(address), self.location.origin);
    if (url.origin === self.location.origin && url.pathname.startsWith('/assets/'))
      await asset(new Request(url)).catch(() => undefined);
  }
}

// Messages while no page is open. Only what the cockpit has signed and encrypted for this browser comes this far.
self.addEventListener('push', (event) => {
  const { title = '', body = '', path = '/', tag, lang } = event.data?.json() ?? {};
  event.waitUntil(self.registration.showNotification(title, { body, tag, lang, icon: '/icon-192.png', data: { path } }));
});

self.addEventListener('notificationclick', (event) => {
  event.notification.close();
  event.waitUntil(open(String(event.notification.data?.path ?? '/')));
});

/** The page it is about, in a window that is open already where there is one. */
async function open(path) {
  const url = new URL(path, self.location.origin);
  if (url.origin !== self.location.origin) return;
  const [shown] = await self.clients.matchAll({ type: 'window' });
  if (shown) await (await shown.focus()).navigate(url.href);
  else await self.clients.openWindow(url.href);
}
