/**
 * Lets the page open where the network is poor: the worker keeps the shell (page, scripts, fonts) and never an answer of the
 * server. Installed, the page opens where it was installed from, which is what the manifest says. A browser without workers, or one that forbids them, is as well off as before.
 */
export function keepShell(manifest?: `/${string}.webmanifest`): void {
  if (manifest !== undefined) document.querySelector('link[rel="manifest"]')?.setAttribute('href', manifest);
  if (!('serviceWorker' in navigator)) return;
  navigator.serviceWorker
    .register('/sw.js')
    .then(() => navigator.serviceWorker.ready)
    .then(({ active }) => {
      // what was loaded before the worker was there did not pass through it
      const assets = performance.getEntriesByType('resource').map(({ name }) => name);
      active?.postMessage({ assets });
    })
    .catch(() => undefined);
}
