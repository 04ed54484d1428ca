import type { HallConfig } from '@cockpit/domain';
import { byHour, merged, type SpanOf, type QueueWait, type Stretch } from '../sources/window-times';

/** Data of one hall day: window states, waits per queue and services per queue. */
export interface SkillDay {
  readonly config: Pick<HallConfig, 'officers' | 'windows' | 'queues' | 'open'>;
  readonly zone: string;
  readonly spans: readonly SpanOf[];
  readonly stays: readonly QueueWait[];
  readonly services: readonly QueueWait[];
}

/** Minutes of one queue on one hall day. */
export interface SkillGap {
  readonly queue: string;
  /** sum of all waits in the queue */
  readonly waitingMin: number;
  /** of these while an officer without the skill was idle: the maximum effect of training */
  readonly touchedMin: number;
  /** of these per idle officer; two idle officers both count */
  readonly officers: ReadonlyMap<string, number>;
  /** by hour: service time of the queue, and open time of qualified windows */
  readonly hours: ReadonlyMap<string, { demandMin: number; qualifiedMin: number }>;
}

const OPEN: ReadonlySet<string> = new Set(['idle', 'called', 'serving']);
const minutesOf = (stretches: readonly Stretch[]): number =>
  stretches.reduce((sum, { from, to }) => sum + Math.max(0, to - from), 0) / 60_000;

/** Returns the covered time before a moment; the intervals must be sorted and disjoint. */
function lengthBefore(stretches: readonly Stretch[]): (at: number) => number {
  const before: number[] = [];
  let sum = 0;
  for (const { from, to } of stretches) {
    before.push(sum);
    sum += to - from;
  }
  return (at) => {
    let [low, high] = [0, stretches.length];
    while (low < high) {
      const middle = (low + high) >> 1;
      if ((stretches[middle]?.from ?? Infinity) < at) low = middle + 1;
      else high = middle;
    }
    const last = stretches[low - 1];
    return last === undefined ? 0 : (before[low - 1] ?? 0) + Math.min(at, last.to) - last.from;
  };
}

/** Minutes of waits that overlap sorted, disjoint intervals; each wait counts. */
function shared(stays: readonly Stretch[], idle: readonly Stretch[]): number {
  const before = lengthBefore(idle);
  return stays.reduce((ms, { from, to }) => ms + before(to) - before(from), 0) / 60_000;
}

/**
 * Waiting beside idle windows by queue until closing time, because visitors who were never called did not wait until
 * midnight. Windows without a known officer are left out.
 */
export function skillGaps({ config, zone, spans, stays, services }: SkillDay): SkillGap[] {
  const skills = new Map(config.officers.map(({ id, skills: own }) => [id, new Set<string>(own)]));
  const staffed = spans.flatMap((span) => {
    const officer = span.officer ?? rostered(config, span);
    const own = officer === null ? undefined : skills.get(officer);
    return officer === null || own === undefined ? [] : [{ ...span, officer, skills: own }];
  });
  // a hall without hours has no closing time
  const closing = config.open.at(-1)?.to ?? Infinity;
  return config.queues.map(({ code }) => {
    const waiting = stays.flatMap(({ queue, from, to }) =>
      queue === code && Math.min(to, closing) > from ? [{ from, to: Math.min(to, closing) }] : [],
    );
    const idle = staffed.filter(({ state, skills: own }) => state === 'idle' && !own.has(code));
    const officers = new Map<string, number>();
    for (const officer of new Set(idle.map((span) => span.officer))) {
      const min = shared(waiting, merged(idle.filter((span) => span.officer === officer)));
      if (min > 0) officers.set(officer, min);
    }
    return {
      queue: code,
      waitingMin: minutesOf(waiting),
      touchedMin: shared(waiting, merged(idle)),
      officers,
      hours: hoursOf(
        services.filter(({ queue }) => queue === code),
        staffed.filter(({ state, skills: own }) => OPEN.has(state) && own.has(code)),
        zone,
      ),
    };
  });
}

function hoursOf(served: readonly Stretch[], qualified: readonly Stretch[], zone: string): SkillGap['hours'] {
  const hours = new Map<string, { demandMin: number; qualifiedMin: number }>();
  const add = (stretches: readonly Stretch[], side: 'demandMin' | 'qualifiedMin'): void => {
    for (const { from, to } of stretches)
      for (const piece of byHour(from, to, zone)) {
        const hour = hours.get(piece.hour) ?? { demandMin: 0, qualifiedMin: 0 };
        hours.set(piece.hour, { ...hour, [side]: hour[side] + (piece.to - piece.from) / 60_000 });
      }
  };
  add(served, 'demandMin');
  add(qualified, 'qualifiedMin');
  return hours;
}

const rostered = (config: SkillDay['config'], { window, from }: SpanOf): string | null =>
  config.windows.find(({ id }) => id === window)?.roster.find((shift) => shift.from <= from && from < shift.to)
    ?.officerId ?? null;
