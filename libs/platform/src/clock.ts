/** Injection token of the wall clock; halls with clock `feed` have their own clock. */
export const CLOCK = Symbol('CLOCK');

export interface Clock {
  /** epoch milliseconds */
  now(): number;
}

export const systemClock: Clock = { now: () => Date.now() };
