import type { LiveWindow } from '@cockpit/contracts';

/** Minimum idle time: every window is idle for a moment between two tickets. */
const FREE_SEC = 60;
/** Maximum number of windows that a reader takes in at a glance. */
const MAX_FREE = 3;

/** Ids of the queue's own windows that are open and idle, the longest idle first. */
export const freeWindows = (windows: readonly LiveWindow[], queue: string): string[] =>
  windows
    .filter(({ state, queues, sinceSec }) => state === 'idle' && queues.includes(queue) && (sinceSec ?? 0) >= FREE_SEC)
    .sort((a, b) => (b.sinceSec ?? 0) - (a.sinceSec ?? 0))
    .map(({ windowId }) => windowId)
    .slice(0, MAX_FREE);

/** The window of a queue whose officer returns first. */
export function firstBack(windows: readonly LiveWindow[], queue: string): { window: string; at: string } | undefined {
  const away = windows.flatMap(({ windowId, queues, absence }) =>
    absence !== undefined && queues.includes(queue) ? [{ window: windowId, at: absence.backAt }] : [],
  );
  return away.sort((a, b) => Date.parse(a.at) - Date.parse(b.at))[0];
}
