import { dayStart } from '../../shared/format';

/** One observation: the hall's now as a message said it, and the device time at which the message came. */
export interface ClockSample {
  hallMs: number;
  localMs: number;
}

/** A hall's now and who has told of it. */
interface ClockFacts {
  clock?: 'wall' | 'feed';
  now: string;
  timeZone: string;
  heard: readonly (string | null)[];
}

/** Whether a hall knows what time it is: until a feed has told of anything, the clock that goes by it stands at midnight. */
export function knowsTime({ clock = 'feed', now, timeZone, heard }: ClockFacts): boolean {
  const at = Date.parse(now);
  return (
    clock === 'wall' || at !== dayStart(at, timeZone) || heard.some((time) => time !== null && Date.parse(time) === at)
  );
}

/** Enough to see the pace of a simulation, few enough to follow a change of it. */
const KEEP = 30;

export function addSample(samples: readonly ClockSample[], sample: ClockSample): ClockSample[] {
  const last = samples.at(-1);
  // the hall day was restarted or replayed: old observations say nothing about the new pace
  if (last && sample.hallMs < last.hallMs) return [sample];
  return [...samples, sample].slice(-KEEP);
}

/** Hall seconds per real second: 1 on the wall clock, the pace seen on a feed clock, 0 while it is unknown. */
export function hallSpeed(clock: 'wall' | 'feed', samples: readonly ClockSample[]): number {
  if (clock === 'wall') return 1;
  const [first, last] = [samples[0], samples.at(-1)];
  if (!first || !last || last.localMs - first.localMs < 1000) return 0;
  return Math.max(0, (last.hallMs - first.hallMs) / (last.localMs - first.localMs));
}

/**
 * The hall's now between messages. A feed's time is carried on at its own pace, but never further than about one more
 * message would have brought it: when the feed stops, so does its clock.
 */
export function hallNow(clock: 'wall' | 'feed', samples: readonly ClockSample[], localMs: number): number | null {
  const last = samples.at(-1);
  if (!last) return null;
  const elapsed = Math.max(0, localMs - last.localMs);
  if (clock === 'wall') return last.hallMs + elapsed;
  return last.hallMs + Math.min(elapsed, usualGap(samples)) * hallSpeed(clock, samples);
}

/** A clock that is further ahead than this was wrong: it does not wait, it is set right. */
const LONGEST_WAIT_MS = 300_000;

/**
 * How far the page's clock had come when a message came. A hall that went slower than it was carried on would turn its clock and timers
 * back; they wait for it there instead. A day that was restarted or is replayed begins anew.
 */
export function reached(
  clock: 'wall' | 'feed',
  { samples, reachedMs }: { samples: readonly ClockSample[]; reachedMs: number },
  { hallMs, localMs }: ClockSample,
): number {
  const last = samples.at(-1);
  if (last === undefined || hallMs < last.hallMs) return -Infinity;
  const there = Math.max(reachedMs, hallNow(clock, samples, localMs) ?? -Infinity);
  return there - hallMs > LONGEST_WAIT_MS ? -Infinity : there;
}

/** Longest time between two messages seen lately, at least 1.5 s. */
function usualGap(samples: readonly ClockSample[]): number {
  const gaps = samples.slice(1).map((sample, i) => sample.localMs - (samples[i]?.localMs ?? sample.localMs));
  return Math.max(1500, ...gaps);
}
