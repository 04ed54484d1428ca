/**
 * The rule by which windows and visitors find each other. The benchmark's hall works by it, and the roll-out, which foresees what a hall
 * will do, must work by the same.
 */

/** Head start in minutes that a window with several queues gives the open system and its home. */
export const LINK_BIAS_MIN = 30;

/**
 * How ill an idle window suits a newcomer; the window with the least takes them, the first of equals. Few skills come first, an open
 * system is worth ten skills, and a window of their own branch wins among equals.
 */
export const misfit = (skills: number, isOpenSystem: boolean, isHome: boolean): number =>
  skills * 10 + (isOpenSystem ? 0 : 100) + (isHome ? 0 : 5);

/** How urgent a queue is to a free window, minutes; the queue with the most is served next, the first of equals. */
export const urgency = (
  waitedMin: number,
  isOpenSystem: boolean,
  currentBias: number,
  isHome: boolean,
  homeBias: number,
): number => waitedMin + (isOpenSystem ? currentBias : 0) + (isHome ? homeBias : 0);
