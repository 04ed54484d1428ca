import { uncovered } from '../escalation/gaps';
import type { TerminalSpan } from './terminal';

/** Half-open, epoch ms. */
interface Interval {
  readonly from: number;
  readonly to: number;
}

/** A terminal with its scheduled times and its spans. Epoch ms. */
export interface WatchedTerminal {
  readonly allDay: boolean;
  readonly watched: readonly Interval[];
  readonly spans: readonly Pick<TerminalSpan, 'state' | 'from' | 'to'>[];
}

/** Up, down and unknown time sum to the watched time. */
export interface WatchedTime {
  readonly watchedMs: number;
  readonly upMs: number;
  /** faulty or silent */
  readonly downMs: number;
  /** time without any report */
  readonly unknownMs: number;
}

/** Availability of the terminals of a place or an area. */
export interface TerminalCover {
  readonly terminals: number;
  readonly allDay: number;
  readonly all: WatchedTime;
  readonly ofAllDay: WatchedTime;
  /** scheduled time of its 24-hour terminals in which at least one of them was up */
  readonly servedMs: number;
  readonly dayAndNightMs: number;
}

export function coverOf(terminals: readonly WatchedTerminal[]): TerminalCover {
  const byNight = terminals.filter(({ allDay }) => allDay);
  const watchedAtNight = byNight.flatMap(({ watched }) => watched);
  return {
    terminals: terminals.length,
    allDay: byNight.length,
    all: sumOf(terminals),
    ofAllDay: sumOf(byNight),
    servedMs: covered(watchedAtNight, byNight.flatMap(upOf)),
    dayAndNightMs: covered(watchedAtNight, watchedAtNight),
  };
}

const sumOf = (terminals: readonly WatchedTerminal[]): WatchedTime =>
  terminals.map(timeOf).reduce(
    (sum, time) => ({
      watchedMs: sum.watchedMs + time.watchedMs,
      upMs: sum.upMs + time.upMs,
      downMs: sum.downMs + time.downMs,
      unknownMs: sum.unknownMs + time.unknownMs,
    }),
    { watchedMs: 0, upMs: 0, downMs: 0, unknownMs: 0 },
  );

function timeOf(terminal: WatchedTerminal): WatchedTime {
  const { watched, spans } = terminal;
  const watchedMs = covered(watched, watched);
  const upMs = covered(watched, upOf(terminal));
  const downMs = covered(watched, spans) - upMs;
  return { watchedMs, upMs, downMs, unknownMs: watchedMs - upMs - downMs };
}

const upOf = ({ spans }: WatchedTerminal): WatchedTerminal['spans'] => spans.filter(({ state }) => state === 'up');

/** How much of the watched intervals is covered, ms; overlaps count once. */
const covered = (watched: readonly Interval[], by: readonly Interval[]): number =>
  lengthOf(uncovered(watched, [])) - lengthOf(uncovered(watched, by));

const lengthOf = (spans: readonly Interval[]): number => spans.reduce((sum, { from, to }) => sum + to - from, 0);
