/** Rate and size limits of a robot. */
export interface Limits {
  /** at most `count` messages in any span of `ms` */
  readonly windows: readonly { readonly count: number; readonly ms: number }[];
  /** per message */
  readonly bytes: number;
}

/**
 * The latest possible arrival time of each recent message, epoch ms: the time of its answer, or while there is none,
 * the end of its timeout. With these times no span of the receiver's clock exceeds the limit, whatever the delay.
 */
export type Arrivals = readonly number[];

/** The time of the next allowed message, epoch ms; `now` if one is allowed. */
export function freeAt(limits: Limits, arrivals: Arrivals, now: number): number {
  const waits = limits.windows.map(({ count, ms }) => {
    const within = arrivals.filter((at) => at > now - ms).sort((a, b) => b - a);
    const first = within[count - 1];
    return first === undefined ? now : first + ms;
  });
  return Math.max(now, ...waits);
}

/** Messages left in the longest window. */
export function freeNow(limits: Limits, arrivals: Arrivals, now: number): number {
  const longest = longestOf(limits);
  return Math.max(0, longest.count - arrivals.filter((at) => at > now - longest.ms).length);
}

/** Arrivals that still count. */
export const stillCounted = (limits: Limits, arrivals: Arrivals, now: number): number[] => {
  const { ms } = longestOf(limits);
  return arrivals.filter((at) => at > now - ms);
};

/** Reserved capacity: when less is free, messages are spread over the time until more becomes free. */
const RESERVED = { red: 4, yellow: 8 } as const;
export const MOST_IN_ONE = 30;

/**
 * Spreads messages so that none waits long: at once while there is capacity, then less and less often, with the waiting
 * ones folded together. Red messages may use capacity that yellow ones leave. Never earlier than the limit allows.
 */
export function pacedAt(limits: Limits, arrivals: Arrivals, now: number, level: 'red' | 'yellow'): number {
  const earliest = freeAt(limits, arrivals, now);
  const free = freeNow(limits, arrivals, now);
  if (free >= RESERVED[level]) return earliest;
  const { ms } = longestOf(limits);
  const within = arrivals.filter((at) => at > now - ms);
  const until = Math.min(...within) + ms;
  const spread = Math.max(...within) + (until - now) / (free + 1);
  return Math.max(earliest, Math.min(spread, until));
}

/**
 * How many waiting messages are folded into the next one: one while there is capacity for each, otherwise as many as
 * fit.
 */
export function toFold(limits: Limits | null, waiting: number, free: number): number {
  if (limits === null || waiting <= 1) return 1;
  return free - waiting >= RESERVED.yellow ? 1 : Math.min(waiting, MOST_IN_ONE);
}

const longestOf = ({ windows }: Limits): Limits['windows'][number] => windows.reduce((a, b) => (a.ms > b.ms ? a : b));
