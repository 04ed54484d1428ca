import type { Refusal } from '../channels/channel';

/** Then it is given up; about an hour after the first attempt. */
export const MOST_ATTEMPTS = 12;
/** After this a message is of no use any more, whatever kept it: a limit, a channel that was switched off, a worker that did not run. */
export const STALE_HOURS = 6;
const FIRST_MS = 1_000;
const LONGEST_MS = 15 * 60_000;
const LIMITED_MS = 3_000;

export type Next = { state: 'failed'; afterMs: number } | { state: 'dead' };

/** @param attempts made so far, this one included @param random 0–1 */
export function afterRefusal(refusal: Refusal, attempts: number, random: number): Next {
  if (!refusal.retryable) return { state: 'dead' };
  // a limit is nobody's fault: it does not use up attempts
  if (refusal.reason === 'limited')
    return { state: 'failed', afterMs: (refusal.afterMs ?? LIMITED_MS) + random * LIMITED_MS };
  if (attempts >= MOST_ATTEMPTS) return { state: 'dead' };
  const pause = Math.min(LONGEST_MS, FIRST_MS * 2 ** (attempts - 1));
  return { state: 'failed', afterMs: Math.max(refusal.afterMs ?? 0, pause * (0.5 + random / 2)) };
}
