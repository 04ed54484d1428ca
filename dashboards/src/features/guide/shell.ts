/**
 * Lets the page open where the network is poor: the worker keeps the shell (page, scripts, fonts) and never an answer of the
 * server. A browser without workers, or one that forbids them, is as well off as before.
 */
export function keepShell(): void {
  if (!('serviceWorker' in navigator)) return;
  navigator.serviceWorker.register('/sw.js').catch(() => undefined);
}
