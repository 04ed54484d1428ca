import { MANUAL_SOURCE, cause } from '@cockpit/contracts';
import { Injectable } from '@nestjs/common';
import { Ingestor } from '@cockpit/ingestion';
import { unprocessable } from '@cockpit/platform';
import type { ManualEvent } from './entry.entity';

/** Sends manual entries into the same ingestion as every feed. */
@Injectable()
export class ManualDoor {
  constructor(private readonly ingestor: Ingestor) {}

  /** @throws {AppError} 422 with the reason of the refusal; 429 or 503 if ingestion is overloaded */
  async tell(hall: string, events: readonly ManualEvent[], correlationId: string): Promise<void> {
    const source = { sourceName: MANUAL_SOURCE, halls: [hall], sandbox: false };
    const candidates = events.map((raw, index) => ({ index, raw, id: raw.id }));
    // the person at the desk gets the refusal, so nothing goes into quarantine
    const { rejected } = await this.ingestor.ingest(candidates, source, { correlationId, again: true });
    const [first] = rejected;
    if (first !== undefined)
      throw unprocessable(
        `event-${first.reason}`,
        first.message,
        rejected.flatMap(({ path, message, causes: [first = cause('bad-shape')] }) => [{ ...first, path, message }]),
      );
  }
}

/** The notice that withdraws an event. It is identical on every call. */
export const voiding = (hall: string, { id, source, time }: ManualEvent): ManualEvent => ({
  specversion: '1.0',
  id: `void/${id}`,
  source,
  type: 'hall.notice.voided',
  time,
  data: { hallId: hall, ofId: id, ofSource: source },
});
