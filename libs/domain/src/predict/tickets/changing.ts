import { misfit } from '../../dispatch';
import { has, sizeOf } from '../../queue-set';
import type { QueueOutlook, WindowOutlook } from './view';

/**
 * No event tells that a window is changing its system, but it shows: it is free beside somebody of another system whom it
 * serves. Each such visitor is given to one window: the one a newcomer would have taken among those free at that time,
 * else the first that became free since. Returns the windows with `current` and `switchingUntilMin` set accordingly.
 */
export function changing(windows: readonly WindowOutlook[], queues: readonly QueueOutlook[]): WindowOutlook[] {
  const result = [...windows];
  const free = new Set(windows.flatMap((w, i) => (w.condition === 'free' && (w.there ?? 1) >= 0.5 ? [i] : [])));
  if (free.size === 0) return result;
  const waiting = queues.flatMap((q, b) => q.waiting.slice(0, free.size).map((t) => ({ b, since: t.issuedMin })));
  waiting.sort((a, b) => a.since - b.since);
  for (const { b, since } of waiting) {
    const at = taker(result, free, b, since);
    const window = result[at];
    if (window === undefined) continue;
    free.delete(at);
    if (window.current === b) continue;
    result[at] = { ...window, current: b, switchingUntilMin: Math.max(since, window.freeSinceMin) + window.switchMin };
  }
  return result;
}

function taker(windows: readonly WindowOutlook[], free: ReadonlySet<number>, b: number, since: number): number {
  let chosen = -1;
  let best = Infinity;
  for (const i of free) {
    const window = windows[i];
    if (window === undefined || !has(window.mask, b)) continue;
    const late = window.freeSinceMin > since ? 1000 * (1 + window.freeSinceMin - since) : 0;
    const score = late + misfit(sizeOf(window.skills), window.current === b, window.home === b);
    if (score < best) {
      best = score;
      chosen = i;
    }
  }
  return chosen;
}
