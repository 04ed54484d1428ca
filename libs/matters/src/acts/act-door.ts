import { EVENT_DATA, cause, type Caller } from '@cockpit/contracts';
import { Ingestor, Privacy } from '@cockpit/ingestion';
import { identityOf } from '@cockpit/log';
import { conflict, unprocessable } from '@cockpit/platform';
import { Injectable } from '@nestjs/common';
import { z } from 'zod';
import type { KeptAct } from '../tables/act-store';

export interface ReportedAct {
  source: string;
  id: string;
  type: KeptAct['type'];
  /** epoch ms */
  time: number;
  data: Record<string, unknown>;
}

/** The door every source uses, for what people do at our pages. */
@Injectable()
export class ActDoor {
  constructor(
    private readonly ingestor: Ingestor,
    private readonly privacy: Privacy,
  ) {}

  /**
   * Resolves when the event is durable. @returns the event as it is kept: masked, with its identity
   * @throws {AppError} 422 saying what the door refuses; 429 or 503 when it cannot take more now
   */
  async tell(told: ReportedAct, caller: Caller, correlationId: string): Promise<{ identity: string; event: KeptAct }> {
    const ceSource = placeOf(caller);
    const id = this.privacy.id(told.id);
    const data = plain(EVENT_DATA[told.type].parse(this.privacy.body(told.data)));
    const raw = { specversion: '1.0', id, source: ceSource, type: told.type, time: iso(told.time), data };
    const source = { sourceName: told.source, halls: 'all' as const, sandbox: false };
    // what is refused goes back to the person, not into quarantine
    const { rejected } = await this.ingestor.ingest([{ index: 0, raw, id }], source, { correlationId, again: true });
    const [first] = rejected;
    if (first?.reason === 'id-reused') throw conflict('key-reused', 'this key was used for something else');
    if (first !== undefined) {
      const { path, message, causes } = first;
      throw unprocessable(`event-${first.reason}`, message, [{ ...(causes[0] ?? cause('bad-shape')), path, message }]);
    }
    const identity = identityOf(told.source, this.privacy.id(ceSource), id);
    return { identity, event: { id, type: told.type, time: told.time, data } };
  }
}

/** Where it was said: the bureau, or the hall of whoever said it. */
const placeOf = ({ halls }: Caller): string => (halls === 'all' ? '/bureau' : `/halls/${halls[0] ?? 'none'}`);
const iso = (time: number): string => new Date(time).toISOString();
/** As it comes back from a store: without what is undefined. */
const plain = (value: unknown): Record<string, unknown> =>
  z.record(z.string(), z.unknown()).parse(JSON.parse(JSON.stringify(value)));
