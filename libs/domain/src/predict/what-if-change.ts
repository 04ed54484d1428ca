import type { HallState } from '../live';
import { LINK_BIAS_MIN } from '../dispatch';
import { isLinked, NO_QUEUES, only, type QueueSet } from '../queue-set';
import type { PredictView, QueueOutlook, WindowOutlook } from './tickets/view';

export const GUIDED_SHARE = 0.23;
export const GUIDED_MIN = 30;

/** Something the supervisor might do now. */
export type Change =
  | { readonly kind: 'assign'; readonly windowId: string; /** home first */ readonly queues: readonly string[] }
  | { readonly kind: 'close'; readonly windowId: string }
  | { readonly kind: 'open'; readonly windowId: string; readonly queues?: readonly string[] }
  /** one more officer at one more desk */
  | { readonly kind: 'officer'; readonly queues: readonly string[] }
  /** newcomers for an item are shown another way for so long; `share` of them go */
  | { readonly kind: 'guide'; readonly item: string; readonly share?: number; readonly minutes?: number }
  /** newcomers of a queue are told of another hall for so long; `share` of them go */
  | { readonly kind: 'divert'; readonly queue: string; readonly share?: number; readonly minutes?: number };

/** The hall as it would be from now on. @throws RangeError when the change names a window, queue or item this hall has not */
export function changed(view: PredictView, change: Change, state: HallState): PredictView {
  switch (change.kind) {
    case 'assign':
      return withWindow(view, change.windowId, (w) => serving(w, maskOf(view, change.queues)));
    case 'close':
      return withWindow(view, change.windowId, (w) => ({ ...w, closesMin: view.nowMin }));
    case 'open':
      return withWindow(view, change.windowId, (w) => {
        const mask = change.queues === undefined ? w.mask | w.skills : maskOf(view, change.queues);
        const open = serving({ ...w, closesMin: Infinity, backMin: view.nowMin }, mask);
        return w.condition === 'busy' || w.condition === 'free'
          ? open
          : { ...open, condition: 'free', freeSinceMin: view.nowMin };
      });
    case 'officer':
      return { ...view, windows: [...view.windows, extraDesk(view, maskOf(view, change.queues))] };
    case 'guide':
      return guided(view, change, state);
    case 'divert':
      return diverted(view, change);
  }
}

function withWindow(view: PredictView, id: string, edit: (w: WindowOutlook) => WindowOutlook): PredictView {
  if (!view.windows.some((w) => w.id === id)) throw new RangeError(`this hall has no window ${id}`);
  return { ...view, windows: view.windows.map((w) => (w.id === id ? edit(w) : w)) };
}

function serving(w: WindowOutlook, mask: QueueSet): WindowOutlook {
  const bias = isLinked(mask) ? LINK_BIAS_MIN : 0;
  return { ...w, mask, skills: w.skills | mask, currentBias: bias, homeBias: bias };
}

function maskOf(view: PredictView, codes: readonly string[]): QueueSet {
  return codes.reduce((mask, code) => {
    const b = view.queues.findIndex((q) => q.code === code);
    if (b < 0) throw new RangeError(`this hall has no queue ${code}`);
    return mask | only(b);
  }, NO_QUEUES);
}

function extraDesk(view: PredictView, mask: QueueSet): WindowOutlook {
  const bias = isLinked(mask) ? LINK_BIAS_MIN : 0;
  return {
    id: '+',
    home: -1,
    skills: mask,
    mask,
    condition: 'free',
    current: -1,
    switchMin: 2,
    freeSinceMin: view.nowMin,
    switchingUntilMin: 0,
    serviceMin: 0,
    elapsedMin: 0,
    noShowChance: 0,
    backMin: view.nowMin,
    unplanned: false,
    absences: [],
    closesMin: Infinity,
    pace: 1,
    paceSpread: 0.1,
    currentBias: bias,
    homeBias: bias,
  };
}

function guided(view: PredictView, change: Extract<Change, { kind: 'guide' }>, state: HallState): PredictView {
  const item = state.config.items.find((i) => i.code === change.item);
  if (item === undefined) throw new RangeError(`this hall has no item ${change.item}`);
  return withFewer(view, item.queue, (change.share ?? GUIDED_SHARE) * item.share, change.minutes);
}

function diverted(view: PredictView, change: Extract<Change, { kind: 'divert' }>): PredictView {
  maskOf(view, [change.queue]);
  return withFewer(view, change.queue, change.share ?? 0.1, change.minutes);
}

function withFewer(view: PredictView, code: string, share: number, minutes = GUIDED_MIN): PredictView {
  const until = view.nowMin + minutes;
  return {
    ...view,
    queues: view.queues.map((queue) =>
      queue.code === code ? { ...queue, arrivals: thinned(queue.arrivals, view.nowMin, until, share) } : queue,
    ),
  };
}

/** Arrivals with a share left out between two times, cut into slots fine enough to say so. */
function thinned(
  arrivals: QueueOutlook['arrivals'],
  from: number,
  until: number,
  share: number,
): QueueOutlook['arrivals'] {
  const slotMin = 5;
  const count = Math.ceil((arrivals.perMin.length * arrivals.slotMin) / slotMin);
  const perMin = Array.from({ length: count }, (_, i) => {
    const at = arrivals.startMin + (i + 0.5) * slotMin;
    const rate = arrivals.perMin[Math.floor((i * slotMin) / arrivals.slotMin)] ?? 0;
    return at >= from && at < until ? rate * (1 - share) : rate;
  });
  return { ...arrivals, slotMin, perMin };
}
