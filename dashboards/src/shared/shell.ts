/**
 * Lets the page open where the network is poor: the worker keeps the shell (page, scripts, fonts) and never an answer of the
 * server. Installed, the page opens where it was installed from, which is what the manifest says. A browser without workers, or one that forbids them, is as well off as before.
 */
export function keepShell(manifest: `/${string}.webmanifest`): void {
  document.querySelector('link[rel="manifest"]')?.setAttribute('href', manifest);
  if (!('serviceWorker' in navigator)) return;
  navigator.serviceWorker.register('/sw.js').catch(() => undefined);
}
