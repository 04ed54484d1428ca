import type { HallState } from '../live';
import type { PredictOptions } from './options';
import { refusal } from './refuse';
import type { Probe } from './tickets/probe';
import { quantileOf } from './tickets/quantiles';
import { predictView } from './tickets/read';
import { addSaved, Rollout } from './tickets/rollout';
import type { PredictView, QueueOutlook } from './tickets/view';
import { changed, type Change } from './what-if-change';

/** Somebody who really took a ticket after the moment in question; epoch ms. */
export interface Newcomer {
  readonly queue: string;
  readonly issuedAt: number;
}

export interface CounterfactualOptions extends PredictOptions {
  /** everybody who came within the horizon */
  readonly came: readonly Newcomer[];
  /** minutes after the state's now of which newcomers are judged. Default 60. */
  readonly horizonMin?: number;
}

/** What a change did, or would have done: minutes of waiting saved by all it touched, with a 95 % band over the paired futures. */
export interface Counterfactual {
  readonly savedMin: number;
  readonly lowMin: number;
  readonly highMin: number;
  /** people judged: those in line then and those who came */
  readonly visitors: number;
  readonly paths: number;
  readonly horizonMin: number;
}

const SLOT_MIN = 5;
const PATHS = 200;
const SEED = 11;
/** waits longer than this count as so long */
const LIMIT_MIN = 300;

/**
 * What a change made of a hall was worth, looked back at. Both futures begin at the state given and are played with the people
 * who really stood in line and the numbers who really came, queue by queue and five minutes by five minutes; services, absences and
 * what nobody recorded are drawn, the same on both sides. Null where nothing can be said: no queue whose wait can be known, or nobody there.
 * @throws RangeError when the change names a window, queue or item this hall has not
 */
export function counterfactual(
  state: HallState,
  change: Change,
  options: CounterfactualOptions,
): Counterfactual | null {
  const now = options.now ?? state.now;
  const horizonMin = options.horizonMin ?? 60;
  const seen = predictView(state, options.past?.experience ?? null, now);
  const before: PredictView = {
    ...seen,
    queues: seen.queues.map((queue) => ({
      ...queue,
      arrivals: asTheyCame(queue, seen.nowMin, now, horizonMin, options.came),
    })),
  };
  const after = changed(before, change, state);
  const judged = new Set(
    before.queues.flatMap(({ code }, b) =>
      refusal(state, before, code, now) === null && refusal(state, after, code, now) === null ? [b] : [],
    ),
  );
  const asked = whoIsAsked(before, judged, now, horizonMin, options.came);
  const visitors = asked.reduce((sum, { weight }) => sum + weight, 0);
  if (visitors === 0) return null;
  const paths = 2 * Math.ceil((options.paths ?? PATHS) / 2);
  const probes = asked.map(({ probe }) => probe);
  const rollout = { paths, seed: SEED, horizonMin: LIMIT_MIN };
  const without = new Rollout(before, probes).futures(rollout);
  const made = new Rollout(after, probes).futures(rollout, without);
  const saved = new Float64Array(paths);
  asked.forEach(({ weight }, probe) => {
    addSaved(saved, weight, probe, without, made);
  });
  const savedMin = saved.reduce((sum, value) => sum + value, 0) / paths;
  saved.sort();
  return { savedMin, lowMin: quantileOf(saved, 0.025), highMin: quantileOf(saved, 0.975), visitors, paths, horizonMin };
}

/** Everybody in line, and one newcomer for all of a queue's within five minutes. In order of time. */
function whoIsAsked(
  view: PredictView,
  judged: ReadonlySet<number>,
  now: number,
  horizonMin: number,
  came: readonly Newcomer[],
): { probe: Probe; weight: number }[] {
  const inLine = view.queues.flatMap(({ waiting }, queue) =>
    judged.has(queue)
      ? waiting.map(({ id }) => ({ probe: { queue, atMin: view.nowMin, ticketId: id }, weight: 1 }))
      : [],
  );
  const later = view.queues.flatMap(({ code }, queue) =>
    (judged.has(queue) ? counts(code, now, horizonMin, came) : []).flatMap((weight, slot) =>
      weight === 0 ? [] : [{ probe: { queue, atMin: view.nowMin + (slot + 0.5) * SLOT_MIN }, weight }],
    ),
  );
  return [...inLine, ...later.sort((a, b) => a.probe.atMin - b.probe.atMin)];
}

function counts(queue: string, now: number, horizonMin: number, came: readonly Newcomer[]): number[] {
  const slots = new Array<number>(Math.ceil(horizonMin / SLOT_MIN)).fill(0);
  for (const one of came) {
    const slot = Math.floor((one.issuedAt - now) / 60_000 / SLOT_MIN);
    if (one.queue === queue && one.issuedAt >= now && slot < slots.length) slots[slot] = (slots[slot] ?? 0) + 1;
  }
  return slots;
}

/** What came within the horizon as it came; the forecast for the time behind it. */
function asTheyCame(
  { code, arrivals }: QueueOutlook,
  nowMin: number,
  now: number,
  horizonMin: number,
  came: readonly Newcomer[],
): QueueOutlook['arrivals'] {
  const known = counts(code, now, horizonMin, came).map((count) => count / SLOT_MIN);
  const end = arrivals.startMin + arrivals.perMin.length * arrivals.slotMin;
  const rest: number[] = [];
  for (let at = nowMin + known.length * SLOT_MIN; at < end; at += SLOT_MIN)
    rest.push(arrivals.perMin[Math.floor((at - arrivals.startMin) / arrivals.slotMin)] ?? 0);
  return { ...arrivals, startMin: nowMin, slotMin: SLOT_MIN, perMin: [...known, ...rest], spread: 0 };
}
