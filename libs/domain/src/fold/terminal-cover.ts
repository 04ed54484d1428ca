import { uncovered } from '../escalation/gaps';
import type { TerminalSpan } from './terminal';

/** Half-open, epoch ms. */
interface Interval {
  readonly from: number;
  readonly to: number;
}

/** A terminal with the times in which it should serve, and what was told of it. Epoch ms. */
export interface WatchedTerminal {
  readonly allDay: boolean;
  readonly watched: readonly Interval[];
  readonly spans: readonly Pick<TerminalSpan, 'state' | 'from' | 'to'>[];
}

/** Up, down and unknown add up to what was watched. */
export interface WatchedTime {
  readonly watchedMs: number;
  readonly upMs: number;
  /** out of order or silent */
  readonly downMs: number;
  /** nobody told anything of it */
  readonly unknownMs: number;
}

/** How the terminals of a place or an area served. */
export interface TerminalCover {
  readonly terminals: number;
  readonly allDay: number;
  readonly all: WatchedTime;
  readonly ofAllDay: WatchedTime;
  /** of the time its 24-hour terminals are for, in which one of them at least was up */
  readonly servedMs: number;
  readonly dayAndNightMs: number;
}

export function coverOf(terminals: readonly WatchedTerminal[]): TerminalCover {
  const byNight = terminals.filter(({ allDay }) => allDay);
  const asked = byNight.flatMap(({ watched }) => watched);
  return {
    terminals: terminals.length,
    allDay: byNight.length,
    all: sumOf(terminals),
    ofAllDay: sumOf(byNight),
    servedMs: covered(asked, byNight.flatMap(upOf)),
    dayAndNightMs: covered(asked, asked),
  };
}

const sumOf = (terminals: readonly WatchedTerminal[]): WatchedTime =>
  terminals.map(timeOf).reduce(
    (sum, one) => ({
      watchedMs: sum.watchedMs + one.watchedMs,
      upMs: sum.upMs + one.upMs,
      downMs: sum.downMs + one.downMs,
      unknownMs: sum.unknownMs + one.unknownMs,
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

/** How much of the stretches that are asked about the others cover, ms; what overlaps counts once. */
const covered = (asked: readonly Interval[], by: readonly Interval[]): number =>
  lengthOf(uncovered(asked, [])) - lengthOf(uncovered(asked, by));

const lengthOf = (spans: readonly Interval[]): number => spans.reduce((sum, { from, to }) => sum + to - from, 0);
