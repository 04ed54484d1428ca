import type { HallState } from '../live';
import type { PredictView, WindowOutlook } from './tickets/view';
import { predictView } from './tickets/read';
import type { PredictOptions } from './options';
import { has } from '../queue-set';

const SWEEPS = 40;

/**
 * Predicted minutes of work that wait for each window (`load_now`). Every queue's waiting work (item means, no-show calls
 * discounted) is shared out among the open windows that serve it so that loads come out as even as the skills allow, as a
 * hall that sends people to the next free window does; what a window is still busy with counts as its start. The loads
 * add up to all waiting work that some open window serves. Null for a window that is closed or away for good.
 */
export function loadPerWindow(state: HallState, options: PredictOptions = {}): Map<string, number | null> {
  return loadOf(predictView(state, options.past?.experience ?? null, options.now ?? state.now));
}

export function loadOf(view: PredictView): Map<string, number | null> {
  const { nowMin, windows, queues } = view;
  const start = windows.map((w) => busyFor(w, nowMin));
  const share = queues.map(() => windows.map(() => 0));
  const work = queues.map((q) =>
    q.waiting.reduce((sum, t) => sum + t.meanMin * (1 - noShowChanceAt(view, nowMin - t.issuedMin)), 0),
  );
  const serving = queues.map((_, b) => windows.flatMap((w, i) => (start[i] !== null && has(w.mask, b) ? [i] : [])));
  for (let sweep = 0; sweep < SWEEPS; sweep++) {
    let moved = 0;
    queues.forEach((_, b) => {
      const amount = work[b] ?? 0;
      const mine = share[b] ?? [];
      const able = serving[b] ?? [];
      if (amount <= 0 || able.length === 0) return;
      const levels = able.map((i) => (start[i] ?? 0) + share.reduce((sum, s) => sum + (s[i] ?? 0), 0) - (mine[i] ?? 0));
      const level = waterLevel(levels, amount);
      able.forEach((i, k) => {
        const next = Math.max(0, level - (levels[k] ?? 0));
        moved += Math.abs(next - (mine[i] ?? 0));
        mine[i] = next;
      });
    });
    if (moved < 1e-6) break;
  }
  return new Map(
    windows.map((w, i) => [w.id, start[i] === null ? null : share.reduce((sum, s) => sum + (s[i] ?? 0), 0)]),
  );
}

/** The level to which so much water rises over uneven ground. */
function waterLevel(ground: readonly number[], water: number): number {
  const sorted = [...ground].sort((a, b) => a - b);
  let sum = water;
  for (let i = 0; i < sorted.length; i++) {
    sum += sorted[i] ?? 0;
    const level = sum / (i + 1);
    if (level <= (sorted[i + 1] ?? Infinity)) return level;
  }
  return 0;
}

/** Minutes until a window can take somebody; null when it takes nobody today. */
function busyFor(w: WindowOutlook, nowMin: number): number | null {
  if (w.condition === 'closed') return null;
  if (w.condition === 'away') return Math.max(0, Math.min(120, w.backMin - nowMin));
  return w.condition === 'busy' ? Math.max(0.5, w.serviceMin * w.pace - w.elapsedMin) : 0;
}

function noShowChanceAt(view: PredictView, waited: number): number {
  return view.noShowChances[Math.max(0, Math.min(view.noShowChances.length - 1, Math.floor(waited)))] ?? 0;
}
