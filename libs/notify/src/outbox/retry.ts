import type { Refusal } from '../channels/channel';

/** Maximum number of attempts; the last is about an hour after the first. */
export const MOST_ATTEMPTS = 12;
/** A message older than this is useless and is given up, whatever delayed it. */
export const STALE_HOURS = 6;
const FIRST_PAUSE_MS = 1_000;
const MAX_PAUSE_MS = 15 * 60_000;
const LIMITED_PAUSE_MS = 3_000;

export type Next = { state: 'failed'; afterMs: number } | { state: 'dead' };

/** @param attempts including this one @param random 0–1 */
export function afterRefusal(refusal: Refusal, attempts: number, random: number): Next {
  if (!refusal.retryable) return { state: 'dead' };
  // a limit is no failure, so it uses no attempt
  if (refusal.reason === 'limited')
    return { state: 'failed', afterMs: (refusal.afterMs ?? LIMITED_PAUSE_MS) + random * LIMITED_PAUSE_MS };
  if (attempts >= MOST_ATTEMPTS) return { state: 'dead' };
  const pause = Math.min(MAX_PAUSE_MS, FIRST_PAUSE_MS * 2 ** (attempts - 1));
  return { state: 'failed', afterMs: Math.max(refusal.afterMs ?? 0, pause * (0.5 + random / 2)) };
}
