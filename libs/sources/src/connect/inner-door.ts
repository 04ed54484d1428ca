import { setTimeout as sleep } from 'node:timers/promises';
import type { IngestAnswer, SourceRecord } from '@cockpit/contracts';
import type { OutgoingEvent } from '../files/map-row';
import type { Ingestor, SourceScope } from '@cockpit/ingestion';
import { AppError } from '@cockpit/platform';

const LONGEST_WAIT_MS = 10_000;

/** Ingests events in process, and retries while the log is full. */
export async function takeIn(
  ingestor: Ingestor,
  events: readonly OutgoingEvent[],
  scope: SourceScope,
  { correlationId, signal }: { correlationId: string; signal: AbortSignal },
): Promise<IngestAnswer> {
  for (let attempt = 0; ; attempt += 1) {
    signal.throwIfAborted();
    try {
      const candidates = events.map((raw, index) => ({ index, raw, id: raw.id }));
      return await ingestor.ingest(candidates, scope, { correlationId });
    } catch (error) {
      if (!(error instanceof AppError) || (error.status !== 503 && error.status !== 429)) throw error;
      const retryAfterMs = Number(error.headers['retry-after']) * 1000;
      const wait = Math.min(LONGEST_WAIT_MS, retryAfterMs > 0 ? retryAfterMs : 200 * 2 ** attempt);
      await sleep(wait, undefined, { signal });
    }
  }
}

/** The source's current rights. */
export const scopeOf = (
  { name, halls, types, sandbox }: Pick<SourceRecord, 'name' | 'halls' | 'types' | 'sandbox'>,
  isTrial = false,
): SourceScope => ({ sourceName: name, halls, sandbox: sandbox || isTrial, ...(types === null ? {} : { types }) });
