/** Tenths of a minute, rounded down: a rule must not fire before its limit is reached. */
export const minutes = (sec: number | null): number | null => (sec === null ? null : Math.floor(sec / 6) / 10);
