/** Default number of firings within an hour before a warning counts as flapping. */
export const FLAP_AFTER = 4;
/** older firings do not count */
export const FLAP_SPAN_MS = 3_600_000;

/** The firings that still count. */
export const firedLately = (fired: readonly number[], now: number): number[] =>
  fired.filter((at) => at > now - FLAP_SPAN_MS && at <= now);

/**
 * Whether a cleared warning stays open, because its next firing would be one too many within the hour. It ends once the first of these
 * firings is an hour old and it is quiet, so it notifies at most `most` times an hour and no true condition lacks a warning.
 */
export const isFlapping = (fired: readonly number[], now: number, most = FLAP_AFTER): boolean =>
  firedLately(fired, now).length >= most;
