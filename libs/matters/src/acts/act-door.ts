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

/** Sends people's acts into the same ingestion as every source. */
@Injectable()
export class ActDoor {
  constructor(
    private readonly ingestor: Ingestor,
    private readonly privacy: Privacy,
  ) {}

  /**
   * Resolves when the event is durable. @returns the stored event: masked, with its identity
   * @throws {AppError} 422 with the reason of the refusal; 429 or 503 if ingestion is overloaded
   */
  async tell(act: ReportedAct, caller: Caller, correlationId: string): Promise<{ identity: string; event: KeptAct }> {
    const ceSource = placeOf(caller);
    const id = this.privacy.id(act.id);
    const data = plain(EVENT_DATA[act.type].parse(this.privacy.body(act.data)));
    const raw = { specversion: '1.0', id, source: ceSource, type: act.type, time: iso(act.time), data };
    const source = { sourceName: act.source, halls: 'all' as const, sandbox: false };
    // the person gets the refusal, so nothing goes into quarantine
    const { rejected } = await this.ingestor.ingest([{ index: 0, raw, id }], source, { correlationId, again: true });
    const [first] = rejected;
    if (first?.reason === 'id-reused') throw conflict('key-reused', 'this key was used for something else');
    if (first !== undefined) {
      const { path, message, causes } = first;
      throw unprocessable(`event-${first.reason}`, message, [{ ...(causes[0] ?? cause('bad-shape')), path, message }]);
    }
    const identity = identityOf(act.source, this.privacy.id(ceSource), id);
    return { identity, event: { id, type: act.type, time: act.time, data } };
  }
}

/** The caller's place: the bureau or the caller's hall. */
const placeOf = ({ halls }: Caller): string => (halls === 'all' ? '/bureau' : `/halls/${halls[0] ?? 'none'}`);
const iso = (time: number): string => new Date(time).toISOString();
/** The object as the store returns it, without undefined fields. */
const plain = (value: unknown): Record<string, unknown> =>
  z.record(z.string(), z.unknown()).parse(JSON.parse(JSON.stringify(value)));
