import { EVENT_DATA, type EventType } from '@cockpit/contracts';
import type { MatterEvent } from '@cockpit/domain';
import { Injectable } from '@nestjs/common';
import { DataSource, type EntityManager } from 'typeorm';
import { z } from 'zod';
import type { ActToTell } from './acts-to-tell';
import { matterId, type CaseKey } from '../names';

const ActEvent = z.object({
  id: z.string(),
  type: z.string().refine((type): type is MatterEvent['type'] => Object.hasOwn(EVENT_DATA, type)),
  time: z.number(),
  data: z.record(z.string(), z.unknown()),
});
const Row = z.object({ identity: z.string(), source: z.string(), event: ActEvent });
export type KeptAct = z.infer<typeof ActEvent>;

interface NewRow {
  readonly identity: string;
  readonly source: string;
  readonly caseId: string;
  readonly event: KeptAct;
  /** notification to send; null for none */
  readonly toTell: ActToTell | null;
}

/** Serialises acts on a matter until the end of the transaction. */
export const holdMatter = async (manager: EntityManager, id: string): Promise<void> => {
  await manager.query('SELECT pg_advisory_xact_lock(hashtextextended($1, 0))', [`matter/${id}`]);
};

/** Acts on their way to the event table, so that readers see them immediately. */
@Injectable()
export class ActStore {
  constructor(private readonly postgres: DataSource) {}

  /** The history with acts that have not arrived in it yet. */
  async join(
    { register, caseId }: CaseKey,
    history: readonly MatterEvent[],
    grounds: { registerOf: (source: string) => string },
    manager: EntityManager = this.postgres.manager,
  ): Promise<MatterEvent[]> {
    const rows = z
      .array(Row)
      .parse(await manager.query('SELECT identity, source, event FROM matter_act WHERE case_id = $1', [caseId]));
    const known = new Set(history.map(({ identity }) => identity));
    const id = matterId({ register, caseId });
    const missing = rows
      .filter(
        (row) => !known.has(row.identity) && matterId({ register: grounds.registerOf(row.source), caseId }) === id,
      )
      .map(({ identity, event }) => asEvent(identity, event));
    return [...history, ...missing];
  }

  /** The first stored act of a case from a source; null if there is none. */
  async first(manager: EntityManager, source: string, caseId: string): Promise<KeptAct | null> {
    const rows: unknown = await manager.query(
      'SELECT identity, source, event FROM matter_act WHERE case_id = $1 AND source = $2 ORDER BY at LIMIT 1',
      [caseId, source],
    );
    return z.array(Row).parse(rows)[0]?.event ?? null;
  }

  async store(manager: EntityManager, { identity, source, caseId, event, toTell }: NewRow): Promise<void> {
    await manager.query(
      'INSERT INTO matter_act (identity, source, case_id, event, at, to_tell) VALUES ($1, $2, $3, $4, $5, $6) ON CONFLICT DO NOTHING',
      [identity, source, caseId, JSON.stringify(event), new Date(event.time), toTell],
    );
  }
}

/** An act as an event of its matter. */
export const asEvent = (identity: string, event: KeptAct): MatterEvent =>
  ({ ...event, identity, data: EVENT_DATA[event.type satisfies EventType].parse(event.data) }) as MatterEvent;
