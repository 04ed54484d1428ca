import { setTimeout as sleep } from 'node:timers/promises';

/** Rejects when the promise takes too long; the operation itself may still complete. */
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
