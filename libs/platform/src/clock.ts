/** Injection token of the wall clock; halls on clock `feed` have their own. */
export const CLOCK = Symbol('CLOCK');

export interface Clock {
  /** epoch milliseconds */
  now(): number;
}

export const systemClock: Clock = { now: () => Date.now() };
