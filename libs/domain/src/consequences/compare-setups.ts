import type { HallConfig } from '../live';
import { sampleDay } from '../simulation/sample-day';
import { quantileOf } from '../predict/tickets/quantiles';
import { coverGaps, newGaps, type CoverGap } from './cover';
import { playSetup, QueueRun, type Visitors } from './play-setup';

const HOUR = 3_600_000;
/** Days that are played, the same visitors before and after. */
export const RUNS = 16;
/** Half an interval is so many standard errors: with a week of queues looked at together, one in a few hundred weeks says what is not there. */
const ERRORS = 4;
/** Less is nobody's business. */
const LEAST_MIN = 0.5;
const LEAST_PEOPLE = 0.5;

/** What is expected of one queue of a day. */
export interface QueueAhead {
  readonly visitors: number;
  readonly meanMin: number;
  readonly p90Min: number;
  /** people in line at the worst moment */
  readonly longest: number;
  readonly unserved: number;
}
/** `none`: exactly as before; `unclear`: no difference that can be told. */
export type Verdict = 'none' | 'unclear' | 'longer' | 'shorter';

export interface QueueChange {
  readonly queue: string;
  readonly before: QueueAhead;
  readonly after: QueueAhead;
  /** of the mean wait, with half of its interval */
  readonly byMin: number;
  readonly within: number;
  readonly wait: Verdict;
  readonly unserved: Verdict;
  /** the hour in which the wait changes most; null where no change can be told */
  readonly worst: { readonly at: number; readonly beforeMin: number; readonly afterMin: number } | null;
}

export interface DayChange {
  readonly day: string;
  readonly state: 'compared' | 'closed' | 'no-past';
  readonly queues: readonly QueueChange[];
  readonly gaps: readonly CoverGap[];
  readonly closed: readonly CoverGap[];
}

/**
 * What a day would look like with another setup of the hall: the same people come at the same times with the same needs. Those who
 * would come while its doors are closed are unserved. Its forecast is that of `before`; nobody is expected where nobody ever came.
 */
export function compareSetups(before: HallConfig, after: HallConfig, runs = RUNS): DayChange {
  const [old, young] = [coverGaps(before), coverGaps(after)];
  const head = { day: before.day, gaps: newGaps(old, young), closed: newGaps(young, old) };
  if (before.open.length === 0 && after.open.length === 0) return { ...head, state: 'closed', queues: [] };
  if (!before.queues.some(({ code }) => (before.forecast.queues[code] ?? []).some((n) => n > 0)))
    return { ...head, state: 'no-past', queues: [] };
  const same = isSame(before, after);
  const pairs = Array.from({ length: runs }, (_, i) => {
    const { tickets } = sampleDay(before, seedOf(before.dayStart, i));
    const visitors = { config: before, tickets };
    const run = playSetup(before, visitors);
    return { visitors, before: run, after: same ? run : playSetup(after, visitors) };
  });
  const codes = new Set([...before.queues, ...after.queues].map(({ code }) => code));
  return { ...head, state: 'compared', queues: [...codes].map((queue) => queueChange(queue, pairs, before.dayStart)) };
}

interface Pair {
  readonly visitors: Visitors;
  readonly before: ReadonlyMap<string, QueueRun>;
  readonly after: ReadonlyMap<string, QueueRun>;
}
type Side = 'before' | 'after';

const seedOf = (dayStart: number, run: number): number => Math.floor(dayStart / 86_400_000) * 1000 + run;
/** Names say nothing of waits. */
const isSame = (a: HallConfig, b: HallConfig): boolean => textOf(a) === textOf(b);
const textOf = ({ open, queues, windows, officers }: HallConfig): string =>
  JSON.stringify([
    open,
    queues.map(({ code }) => code),
    windows.map(({ id, kind, queues: own, homeQueue, roster }) => [id, kind, own, homeQueue, roster]),
    officers.map(({ id, skills }) => [id, skills]),
  ]);

function queueChange(queue: string, pairs: readonly Pair[], dayStart: number): QueueChange {
  const runs = (side: Side): QueueRun[] => pairs.map((pair) => pair[side].get(queue) ?? NOBODY);
  const [old, young] = [runs('before'), runs('after')];
  const waits = difference(old.map(meanOf), young.map(meanOf));
  const left = difference(
    old.map(({ unserved }) => unserved),
    young.map(({ unserved }) => unserved),
  );
  const wait = verdictOf(waits, LEAST_MIN);
  const branch = pairs[0]?.visitors.config.queues.findIndex(({ code }) => code === queue) ?? -1;
  const visitors = mean(
    pairs.map((pair) => pair.visitors.tickets.reduce((n, one) => n + Number(one.branch === branch && !one.noShow), 0)),
  );
  return {
    queue,
    before: aheadOf(old, visitors),
    after: aheadOf(young, visitors),
    byMin: waits.by,
    within: waits.within,
    wait,
    unserved: verdictOf(left, LEAST_PEOPLE),
    worst:
      wait === 'longer' || wait === 'shorter' ? worstHour(old, young, { sign: Math.sign(waits.by), dayStart }) : null,
  };
}

const NOBODY = new QueueRun();
const mean = (values: readonly number[]): number => values.reduce((sum, n) => sum + n, 0) / Math.max(1, values.length);
const meanOf = ({ waits }: QueueRun): number => mean(waits);

function aheadOf(runs: readonly QueueRun[], visitors: number): QueueAhead {
  const all = Float64Array.from(runs.flatMap(({ waits }) => waits)).sort();
  return {
    visitors,
    meanMin: mean(runs.map(meanOf)),
    p90Min: quantileOf(all, 0.9),
    longest: mean(runs.map(({ longest }) => longest)),
    unserved: mean(runs.map(({ unserved }) => unserved)),
  };
}

interface Difference {
  readonly by: number;
  readonly within: number;
  readonly none: boolean;
}
/** Of pairs that met the same people: what stays when the luck of the day is taken off. */
function difference(before: readonly number[], after: readonly number[]): Difference {
  const each = after.map((value, i) => value - (before[i] ?? 0));
  const by = mean(each);
  const variance = each.reduce((sum, one) => sum + (one - by) ** 2, 0) / Math.max(1, each.length - 1);
  return { by, within: ERRORS * Math.sqrt(variance / Math.max(1, each.length)), none: each.every((one) => one === 0) };
}

function verdictOf({ by, within, none }: Difference, least: number): Verdict {
  if (none) return 'none';
  return Math.abs(by) < least || Math.abs(by) <= within ? 'unclear' : by > 0 ? 'longer' : 'shorter';
}

/** Of the hours whose change can be told and goes the way of the day. */
function worstHour(
  old: readonly QueueRun[],
  young: readonly QueueRun[],
  { sign, dayStart }: { sign: number; dayStart: number },
): QueueChange['worst'] {
  const hours = NOBODY.hourSum.length;
  let worst: { at: number; beforeMin: number; afterMin: number } | null = null;
  for (let hour = 0; hour < hours; hour += 1) {
    const both = old.flatMap((run, i) => {
      const [a, b] = [hourMean(run, hour), hourMean(young[i] ?? NOBODY, hour)];
      return Number.isNaN(a) || Number.isNaN(b) ? [] : [{ a, b }];
    });
    const [as, bs] = [both.map(({ a }) => a), both.map(({ b }) => b)];
    const told = difference(as, bs);
    // an hour to which hardly anybody comes is no example
    if (both.length * 2 < old.length || told.by * sign < LEAST_MIN || Math.abs(told.by) <= told.within) continue;
    if (worst !== null && Math.abs(told.by) <= Math.abs(worst.afterMin - worst.beforeMin)) continue;
    worst = { at: dayStart + hour * HOUR, beforeMin: mean(as), afterMin: mean(bs) };
  }
  return worst;
}

/** NaN when nobody came. */
const hourMean = ({ hourSum, hourCount }: QueueRun, hour: number): number =>
  (hourSum[hour] ?? Number.NaN) / (hourCount[hour] ?? 0);
