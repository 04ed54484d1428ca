import type { HallConfig, Interval } from '../live';

const MINUTE = 60_000;
/** A hall puts as many officers at a queue as its visitors need, and a fifth more. */
const USUAL_LOAD = 0.8;
/** Expected in a half hour of a queue that no window is rostered for. */
const LEAST = 0.5;

/** People whom those rostered for the queue can just about serve meanwhile; a window of several queues is shared among them. */
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
  return Math.max(LEAST, (USUAL_LOAD * minutes) / serviceMin);
}

export const overlap = (a: Interval, b: Interval): number =>
  Math.max(0, Math.min(a.to, b.to) - Math.max(a.from, b.from));
