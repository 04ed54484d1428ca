// Opens the page again where a part of it does not come: a script, a page's code, its words. It is loaded before all of them and
// needs none of them. The page starts over only once the server answers: a browser's own error page would stand on a wall for good.
(() => {
  const KEY = 'cockpit.started-over';
  const PATIENCE_MS = 60_000;
  /** as in index.html, for browsers that cannot show by an animation what is not drawn */
  const LATE_MS = 8000;
  const FORGET_MS = 300_000;
  let isOver = false;

  const root = document.documentElement;
  const stored = (key) => {
    try {
      return localStorage.getItem(key);
    } catch {
      // a device may forbid storage
      return null;
    }
  };
  const fetchEarly = (attributes) => document.head.append(Object.assign(document.createElement('link'), attributes));
  // what every page speaks with, beside the scripts and not after them (see build/preload-plugin.ts)
  const { words, glyphs } = JSON.parse(document.currentScript.dataset.preload)[stored('cockpit.locale') ?? 'zh-CN'] ?? {};
  if (words) fetchEarly({ rel: 'modulepreload', href: words });
  // a phone may have letters of its own (see shared/own-font.ts)
  if (glyphs && !matchMedia('(pointer: coarse)').matches)
    fetchEarly({ rel: 'preload', as: 'fetch', crossOrigin: 'anonymous', href: glyphs });

  const sleep = (ms) => new Promise((done) => setTimeout(done, ms));
  const reachable = () => {
    // `AbortSignal.timeout` is missing in browsers of 2020, and what helps them is not loaded yet
    const inTime = new AbortController();
    setTimeout(() => inTime.abort(), 10_000);
    return fetch('/', { cache: 'no-store', signal: inTime.signal }).then(
      ({ ok }) => ok,
      () => false,
    );
  };
  // a part that never comes must not make a page that starts over all the time
  const lately = () => {
    try {
      return JSON.parse(sessionStorage.getItem(KEY) ?? '[]').filter((at) => Date.now() - at < FORGET_MS);
    } catch {
      return [];
    }
  };

  async function startOver() {
    if (isOver) return;
    isOver = true;
    root.dataset.opening = 'failed';
    const times = lately();
    if (times.length > 0) await sleep(Math.min(60_000, 2000 * 2 ** times.length));
    while (!(await reachable())) await sleep(3000);
    try {
      sessionStorage.setItem(KEY, JSON.stringify([...times, Date.now()]));
    } catch {
      // a device may forbid storage
    }
    // a page that was asked for by a link, and did not come
    const { next } = root.dataset;
    if (next === undefined) location.reload();
    else location.assign(next);
  }

  // a wall that was open during an upgrade asks for parts that are gone; the router reports the page that was wanted after this
  addEventListener('vite:preloadError', () => setTimeout(startOver, 0));
  addEventListener('error', ({ target }) => { if (target instanceof HTMLScriptElement) void startOver(); }, true);
  setTimeout(() => (root.dataset.opening ??= 'late'), LATE_MS);
  setTimeout(() => {
    if (document.getElementById('app')?.hasAttribute('data-v-app') !== true) void startOver();
  }, PATIENCE_MS);
})();
