import { setTimeout as sleep } from 'node:timers/promises';

/** Waits, or until the signal aborts. @returns false when it has aborted */
export async function pause(ms: number, signal: AbortSignal): Promise<boolean> {
  await sleep(ms, undefined, { signal }).catch(() => undefined);
  return !signal.aborted;
}
