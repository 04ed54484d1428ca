import { setTimeout as sleep } from 'node:timers/promises';

const TURN_MS = 30;
const LATE_MS = 100;
const CALM_TURNS = 3;
const MOST_MS = 5_000;

/**
 * A process that has just started is busy with everything else that starts in it: a message that it takes then lies for seconds, while another
 * worker could have sent it. Resolves when turns come in time, at the latest after 5 s.
 */
export async function calm(signal: AbortSignal): Promise<void> {
  const end = performance.now() + MOST_MS;
  for (let inTime = 0; inTime < CALM_TURNS && performance.now() < end;) {
    const began = performance.now();
    await sleep(TURN_MS, undefined, { signal }).catch(() => undefined);
    if (signal.aborted) return;
    inTime = performance.now() - began < TURN_MS + LATE_MS ? inTime + 1 : 0;
  }
}
