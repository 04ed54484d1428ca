/** Tenths of a minute, rounded down: a rule must not fire before its limit is reached. */
export const minutes = (sec: number | null): number | null => (sec === null ? null : Math.floor(sec / 6) / 10);

const tenth = (min: number): number => Math.round(min * 10) / 10;

/** Whole minutes, where they tell a value from its limit; tenths where it is beyond by less than that: 15.4 is beyond 15, and 15 is not. */
export function told(value: number, limit: number): { value: number; limit: number } {
  const whole = { value: Math.round(value), limit: Math.round(limit) };
  return value > limit && whole.value <= whole.limit ? { value: tenth(value), limit: tenth(limit) } : whole;
}
