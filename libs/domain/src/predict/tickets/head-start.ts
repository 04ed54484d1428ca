import type { HallState, LiveTicket } from '../../live';

/** Edges of the gaps between two issues, minutes; each may turn out to be what priority is worth. */
const GAPS = [0.25, 0.5, 0.75, 1, 1.5, 2, 3, 4, 5, 7.5, 10, 15, 20, 30, 45, 60] as const;
/** A head start is believed where it explains so many pairs more than "always first", and this share of its misses. */
const FEWEST_PAIRS = 30;
const LEAST_SHARE = 0.4;
/** Priority that always goes first counts as this many minutes a level: longer than any day. */
const ALWAYS_FIRST_MIN = 1e6;

/** Pairs of which the later had the higher priority, by the gap between their issues: was the later one called first? */
export interface HeadStartTally {
  first: number[];
  second: number[];
}

export function emptyHeadStart(): HeadStartTally {
  const none = (): number[] => new Array<number>(GAPS.length + 1).fill(0);
  return { first: none(), second: none() };
}

/** Learns from a day that is over who was called before whom. */
export function learnHeadStart(tally: HeadStartTally, state: HallState): void {
  const queues = new Map<string, Called[]>();
  for (const ticket of state.tickets.values()) {
    const called = calledOf(ticket);
    if (called === null || ticket.queue === null) continue;
    const line = queues.get(ticket.queue) ?? [];
    line.push(called);
    queues.set(ticket.queue, line);
  }
  for (const line of queues.values()) {
    if (line.every(({ priority }) => priority === line[0]?.priority)) continue;
    line.sort((a, b) => a.issuedAt - b.issuedAt);
    line.forEach((one, i) => {
      learnPairs(tally, one, line, i + 1);
    });
  }
}

interface Called {
  readonly issuedAt: number;
  readonly calledAt: number;
  readonly priority: number;
}

function calledOf({ issuedAt, firstCalledAt, priority }: LiveTicket): Called | null {
  return issuedAt === null || firstCalledAt === null ? null : { issuedAt, calledAt: firstCalledAt, priority };
}

function learnPairs(tally: HeadStartTally, one: Called, line: readonly Called[], from: number): void {
  for (let i = from; i < line.length; i++) {
    const later = line[i];
    if (later === undefined || later.issuedAt >= one.calledAt) return;
    if (later.priority <= one.priority) continue;
    const gap = (later.issuedAt - one.issuedAt) / 60_000;
    const edge = GAPS.findIndex((limit) => gap < limit);
    const at = edge < 0 ? GAPS.length : edge;
    const side = later.calledAt < one.calledAt ? tally.first : tally.second;
    side[at] = (side[at] ?? 0) + 1;
  }
}

/**
 * What priority is worth in this hall, in minutes of having come earlier: Infinity, where whoever has it goes before
 * everybody else, unless a head start explains clearly better who was called before whom.
 */
export function headStartMin({ first, second }: HeadStartTally): number {
  const always = second.reduce((sum, n) => sum + n, 0);
  let best = Infinity;
  let least = Math.min(always - FEWEST_PAIRS, always * (1 - LEAST_SHARE));
  let misses = first.reduce((sum, n) => sum + n, 0);
  GAPS.forEach((gap, i) => {
    misses += (second[i] ?? 0) - (first[i] ?? 0);
    if (misses >= least) return;
    least = misses;
    best = gap;
  });
  return best;
}

/** Whoever has the smaller place is called first: minutes of the day at which somebody without priority would have had to come. */
export function placeOf(issuedMin: number, priority: number, headStart: number): number {
  if (priority <= 0) return issuedMin;
  return issuedMin - (headStart === Infinity ? ALWAYS_FIRST_MIN * priority : headStart);
}
