import { createParser, type EventSourceMessage } from 'eventsource-parser';

/** Doubling from one second to half a minute, with jitter so that a thousand walls do not come back in step. */
export const backoffMs = (attempt: number, random: number): number =>
  Math.round(Math.min(30_000, 1000 * 2 ** Math.min(attempt, 10)) * (0.5 + random / 2));

/** A refusal may be lifted: a hall imported again, a session renewed in another tab. A wall that nobody touches has to see that by itself. */
const REFUSED_MS = 60_000;

/** The server sends a comment every 15 s; this long without a byte and the line is dead, whatever TCP thinks. */
const SILENCE_MS = 40_000;

export interface StreamHandlers {
  opened(): void;
  /** any byte, heartbeats included */
  activity(): void;
  message(message: Pick<EventSourceMessage, 'data'>): void;
  /** the line is down; it will be tried again after `retryMs` */
  down(retryMs: number): void;
  /** the server answered, and the answer is no; it will be asked again after `retryMs` */
  refused(status: number, retryMs: number): void;
}

/** The handlers of one connection, which also hears ids. */
type Heard = Omit<StreamHandlers, 'message'> & { message(message: EventSourceMessage): void };

/** Keeps one event stream open until `signal` aborts: reconnects with back-off and resumes by Last-Event-ID. */
export async function followEventStream(
  url: string,
  handlers: StreamHandlers,
  signal: AbortSignal,
  refusedMs = REFUSED_MS,
): Promise<void> {
  let lastEventId: string | null = null;
  let attempt = 0;
  while (!signal.aborted) {
    const heard: Heard = {
      ...handlers,
      activity: () => {
        attempt = 0;
        handlers.activity();
      },
      message: (message) => {
        lastEventId = message.id ?? lastEventId;
        handlers.message(message);
      },
    };
    const status = await readOnce(url, lastEventId, heard, signal);
    if (isAborted(signal)) return;
    if (status === 401 || status === 403 || status === 404) {
      handlers.refused(status, refusedMs);
      await sleep(refusedMs, signal);
      continue;
    }
    const wait = backoffMs(attempt, Math.random());
    attempt += 1;
    handlers.down(wait);
    await sleep(wait, signal);
  }
}

/** Reading it through a function keeps the compiler from remembering a check made before an await. */
const isAborted = (signal: AbortSignal): boolean => signal.aborted;

/** One connection from open to end; answers the HTTP status, or null when there was none. */
async function readOnce(
  url: string,
  lastEventId: string | null,
  handlers: Heard,
  signal: AbortSignal,
): Promise<number | null> {
  const line = new AbortController();
  const stop = () => {
    line.abort();
  };
  signal.addEventListener('abort', stop, { once: true });
  let silence = setTimeout(stop, SILENCE_MS);
  try {
    const headers = new Headers({ accept: 'text/event-stream' });
    if (lastEventId !== null) headers.set('last-event-id', lastEventId);
    const response = await fetch(url, { headers, signal: line.signal, cache: 'no-store' });
    if (!response.ok || !response.body) return response.status;
    handlers.opened();
    const parser = createParser({
      onEvent: (message) => {
        handlers.message(message);
      },
    });
    const reader = response.body.pipeThrough(new TextDecoderStream()).getReader();
    for (;;) {
      const { value, done } = await reader.read();
      if (done) return response.status;
      clearTimeout(silence);
      silence = setTimeout(stop, SILENCE_MS);
      handlers.activity();
      parser.feed(value);
    }
  } catch {
    // a broken line is the normal end of a stream; the caller tries again and the screen says so
    return null;
  } finally {
    clearTimeout(silence);
    signal.removeEventListener('abort', stop);
    line.abort();
  }
}

export const sleep = (ms: number, signal: AbortSignal) =>
  new Promise<void>((resolve) => {
    const end = () => {
      clearTimeout(timer);
      signal.removeEventListener('abort', end);
      resolve();
    };
    const timer = setTimeout(end, ms);
    signal.addEventListener('abort', end);
  });
