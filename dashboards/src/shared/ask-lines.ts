import type { z } from 'zod';
import { heardStatus, local, problemOf, unreachable } from './http';

/** The server says something, if only an empty line, every 15 s; this long without a byte and the line is dead. */
const SILENCE_MS = 60_000;

/**
 * One `POST` whose answer comes line by line (NDJSON), each checked against the contract. Whoever aborts `signal` gets no more lines and no error.
 * @throws {ApiError} as `ask` does
 */
export async function* askLines<S extends z.ZodType>(
  path: string,
  schema: S,
  body: unknown,
  signal: AbortSignal,
): AsyncGenerator<z.output<S>> {
  const line = new AbortController();
  const hangUp = (): void => {
    line.abort();
  };
  signal.addEventListener('abort', hangUp, { once: true });
  let silence = setTimeout(hangUp, SILENCE_MS);
  try {
    const response = await post(path, body, line.signal);
    heardStatus(path, response.status);
    if (!response.ok || response.body === null) throw await problemOf(response);
    const reader = response.body.pipeThrough(new TextDecoderStream()).getReader();
    let rest = '';
    for (;;) {
      const { value, done } = await reader.read().catch(() => {
        throw unreachable();
      });
      if (done) return;
      clearTimeout(silence);
      silence = setTimeout(hangUp, SILENCE_MS);
      const lines = (rest + value).split('\n');
      rest = lines.pop() ?? '';
      for (const one of lines) if (one !== '') yield read(schema, one);
    }
  } catch (error) {
    if (!signal.aborted) throw error;
  } finally {
    clearTimeout(silence);
    signal.removeEventListener('abort', hangUp);
    line.abort();
  }
}

async function post(path: string, body: unknown, signal: AbortSignal): Promise<Response> {
  try {
    return await fetch(path, {
      method: 'POST',
      cache: 'no-store',
      credentials: 'same-origin',
      signal,
      headers: { accept: 'application/x-ndjson', 'content-type': 'application/json' },
      body: JSON.stringify(body),
    });
  } catch {
    throw unreachable();
  }
}

function read<S extends z.ZodType>(schema: S, line: string): z.output<S> {
  try {
    return schema.parse(JSON.parse(line));
  } catch {
    throw local('unexpected-answer', line.slice(0, 200), 200);
  }
}
