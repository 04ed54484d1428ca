/** So many times a warning may fire within an hour where nobody says otherwise. */
export const FLAP_AFTER = 4;
/** firings longer ago do not count */
export const FLAP_SPAN_MS = 3_600_000;

/** Those times at which a warning fired that still count. */
export const firedLately = (fired: readonly number[], now: number): number[] =>
  fired.filter((at) => at > now - FLAP_SPAN_MS && at <= now);

/**
 * Whether a warning that is clear stays one and the same, because its next firing would be one too many within the hour. It is told as over once the first
 * of its firings is an hour ago and it is quiet: nobody is called more often than `most` times an hour, and nothing that holds goes without a warning.
 */
export const isFlapping = (fired: readonly number[], now: number, most = FLAP_AFTER): boolean =>
  firedLately(fired, now).length >= most;
