import type { HallState } from '../../live';
import { has, setOf } from '../../queue-set';
import { connected } from './desks';
import { placeOf } from './head-start';
import type { PredictView, WaitingOutlook } from './view';

const MINUTE = 60_000;
/** Calls that the recent pace is read from, of the queue itself and of those that share its windows, and how old they may be. */
const OWN_CALLS = 10;
const CALLS = 20;
const OLDEST_MIN = 240;
/** A line that has not moved at all is not taken to be slower than this, minutes a call. */
const SLOWEST_MIN = 15;

/**
 * What the line itself says about a wait, in minutes, each on its own an estimate: people ahead × recent minutes a call
 * of this queue, people of those that share its windows × their minutes a call, how long the first of those ahead has
 * waited, how long those waited who were called last, and one minute for everybody. None of them falls when more people
 * wait, or when time goes by without a call.
 */
export type LineSigns = readonly [ahead: number, beside: number, oldest: number, recent: number, one: number];

/** Somebody whose wait is asked for: when they came and how far forward that puts them. */
export interface Stander {
  readonly issuedMin: number;
  readonly priority: number;
  /** of their queue, whoever is called before them */
  readonly ahead: readonly WaitingOutlook[];
}

/** A newcomer of a queue, with this priority. */
export function newcomer(view: PredictView, queue: number, priority: number): Stander {
  const { nowMin, headStartMin } = view;
  const place = placeOf(nowMin, priority, headStartMin);
  const line = view.queues[queue]?.waiting ?? [];
  return {
    issuedMin: nowMin,
    priority,
    ahead: line.filter((t) => placeOf(t.issuedMin, t.priority, headStartMin) <= place),
  };
}

export function lineSigns(state: HallState, view: PredictView, queue: number, who: Stander, now: number): LineSigns {
  const reach = connected(view, setOf([queue]));
  const codes = new Set(view.queues.flatMap(({ code }, b) => (has(reach, b) ? [code] : [])));
  const own: Call[] = [];
  const all: Call[] = [];
  for (const { calledAt, enqueuedAt, queue: code } of state.tickets.values()) {
    if (calledAt === null || code === null || calledAt > now || now - calledAt >= OLDEST_MIN * MINUTE) continue;
    if (!codes.has(code)) continue;
    const call = { at: calledAt, waitedMin: enqueuedAt === null ? 0 : Math.max(0, calledAt - enqueuedAt) / MINUTE };
    all.push(call);
    if (code === view.queues[queue]?.code) own.push(call);
  }
  const recent = latest(own, OWN_CALLS);
  const shared = minutesACall(latest(all, CALLS), now);
  let others = 0;
  view.queues.forEach(({ waiting }, b) => {
    if (b !== queue && has(reach, b)) others += waiting.length;
  });
  return [
    who.ahead.length * (recent.length < 2 ? shared : minutesACall(recent, now)),
    others * shared,
    aheadBy(who, view),
    recent.reduce((sum, { waitedMin }) => sum + waitedMin, 0) / Math.max(1, recent.length),
    1,
  ];
}

interface Call {
  readonly at: number;
  readonly waitedMin: number;
}

function latest(calls: Call[], most: number): readonly Call[] {
  return calls.sort((a, b) => b.at - a.at).slice(0, most);
}

function minutesACall(calls: readonly Call[], now: number): number {
  const first = calls.at(-1);
  return first === undefined || calls.length < 2
    ? SLOWEST_MIN / 3
    : Math.min(SLOWEST_MIN, (now - first.at) / MINUTE / calls.length);
}

/** Minutes that the first of those ahead has waited, less what a head start takes off. */
function aheadBy({ ahead, priority }: Stander, { nowMin, headStartMin }: PredictView): number {
  const start = headStartMin === Infinity ? 0 : headStartMin;
  const mine = priority > 0 ? start : 0;
  return ahead.reduce((most, t) => Math.max(most, nowMin - t.issuedMin + (t.priority > 0 ? start : 0) - mine), 0);
}
