import type { HallState } from '../../live';
import { has, setOf } from '../../queueSet';
import { connected } from './desks';
import type { PredictView } from './view';

const MINUTE = 60_000;
/** Calls that the recent pace is read from, and how old they may be. */
const CALLS = 20;
const OLDEST_MIN = 240;
/** A line that has not moved at all is not taken to be slower than this, minutes a call. */
const SLOWEST_MIN = 15;

/**
 * What the line itself says about a wait, in minutes, each on its own an estimate: people ahead × recent minutes a call,
 * the same for those in queues that share windows, how long the first in line has waited, and one minute for everybody.
 * None of them falls when more people wait, or when time goes by without a call.
 */
export type LineSigns = readonly [ahead: number, beside: number, oldest: number, one: number];

/** @param ahead how many of this queue are called before the one asked about */
export function lineSigns(state: HallState, view: PredictView, queue: number, ahead: number, now: number): LineSigns {
  const reach = connected(view, setOf([queue]));
  const calls: number[] = [];
  const codes = new Set(view.queues.flatMap(({ code }, b) => (has(reach, b) ? [code] : [])));
  for (const { calledAt, queue: code } of state.tickets.values()) {
    if (
      calledAt !== null &&
      code !== null &&
      codes.has(code) &&
      calledAt <= now &&
      now - calledAt < OLDEST_MIN * MINUTE
    )
      calls.push(calledAt);
  }
  calls.sort((a, b) => b - a);
  const seen = calls.slice(0, CALLS);
  const interval = Math.min(
    SLOWEST_MIN,
    seen.length < 2 ? SLOWEST_MIN / 3 : (now - (seen.at(-1) ?? now)) / MINUTE / seen.length,
  );
  let others = 0;
  view.queues.forEach(({ waiting }, b) => {
    if (b !== queue && has(reach, b)) others += waiting.length;
  });
  const first = view.queues[queue]?.waiting[0];
  const oldest = ahead === 0 || first === undefined ? 0 : Math.max(0, view.nowMin - first.issuedMin);
  return [ahead * interval, others * interval, oldest, 1];
}
