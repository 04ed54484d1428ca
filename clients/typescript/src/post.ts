import type { OutboxEvent } from './outbox';

/** Why the cockpit did not take an event. */
export interface Rejection {
  index: number;
  id: string | null;
  reason: string;
  path: string;
  message: string;
}

/** What became of one request. */
export type Outcome =
  | { kind: 'answered'; rejected: Rejection[] }
  /** too long for one request */
  | { kind: 'too-large' }
  | { kind: 'again'; why: string; waitMs: number | null };

const TIMEOUT_MS = 30_000;

/** One try. Whatever is not a clear answer means: again, with the same ids. */
export async function post(
  url: string,
  key: string,
  events: readonly OutboxEvent[],
  signal: AbortSignal,
): Promise<Outcome> {
  try {
    const response = await fetch(`${url.replace(/\/$/, '')}/v1/events`, {
      method: 'POST',
      body: JSON.stringify(events),
      signal: AbortSignal.any([signal, AbortSignal.timeout(TIMEOUT_MS)]),
      headers: { authorization: `Bearer ${key}`, 'content-type': 'application/cloudevents-batch+json' },
    });
    const text = await response.text();
    if (response.status === 202)
      return { kind: 'answered', rejected: (JSON.parse(text) as { rejected: Rejection[] }).rejected };
    if (response.status === 413) return { kind: 'too-large' };
    return {
      kind: 'again',
      why: `${String(response.status)} ${text.slice(0, 300)}`,
      waitMs: retryAfter(response.headers.get('retry-after')),
    };
  } catch (error) {
    return { kind: 'again', why: reasonOf(error), waitMs: null };
  }
}

/** `fetch failed` says nothing; what it says beneath does. */
function reasonOf(error: unknown): string {
  if (!(error instanceof Error)) return String(error);
  return error.cause instanceof Error ? `${error.message}: ${error.cause.message}` : error.message;
}

/** Seconds, or a date. */
function retryAfter(header: string | null): number | null {
  if (header === null) return null;
  const seconds = Number(header);
  const wait = Number.isFinite(seconds) ? seconds * 1000 : Date.parse(header) - Date.now();
  return Number.isFinite(wait) && wait > 0 ? wait : null;
}
