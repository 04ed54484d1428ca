import { setTimeout as sleep } from 'node:timers/promises';

/**
 * Sleeps until the time is over or the signal aborts.
 * @returns false when it aborted
 */
export async function pause(ms: number, signal: AbortSignal): Promise<boolean> {
  await sleep(ms, undefined, { signal }).catch(() => undefined);
  return !signal.aborted;
}
