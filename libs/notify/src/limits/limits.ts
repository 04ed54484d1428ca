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
  const longest = limits.windows.reduce((a, b) => (a.ms > b.ms ? a : b));
  return Math.max(0, longest.count - arrivals.filter((at) => at > now - longest.ms).length);
}

/** Those that still count. */
export const stillCounted = (limits: Limits, arrivals: Arrivals, now: number): number[] => {
  const ms = Math.max(...limits.windows.map((window) => window.ms));
  return arrivals.filter((at) => at > now - ms);
};

/** Some places are kept for what comes next: a red warning must not wait a minute because yellow ones went one by one. */
const KEPT_FREE = 8;
export const MOST_IN_ONE = 30;

/** How many of those that wait are folded into the next message: one while there is room for each, as many as fit when it gets tight. */
export function toFold(limits: Limits | null, waiting: number, free: number): number {
  if (limits === null || waiting <= 1) return 1;
  return free - waiting >= KEPT_FREE ? 1 : Math.min(waiting, MOST_IN_ONE);
}
