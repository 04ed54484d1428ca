import { setTimeout as sleep } from 'node:timers/promises';

/** An answer that does not come in time counts as a failure; what was asked for may still happen. */
export async function withTimeout<T>(answer: Promise<T>, withinMs: number): Promise<T> {
  const timer = new AbortController();
  const late = sleep(withinMs, undefined, { signal: timer.signal }).then(() => {
    throw new Error(`no answer within ${String(withinMs)} ms`);
  });
  try {
    return await Promise.race([answer, late]);
  } finally {
    timer.abort();
  }
}
