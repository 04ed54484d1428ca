/** Whether so much wall time has passed. A clock that was set back, by a minute or a year, holds nothing up until it is there again. */
export const isDue = (now: number, last: number, everyMs: number): boolean => now < last || now - last >= everyMs;

/** How long to leave between two runs of something that took so long: hardly noticed while it is quick, and a bounded share of the time when it is not. */
export const restOf = (tookMs: number, share: number, least: number, most: number): number =>
  Math.min(most, Math.max(least, tookMs * share));
