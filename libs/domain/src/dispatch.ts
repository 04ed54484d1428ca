/** The rule that assigns visitors to windows. The benchmark's hall and the predicting roll-out share it, so that they cannot differ. */

/** Priority bonus in minutes that a window with several queues gives to the open system and to its home branch. */
export const LINK_BIAS_MIN = 30;

/**
 * Penalty for giving a newcomer to an idle window; the lowest penalty wins, the first in a tie. Windows with few skills come first, a
 * system that is not open costs as much as ten skills, and the home branch decides between equals.
 */
export const misfit = (skills: number, isOpenSystem: boolean, isHome: boolean): number =>
  skills * 10 + (isOpenSystem ? 0 : 100) + (isHome ? 0 : 5);

/** Priority of a queue at a free window, minutes; the highest is served next, the first in a tie. */
export const urgency = (
  waitedMin: number,
  isOpenSystem: boolean,
  currentBias: number,
  isHome: boolean,
  homeBias: number,
): number => waitedMin + (isOpenSystem ? currentBias : 0) + (isHome ? homeBias : 0);
