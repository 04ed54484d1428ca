import { setTimeout as pause } from 'node:timers/promises';

/** Proxies hang up on a line that is silent for a minute. */
const BEAT_MS = 15_000;
const BEAT = Symbol('beat');

/** Items as NDJSON; an empty line whenever the next one takes long. */
export async function* linesWithBeats(items: AsyncGenerator<object>, beatMs = BEAT_MS): AsyncGenerator<string> {
  try {
    let next = items.next();
    for (;;) {
      const waited = new AbortController();
      const beat = pause(beatMs, BEAT, { signal: waited.signal }).catch(() => BEAT);
      const first = await Promise.race([next, beat]).finally(() => {
        waited.abort();
      });
      if (typeof first === 'symbol') {
        yield '\n';
        continue;
      }
      if (first.done === true) return;
      yield `${JSON.stringify(first.value)}\n`;
      next = items.next();
    }
  } finally {
    await items.return(undefined);
  }
}
