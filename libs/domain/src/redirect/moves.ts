import { only, sizeOf, type QueueSet } from '../queue-set';
import { isOrdered, isPending, isResting, maskCandidates } from './candidates';
import type { Decision } from './decision';
import type { FluidModel } from './fluid';
import { openUntil } from './open-until';
import type { RedirectParams } from './params';
import type { Trouble } from './trouble';
import type { ItemView, OtherHallView, PastPrompt, RedirectView, WindowView } from './view';

/** A possible prompt together with its effect on the look-ahead. `undo` must restore exactly what `apply` changed. */
export interface Move {
  readonly decision: Omit<Decision, 'gain'>;
  readonly threshold: number;
  /** Person-minutes added to the computed gain: what the look-ahead does not see. */
  readonly preference: number;
  apply(fluid: FluidModel): void;
  undo(fluid: FluidModel): void;
}

/** Share of a queue's work that guiding one of its items takes away. */
export function guidedShare(
  view: RedirectView,
  params: RedirectParams,
  item: ItemView,
  channel: 'self-service' | 'mobile' = 'self-service',
): number {
  const mean = view.queues[item.queue]?.meanMin ?? item.meanMin;
  const goes = channel === 'mobile' ? params.mobileCompliance : params.compliance * params.terminalSuccess;
  return ((item.meanMin * item.share) / mean) * goes;
}

/** Everything that could be prompted now, within skills, rosters, cool-downs, limits and closing time. */
export function possibleMoves(fluid: FluidModel, params: RedirectParams, troubles: readonly Trouble[] = []): Move[] {
  const { view } = fluid;
  const moves: Move[] = [];
  if (!view.doorsOpen) return moves;
  const wants = (kind: PastPrompt['kind']): boolean => params.kinds.includes(kind);
  if (wants('link') || wants('reassign')) moves.push(...maskMoves(fluid, params));
  if (wants('guide')) moves.push(...guideMoves(view, params, troubles));
  if (wants('open')) moves.push(...openMoves(view, params));
  if (wants('recall')) moves.push(...recallMoves(view, params));
  if (wants('other-hall')) moves.push(...otherHallMoves(view, params));
  return moves;
}

function maskMoves(fluid: FluidModel, params: RedirectParams): Move[] {
  const { view } = fluid;
  return maskCandidates(fluid, params).map((candidate) => {
    const { kind, window, mask } = candidate;
    const recent = view.past.some(
      (p) =>
        p.window === window &&
        p.state !== 'declined' &&
        p.state !== 'expired' &&
        view.nowMin - p.decidedMin < params.hysteresisMin,
    );
    return {
      decision: { kind, window, mask },
      threshold: params.threshold[kind] * (recent ? params.hysteresisFactor : 1),
      preference: kind === 'reassign' ? reassignPreference(view.windows[window], mask, params) : 0,
      apply: (f) => {
        f.apply(candidate);
      },
      undo: (f) => {
        f.apply(candidate, true);
      },
    };
  });
}

/** Homewards is cheaper than it looks; officers who know everything are kept for when they are needed most. */
function reassignPreference(window: WindowView | undefined, mask: QueueSet, params: RedirectParams): number {
  if (window === undefined) return 0;
  if (window.home >= 0 && mask === only(window.home)) return params.homeBonus;
  return -params.versatilityCost * (sizeOf(window.skills) - 2);
}

function guideMoves(view: RedirectView, params: RedirectParams, troubles: readonly Trouble[]): Move[] {
  const pending = new Set(
    view.past.filter((p) => p.kind === 'guide' && isPending(p, view.nowMin, params)).map((p) => p.item),
  );
  const active = new Set(view.items.flatMap((item, i) => (item.guidedUntilMin > view.nowMin ? [i] : [])));
  // What was refused a moment ago keeps its place: a weaker item in it would block it for half an hour.
  const resting = new Set(view.items.flatMap((_, i) => (refusedGuide(view, params, i) ? [i] : [])));
  const placed = new Set([...pending, ...active, ...resting]);
  const fromMin = view.nowMin + params.replyMin;
  if (view.closeMin - fromMin < params.guideMin / 2) return [];
  const worth = view.items.map((item) => takenOff(view, params, item));
  return view.items.flatMap((item, i) => {
    const channel = item.channels[0];
    if (channel === undefined || pending.has(i) || resting.has(i)) return [];
    // One that is under way may be prolonged just before it ends; another may start while the limit allows.
    const ends = item.guidedUntilMin - view.nowMin;
    if (active.has(i) ? ends > params.replyMin : placed.size >= params.maxGuidedItems) return [];
    // A place is kept for what takes more work off a queue in trouble.
    const stronger = worth.flatMap((more, j) =>
      more > (worth[i] ?? 0) && troubles.some(({ queue }) => queue === view.items[j]?.queue) ? [j] : [],
    );
    const wanting = stronger.filter((j) => !placed.has(j)).length;
    if (!active.has(i) && placed.size + wanting >= params.maxGuidedItems) return [];
    const lastsMin =
      stronger.length >= params.maxGuidedItems
        ? 0
        : (troubles.find(({ queue }) => queue === item.queue)?.lastsMin ?? 0);
    const factor = 1 - guidedShare(view, params, item, channel);
    const start = Math.max(fromMin, item.guidedUntilMin);
    const untilMin = Math.min(fromMin + guideLength(params, lastsMin), view.closeMin);
    return [
      {
        decision: { kind: 'guide', item: i, channel, queue: item.queue, untilMin },
        threshold: params.threshold.guide,
        preference: 0,
        apply: (f: FluidModel) => {
          f.scaleInflow(item.queue, factor, start, untilMin);
        },
        undo: (f: FluidModel) => {
          f.scaleInflow(item.queue, 1 / factor, start, untilMin);
        },
      } satisfies Move,
    ];
  });
}

/** Minutes of work an hour that guiding an item takes off its queue at the present pace. */
function takenOff(view: RedirectView, params: RedirectParams, item: ItemView): number {
  const queue = view.queues[item.queue];
  const [channel] = item.channels;
  if (queue === undefined || channel === undefined) return 0;
  const slot = Math.min(queue.ratePerMin.length - 1, Math.max(0, Math.floor(view.nowMin / view.slotMin)));
  return (
    60 *
    (queue.ratePerMin[slot] ?? 0) *
    (queue.demandRatio[slot] ?? 1) *
    queue.meanMin *
    guidedShare(view, params, item, channel)
  );
}

/** One guide for as long as the trouble lasts is one prompt instead of many. */
const guideLength = ({ guideMin, guideMostMin }: RedirectParams, lastsMin: number): number =>
  Math.max(guideMin, Math.min(guideMostMin, lastsMin));

const refusedGuide = (view: RedirectView, params: RedirectParams, item: number): boolean =>
  view.past.some(
    (p) =>
      p.kind === 'guide' &&
      p.item === item &&
      (p.state === 'declined' || p.state === 'undone') &&
      view.nowMin - (p.answeredMin ?? p.decidedMin) < params.guideCooldownMin,
  );

/** Replaces a window in the look-ahead and puts it back. */
function windowMove(
  decision: Move['decision'],
  threshold: number,
  index: number,
  before: WindowView,
  after: WindowView,
): Move {
  return {
    decision,
    threshold,
    preference: 0,
    apply: (f) => {
      f.replace(index, after);
    },
    undo: (f) => {
      f.replace(index, before);
    },
  };
}

/** The first closed reserve window; one at a time, so that the effect of each is seen before the next. */
function openMoves(view: RedirectView, params: RedirectParams): Move[] {
  const index = view.windows.findIndex(
    (w, i) =>
      w.reserve &&
      w.condition === 'closed' &&
      !isOrdered(view, i) &&
      !isResting(view, params, i, w.skills) &&
      !view.past.some((p) => p.window === i && isPending(p, view.nowMin, params)),
  );
  const window = view.windows[index];
  const startMin = view.nowMin + params.replyMin;
  if (window === undefined || view.reserveLeftMin < params.openMin || startMin + params.openMin / 2 > view.closeMin)
    return [];
  const untilMin = openUntil(startMin, view.closeMin, params);
  const opened: WindowView = {
    ...window,
    condition: 'away',
    backMin: startMin + window.switchMin,
    closesMin: untilMin,
    mask: window.skills,
  };
  return [
    windowMove(
      { kind: 'open', window: index, mask: window.skills, untilMin },
      openThreshold(view, params),
      index,
      window,
      opened,
    ),
  ];
}

/** The rarer what is left becomes for the hours that are left, the more an opening must bring. */
function openThreshold(view: RedirectView, params: RedirectParams): number {
  const openings = view.reserveLeftMin / params.openMin;
  const hours = Math.max(0.5, (view.closeMin - view.nowMin - params.openMin) / 60);
  return params.threshold.open * Math.max(0.2, Math.min(2, hours / 2 / openings));
}

/** Officers on a short break, never on lunch; what is left of the break is given back an hour later. */
function recallMoves(view: RedirectView, params: RedirectParams): Move[] {
  return view.windows.flatMap((window, index) => {
    const left = window.backMin - view.nowMin - params.replyMin;
    if (!window.onBreak || window.breakKind !== 'break' || left < 4 || isResting(view, params, index, window.mask))
      return [];
    if (isOrdered(view, index) || view.past.some((p) => p.window === index && isPending(p, view.nowMin, params)))
      return [];
    const repaid = view.nowMin + params.repayAfterMin;
    if (repaid + left > view.closeMin) return [];
    const later = { startMin: repaid, endMin: repaid + left, kind: 'break' as const };
    const back: WindowView = {
      ...window,
      backMin: view.nowMin + params.replyMin,
      absences: [...window.absences, later],
    };
    return [
      windowMove({ kind: 'recall', window: index, mask: window.mask }, params.threshold.recall, index, window, back),
    ];
  });
}

/** Newcomers of a queue are told of a hall nearby where, the way included, they would be served clearly sooner. */
function otherHallMoves(view: RedirectView, params: RedirectParams): Move[] {
  return view.queues.flatMap((queue, q) => {
    if (
      queue.predictedP50Min === undefined ||
      view.past.some((p) => p.kind === 'other-hall' && p.queue === q && view.nowMin - p.decidedMin < params.guideMin)
    )
      return [];
    const there = bestHall(view, params, queue.code);
    if (there === undefined) return [];
    const better = queue.predictedP50Min - there.totalP50Min;
    if (better < params.otherHallMarginMin) return [];
    const slot = Math.min(queue.ratePerMin.length - 1, Math.max(0, Math.floor(view.nowMin / view.slotMin)));
    const leaving =
      (queue.ratePerMin[slot] ?? 0) * (queue.demandRatio[slot] ?? 1) * params.guideMin * params.otherHallShare;
    const untilMin = Math.min(view.nowMin + params.replyMin + params.guideMin, view.closeMin);
    const factor = 1 - params.otherHallShare;
    return [
      {
        decision: { kind: 'other-hall', queue: q, toHall: there.hall.code, untilMin },
        threshold: params.threshold.otherHall,
        // Those who go wait there and walk: their part is counted here, the relief of those who stay by the look-ahead.
        preference: -leaving * there.totalP50Min,
        apply: (f: FluidModel) => {
          f.scaleInflow(q, factor, view.nowMin, untilMin);
        },
        undo: (f: FluidModel) => {
          f.scaleInflow(q, 1 / factor, view.nowMin, untilMin);
        },
      } satisfies Move,
    ];
  });
}

/** The hall within reach where a visitor of this queue would be served soonest, the way included. */
export function bestHall(
  view: RedirectView,
  params: RedirectParams,
  queue: string,
): { hall: OtherHallView; totalP50Min: number; totalP80Min: number } | undefined {
  let best: { hall: OtherHallView; totalP50Min: number; totalP80Min: number } | undefined;
  for (const hall of view.otherHalls) {
    const p50 = hall.waitP50Min.get(queue);
    const p80 = hall.waitP80Min.get(queue);
    if (p50 === undefined || p80 === undefined || hall.travelMin > params.circleMin) continue;
    const total = hall.travelMin + p50;
    if (best === undefined || total < best.totalP50Min)
      best = { hall, totalP50Min: total, totalP80Min: hall.travelMin + p80 };
  }
  return best;
}
