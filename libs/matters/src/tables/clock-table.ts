import { Injectable } from '@nestjs/common';
import type { EntityManager } from 'typeorm';
import { z } from 'zod';
import { basisOf } from '../cards/basis';
import { currentStage, type Assessed } from '../grounds/grounds';
import { matterId, type CaseKey } from '../names';

export interface OpenMatter extends CaseKey {
  source: string;
  assessed: Assessed;
}
const Due = z.object({ id: z.string(), due_at: z.date().nullable() });

const COLUMNS = [
  'id text',
  'register text',
  'source text',
  'case_id text',
  'kind text',
  'item text',
  'category text',
  'unit text',
  'officer_id text',
  'hall text',
  'halls text[]',
  'stage text',
  'enterprise_ref text',
  'applicant_ref text',
  'awaits_supplement boolean',
  'accepted_at timestamptz',
  'due_at timestamptz',
  'yellow_at timestamptz',
  'unattended_at timestamptz',
  'last_event_at timestamptz',
  'computed_at timestamptz',
  'elapsed float8',
  'remaining float8',
  'limit_amount float8',
  'limit_unit text',
  'card text',
  'paused boolean',
  'provisional boolean',
  'faults jsonb',
  'calendar_revision bigint',
  'version bigint',
  'stage_due_at timestamptz',
  'stage_yellow_at timestamptz',
  'basis jsonb',
  'stage_basis jsonb',
];
const NAMES = COLUMNS.map((column) => column.split(' ')[0] ?? column);
const UPSERT = `INSERT INTO matter_clock (${NAMES.join(', ')}) SELECT ${NAMES.join(', ')} FROM jsonb_to_recordset($1::jsonb) AS t (${COLUMNS.join(', ')})
  ON CONFLICT (id) DO UPDATE SET ${NAMES.slice(1)
    .map((name) => `${name} = EXCLUDED.${name}`)
    .join(', ')}`;

/** Clocks of open matters in Postgres, where due ones are searched. */
@Injectable()
export class ClockTable {
  /** Stored due times before the write. */
  async dueOf(manager: EntityManager, ids: readonly string[]): Promise<Map<string, number | null>> {
    const rows = z
      .array(Due)
      .parse(await manager.query('SELECT id, due_at FROM matter_clock WHERE id = ANY($1)', [ids]));
    return new Map(rows.map(({ id, due_at }) => [id, due_at?.getTime() ?? null]));
  }

  async write(
    manager: EntityManager,
    open: readonly OpenMatter[],
    over: readonly string[],
    version: number,
    revision: number,
  ): Promise<void> {
    if (over.length > 0) await manager.query('DELETE FROM matter_clock WHERE id = ANY($1)', [over]);
    if (open.length > 0)
      await manager.query(UPSERT, [JSON.stringify(open.map((matter) => rowOf(matter, version, revision)))]);
  }
}

const at = (time: number | null | undefined): string | null =>
  time === null || time === undefined ? null : new Date(Math.round(time)).toISOString();

function rowOf({ register, caseId, source, assessed }: OpenMatter, version: number, revision: number): object {
  const { matter, reading, rule, category, officerId, hall, halls, ranUntil, unattendedAt, faults } = assessed;
  const stage = currentStage(assessed);
  const { accepted } = matter;
  return {
    id: matterId({ register, caseId }),
    register,
    source,
    case_id: caseId,
    kind: accepted?.kind ?? 'case',
    item: accepted?.item ?? null,
    category,
    unit: matter.unit,
    officer_id: officerId,
    hall,
    halls,
    stage: matter.stage?.name ?? null,
    enterprise_ref: accepted?.enterpriseRef ?? null,
    applicant_ref: accepted?.applicantRef ?? null,
    awaits_supplement: matter.pauses.some(({ to, reason }) => to === null && reason === 'supplement'),
    accepted_at: at(accepted?.at),
    due_at: at(reading?.dueAt),
    yellow_at: at(reading?.yellowAt),
    unattended_at: at(unattendedAt),
    last_event_at: at(matter.lastEventAt),
    computed_at: at(ranUntil),
    elapsed: reading?.elapsed ?? null,
    remaining: reading?.remaining ?? null,
    limit_amount: reading?.limit ?? null,
    limit_unit: reading?.unit ?? null,
    card: reading?.card ?? 'none',
    paused: matter.pauses.some((pause) => pause.to === null),
    provisional: reading?.provisional ?? false,
    faults,
    calendar_revision: revision,
    version,
    stage_due_at: at(stage?.reading?.dueAt),
    stage_yellow_at: at(stage?.reading?.yellowAt),
    basis: basisOf(assessed.times, rule.since, reading, revision),
    stage_basis: basisOf(stage?.times ?? null, rule.since, stage?.reading ?? null, revision),
  };
}
