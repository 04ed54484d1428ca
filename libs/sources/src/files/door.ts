import { IngestAnswer, Problem } from '@cockpit/contracts';
import { setTimeout as sleep } from 'node:timers/promises';
import { promisify } from 'node:util';
import { gzip } from 'node:zlib';
import type { OutgoingEvent } from './map-row';

const compress = promisify(gzip);
const FIRST_WAIT_MS = 200;
const LONGEST_WAIT_MS = 10_000;
const SQUEEZE_ABOVE_BYTES = 16_384;

/** Ingestion refused a whole request (key, size, format); a retry would not help. */
export class DoorError extends Error {
  constructor(
    readonly status: number,
    message: string,
  ) {
    super(message);
  }
}

/**
 * Splits a batch that is too large (413) into halves.
 * @throws {DoorError} when a single event is too large
 */
export async function inHalves(
  events: readonly OutgoingEvent[],
  post: (half: readonly OutgoingEvent[]) => Promise<IngestAnswer>,
): Promise<IngestAnswer> {
  if (events.length === 0) return { accepted: 0, rejected: [] };
  try {
    return await post(events);
  } catch (error) {
    if (!(error instanceof DoorError) || error.status !== 413 || events.length === 1) throw error;
    const middle = events.length >> 1;
    const first = await inHalves(events.slice(0, middle), post);
    const second = await inHalves(events.slice(middle), post);
    const shifted = second.rejected.map((r) => ({ ...r, index: r.index + middle }));
    return { accepted: first.accepted + second.accepted, rejected: [...first.rejected, ...shifted] };
  }
}

export interface DoorOptions {
  /** base URL of the cockpit, such as http://127.0.0.1:7070 */
  url: string;
  key: string;
  signal?: AbortSignal | undefined;
  /** called before every retry */
  onRetry?: ((why: string, waitMs: number) => void) | undefined;
  /** gives up after this long without an answer; default: never */
  giveUpMs?: number | undefined;
}

/**
 * Client of POST /v1/events: repeats the same ids after 429, 503, a lost connection or no answer, with growing pauses
 * or as `Retry-After` says. Splits batches that are too large (413).
 */
export class EventDoor {
  constructor(private readonly options: DoorOptions) {}

  post(events: readonly OutgoingEvent[]): Promise<IngestAnswer> {
    return inHalves(events, (half) => this.postUntilAnswered(half.map((event) => JSON.stringify(event)).join('\n')));
  }

  private async postUntilAnswered(ndjson: string): Promise<IngestAnswer> {
    const body = ndjson.length > SQUEEZE_ABOVE_BYTES ? await compress(ndjson, { level: 1 }) : ndjson;
    const since = Date.now();
    for (let attempt = 0; ; attempt += 1) {
      const outcome = await this.once(body);
      if ('answer' in outcome) return outcome.answer;
      if (Date.now() - since > (this.options.giveUpMs ?? Infinity))
        throw new DoorError(0, `no answer from ${this.options.url}: ${outcome.why}`);
      const wait =
        outcome.waitMs ?? Math.min(LONGEST_WAIT_MS, FIRST_WAIT_MS * 2 ** attempt) * (0.75 + Math.random() / 2);
      this.options.onRetry?.(outcome.why, wait);
      await sleep(wait, undefined, { signal: this.options.signal });
    }
  }

  private async once(
    body: string | Buffer,
  ): Promise<{ answer: IngestAnswer } | { why: string; waitMs: number | undefined }> {
    let response: Response;
    let text: string;
    try {
      response = await fetch(`${this.options.url}/v1/events`, {
        method: 'POST',
        headers: {
          authorization: `Bearer ${this.options.key}`,
          'content-type': 'application/x-ndjson',
          ...(typeof body === 'string' ? {} : { 'content-encoding': 'gzip' }),
        },
        body: typeof body === 'string' ? body : new Uint8Array(body),
        signal: AbortSignal.any([AbortSignal.timeout(30_000), ...(this.options.signal ? [this.options.signal] : [])]),
      });
      text = await response.text();
    } catch (error) {
      if (this.options.signal?.aborted) throw error;
      return { why: reasonOf(error), waitMs: undefined };
    }
    if (response.status === 202) return { answer: IngestAnswer.parse(JSON.parse(text)) };
    const retryable = response.status === 429 || response.status >= 500;
    if (!retryable) throw new DoorError(response.status, `${String(response.status)} ${detailOf(text)}`);
    const after = Number(response.headers.get('retry-after'));
    return { why: `${String(response.status)} ${detailOf(text)}`, waitMs: after > 0 ? after * 1000 : undefined };
  }
}

function reasonOf(error: unknown): string {
  if (!(error instanceof Error)) return String(error);
  const cause: unknown = error.cause;
  return cause instanceof Error ? cause.message || cause.name : error.message;
}

function detailOf(text: string): string {
  try {
    const problem = Problem.partial().parse(JSON.parse(text));
    const faults = (problem.errors ?? []).slice(0, 5).map(({ path, message }) => `${path}: ${message}`);
    return [problem.detail ?? problem.title ?? problem.code ?? '', ...faults].join('; ');
  } catch {
    return text.slice(0, 200);
  }
}
