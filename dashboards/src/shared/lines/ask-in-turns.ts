import { sleep, type StreamHandlers } from './event-stream';

const TURN_MS = 5_000;
const REFUSED_MS = 60_000;
const PATIENCE_MS = 10_000;

/** What a stream would tell, asked for again and again: where no connection is to spare for a stream of its own. */
export async function askInTurns(
  url: string,
  handlers: StreamHandlers,
  signal: AbortSignal,
  turnMs = TURN_MS,
): Promise<void> {
  let isUp = false;
  while (!signal.aborted) {
    const status = await fetch(url, {
      headers: { accept: 'application/json' },
      signal: AbortSignal.any([signal, AbortSignal.timeout(PATIENCE_MS)]),
      cache: 'no-store',
    }).then(
      async (answer) => {
        const data = await answer.text();
        if (!answer.ok || signal.aborted) return answer.status;
        if (!isUp) handlers.opened();
        isUp = true;
        handlers.activity();
        handlers.message({ data });
        return answer.status;
      },
      () => null,
    );
    if (isGone(signal)) return;
    if (status === 401 || status === 403 || status === 404) {
      isUp = false;
      handlers.refused(status, REFUSED_MS);
      await sleep(REFUSED_MS, signal);
      continue;
    }
    if (status !== 200) {
      isUp = false;
      handlers.down(turnMs);
    }
    await sleep(turnMs, signal);
  }
}

/** Reading it through a function keeps the compiler from remembering a check made before an await. */
const isGone = (signal: AbortSignal): boolean => signal.aborted;
