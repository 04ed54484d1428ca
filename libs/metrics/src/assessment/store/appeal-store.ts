import { randomUUID } from 'node:crypto';
import { LINE_APPEAL_STATES, AssessedMetric, REMEDIES, type NewAppeal } from '@cockpit/contracts';
import { KeptDays } from '../../comparison/kept-figures';
import { Injectable } from '@nestjs/common';
import { DataSource, type EntityManager } from 'typeorm';
import { z } from 'zod';

const at = z.date().transform((date) => date.toISOString());
const Row = z.object({
  id: z.string(),
  hall: z.string(),
  metric: AssessedMetric,
  reason: z.string(),
  by: z.string(),
  byId: z.string(),
  at,
  state: z.enum(LINE_APPEAL_STATES),
  remedy: z.enum(REMEDIES).nullable(),
  days: z.array(z.string()),
  /** replacement data by day after it was upheld; null leaves the line out */
  replaced: KeptDays.nullable(),
  answer: z.string().nullable(),
  decidedBy: z.string().nullable(),
  decidedAt: at.nullable(),
});
export type StoredAppeal = z.infer<typeof Row>;

const COLUMNS = `id, hall, metric, reason, by, by_id AS "byId", at, state, remedy, days, replaced, answer, decided_by AS "decidedBy", decided_at AS "decidedAt"`;
const OF = `SELECT ${COLUMNS} FROM assessment_appeal WHERE assessment = $1 ORDER BY at, id`;
const ADD = `INSERT INTO assessment_appeal (id, assessment, hall, metric, reason, by, by_id, at, state)
  VALUES ($1, $2, $3, $4, $5, $6, $7, $8, 'open') ON CONFLICT (assessment, hall, metric) WHERE state = 'open' DO NOTHING RETURNING id`;
const END = `UPDATE assessment_appeal SET state = $2, remedy = $3, days = $4, replaced = $5, answer = $6, decided_by = $7, decided_at = $8
  WHERE id = $1 AND state = 'open'`;

export interface AppealEnd {
  readonly state: 'upheld' | 'rejected' | 'withdrawn';
  readonly remedy: StoredAppeal['remedy'];
  readonly days: readonly string[];
  readonly replaced: KeptDays | null;
  readonly answer: string | null;
  readonly by: string;
  /** epoch ms */
  readonly now: number;
}

@Injectable()
export class AppealStore {
  constructor(private readonly postgres: DataSource) {}

  /** In the order of filing. */
  async list(assessment: string, manager: EntityManager = this.postgres.manager): Promise<StoredAppeal[]> {
    return z.array(Row).parse(await manager.query(OF, [assessment]));
  }

  /** @returns null if an appeal of this hall and metric is open */
  async add(
    assessment: string,
    { hall, metric, reason }: NewAppeal,
    { id: byId, name, now }: { id: string; name: string; now: number },
    manager: EntityManager,
  ): Promise<string | null> {
    const id = randomUUID();
    const rows: unknown = await manager.query(ADD, [id, assessment, hall, metric, reason, name, byId, new Date(now)]);
    return z.array(z.unknown()).parse(rows).length === 0 ? null : id;
  }

  async end(
    id: string,
    { state, remedy, days, replaced, answer, by, now }: AppealEnd,
    manager: EntityManager,
  ): Promise<void> {
    const json = replaced === null ? null : JSON.stringify(replaced);
    await manager.query(END, [id, state, remedy, days, json, answer, by, new Date(now)]);
  }
}
