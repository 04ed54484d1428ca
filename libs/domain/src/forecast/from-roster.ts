import type { HallConfig, Interval } from '../live';

const MINUTE = 60_000;
/** Usual load of rostered officers: halls plan a fifth more than visitors need. */
const USUAL_LOAD = 0.8;
/** Expected arrivals in a half hour of a queue without any rostered window. */
const MIN_EXPECTED = 0.5;

/** Arrivals that the officers rostered for the queue can just serve; a window with several queues is split among them. */
export function fromRoster(
  { windows }: Pick<HallConfig, 'windows'>,
  code: string,
  span: Interval,
  serviceMin: number,
): number {
  const told = windows.some(({ roster }) => roster.length > 0);
  const minutes = windows.reduce((sum, { kind, queues, roster }) => {
    if (kind === 'reserve' || !queues.includes(code)) return sum;
    const there = told ? roster.reduce((part, shift) => part + overlap(shift, span), 0) : span.to - span.from;
    return sum + there / MINUTE / queues.length;
  }, 0);
  return Math.max(MIN_EXPECTED, (USUAL_LOAD * minutes) / serviceMin);
}

export const overlap = (a: Interval, b: Interval): number =>
  Math.max(0, Math.min(a.to, b.to) - Math.max(a.from, b.from));
