/** How often a robot may be posted to, and how much at a time. */
export interface Limits {
  /** so many within any span of so many ms */
  readonly windows: readonly { readonly count: number; readonly ms: number }[];
  /** of one message */
  readonly bytes: number;
}

/**
 * When a message may have arrived at the latest, for each of those lately sent, epoch ms: when its answer came; while there is none, when it was
 * given up at the latest. So counted, no span of the receiver's clock holds more than the limit, however long each was on its way.
 */
export type Arrivals = readonly number[];

/** Whether one more may go now; else when to ask again, epoch ms. */
export function freeAt(limits: Limits, arrivals: Arrivals, now: number): number {
  const waits = limits.windows.map(({ count, ms }) => {
    const within = arrivals.filter((at) => at > now - ms).sort((a, b) => b - a);
    const first = within[count - 1];
    return first === undefined ? now : first + ms;
  });
  return Math.max(now, ...waits);
}

/** How many more may go before the longest span is full. */
export function freeNow(limits: Limits, arrivals: Arrivals, now: number): number {
  const longest = longestOf(limits);
  return Math.max(0, longest.count - arrivals.filter((at) => at > now - longest.ms).length);
}

/** Those that still count. */
export const stillCounted = (limits: Limits, arrivals: Arrivals, now: number): number[] => {
  const { ms } = longestOf(limits);
  return arrivals.filter((at) => at > now - ms);
};

/** So many places are kept: when fewer are left, what is left is spread over the time until there are more. */
const KEPT_FREE = { red: 4, yellow: 8 } as const;
export const MOST_IN_ONE = 30;

/**
 * When the next message goes so that nobody waits long for the one after it: at once while there is room, then ever more rarely. What comes in
 * between is folded into it. Red ones use places that yellow ones leave. Never earlier than the limit allows.
 */
export function pacedAt(limits: Limits, arrivals: Arrivals, now: number, level: 'red' | 'yellow'): number {
  const earliest = freeAt(limits, arrivals, now);
  const free = freeNow(limits, arrivals, now);
  if (free >= KEPT_FREE[level]) return earliest;
  const { ms } = longestOf(limits);
  const within = arrivals.filter((at) => at > now - ms);
  const until = Math.min(...within) + ms;
  const spread = Math.max(...within) + (until - now) / (free + 1);
  return Math.max(earliest, Math.min(spread, until));
}

/** How many of those that wait are folded into the next message: one while there is room for each, as many as fit when it gets tight. */
export function toFold(limits: Limits | null, waiting: number, free: number): number {
  if (limits === null || waiting <= 1) return 1;
  return free - waiting >= KEPT_FREE.yellow ? 1 : Math.min(waiting, MOST_IN_ONE);
}

const longestOf = ({ windows }: Limits): Limits['windows'][number] => windows.reduce((a, b) => (a.ms > b.ms ? a : b));
