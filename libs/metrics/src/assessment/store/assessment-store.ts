import { randomUUID } from 'node:crypto';
import {
  ASSESSMENT_STATES,
  AssessmentScheme,
  Month,
  SIZE_CLASSES,
  TIERS,
  type AssessmentState,
  type AssessmentSummary,
} from '@cockpit/contracts';
import { periodOf } from '@cockpit/domain';
import { KeptDays } from '../../comparison/kept-figures';
import { Injectable } from '@nestjs/common';
import { DataSource, type EntityManager } from 'typeorm';
import { z } from 'zod';
import type { KeptPlace } from '../compute/assess';

const at = z.date().transform((date) => date.toISOString());
const Row = z.object({
  id: z.string(),
  place: z.string().nullable(),
  placeName: z.string().nullable(),
  month: Month,
  state: z.enum(ASSESSMENT_STATES),
  revision: z.int(),
  scheme: AssessmentScheme,
  schemeRevision: z.int(),
  computedAt: at,
  appealsUntil: z.string().nullable(),
  openAppeals: z.int(),
  changedBy: z.string(),
  changedAt: at,
});
const PlaceRow = z.object({
  hall: z.string(),
  name: z.string(),
  tier: z.enum(TIERS),
  size: z.enum(SIZE_CLASSES),
  days: z.record(z.string(), KeptDays),
});

const COLUMNS = `a.id, a.place, a.place_name AS "placeName", a.month, a.state, a.revision, a.scheme, a.scheme_revision AS "schemeRevision",
  a.computed_at AS "computedAt", a.appeals_until AS "appealsUntil", a.changed_by AS "changedBy", a.changed_at AS "changedAt",
  (SELECT count(*)::int FROM assessment_appeal p WHERE p.assessment = a.id AND p.state = 'open') AS "openAppeals"`;
const ONE = `SELECT ${COLUMNS} FROM assessment a WHERE a.id = $1`;
const OF = `SELECT ${COLUMNS} FROM assessment a WHERE a.place IS NOT DISTINCT FROM $1 AND a.month = $2`;
/** $1 places with full visibility, null for all; $2 halls that see their own sheets after publication */
const LIST = `SELECT ${COLUMNS} FROM assessment a
  WHERE ($1::text[] IS NULL OR a.place = ANY($1)
    OR (a.state <> 'draft' AND EXISTS (SELECT 1 FROM assessment_place s WHERE s.assessment = a.id AND s.hall = ANY($2))))
    AND ($3::text IS NULL OR (a.month, a.id::text) < ($3, $4)) ORDER BY a.month DESC, a.id::text DESC LIMIT $5`;
const LOCK = 'SELECT 1 FROM assessment WHERE id = $1 FOR UPDATE';
const ADD = `INSERT INTO assessment (id, place, place_name, month, state, revision, scheme, scheme_revision, computed_at, changed_by, changed_at)
  VALUES ($1, $2, $3, $4, 'draft', 1, $5, $6, $7, $8, $7) ON CONFLICT (place, month) DO NOTHING RETURNING id`;
const COMPUTED = `UPDATE assessment SET place_name = $2, scheme = $3, scheme_revision = $4, computed_at = $5, revision = revision + 1, changed_by = $6,
  changed_at = $5 WHERE id = $1`;
const STEPPED = `UPDATE assessment SET state = $2, appeals_until = coalesce($3, appeals_until), revision = revision + 1, changed_by = $4, changed_at = $5
  WHERE id = $1`;
const PLACES = `SELECT hall, name, tier, size, days FROM assessment_place WHERE assessment = $1 AND ($2::text IS NULL OR hall = $2) ORDER BY hall`;
const FORGET = 'DELETE FROM assessment_place WHERE assessment = $1';
const KEEP = `INSERT INTO assessment_place (assessment, hall, name, tier, size, days)
  SELECT $1, one->>'hall', one->>'name', one->>'tier', one->>'size', one->'days' FROM jsonb_array_elements($2::jsonb) AS one`;

export type StoredAssessment = AssessmentSummary & { readonly scheme: AssessmentScheme };

/** A computed assessment: its scheme and the figures of the places. */
export interface Computed {
  readonly placeName: string | null;
  readonly scheme: AssessmentScheme;
  readonly schemeRevision: number;
  readonly places: readonly KeptPlace[];
}

/** Assessments with their stored figures. */
@Injectable()
export class AssessmentStore {
  constructor(private readonly postgres: DataSource) {}

  async list(
    places: readonly string[] | null,
    halls: readonly string[],
    after: readonly [month: string, id: string] | null,
    limit: number,
  ): Promise<AssessmentSummary[]> {
    const rows = await this.rows(LIST, [places, halls, after?.[0] ?? null, after?.[1] ?? null, limit]);
    return rows.map(({ scheme: _, ...summary }) => summary);
  }

  async find(id: string, manager: EntityManager = this.postgres.manager): Promise<StoredAssessment | null> {
    return (await this.rows(ONE, [id], manager))[0] ?? null;
  }

  async findOf(place: string | null, month: string): Promise<StoredAssessment | null> {
    return (await this.rows(OF, [place, month]))[0] ?? null;
  }

  /** Like `find`, with a lock on the assessment and its appeals until the end of the transaction. */
  async lock(id: string, manager: EntityManager): Promise<StoredAssessment | null> {
    await manager.query(LOCK, [id]);
    return this.find(id, manager);
  }

  /** @param hall restricts the result */
  async places(
    id: string,
    hall: string | null = null,
    manager: EntityManager = this.postgres.manager,
  ): Promise<KeptPlace[]> {
    return z.array(PlaceRow).parse(await manager.query(PLACES, [id, hall]));
  }

  /** @param now epoch ms @returns null if the place and month have an assessment */
  async add(
    target: { place: string | null; month: string },
    { placeName, scheme, schemeRevision, places }: Computed,
    { by, now }: { by: string; now: number },
    manager: EntityManager,
  ): Promise<string | null> {
    const id = randomUUID();
    const values = [
      id,
      target.place,
      placeName,
      target.month,
      JSON.stringify(scheme),
      schemeRevision,
      new Date(now),
      by,
    ];
    if (z.array(z.unknown()).parse(await manager.query(ADD, values)).length === 0) return null;
    await manager.query(KEEP, [id, JSON.stringify(places)]);
    return id;
  }

  async compute(
    id: string,
    { placeName, scheme, schemeRevision, places }: Computed,
    { by, now }: { by: string; now: number },
    manager: EntityManager,
  ): Promise<void> {
    await manager.query(COMPUTED, [id, placeName, JSON.stringify(scheme), schemeRevision, new Date(now), by]);
    await manager.query(FORGET, [id]);
    await manager.query(KEEP, [id, JSON.stringify(places)]);
  }

  /** @param appealsUntil null keeps the stored day */
  async step(
    id: string,
    state: AssessmentState,
    appealsUntil: string | null,
    { by, now }: { by: string; now: number },
    manager: EntityManager,
  ): Promise<void> {
    await manager.query(STEPPED, [id, state, appealsUntil, by, new Date(now)]);
  }

  private async rows(
    sql: string,
    values: unknown[],
    manager: EntityManager = this.postgres.manager,
  ): Promise<StoredAssessment[]> {
    const rows = z.array(Row).parse(await manager.query(sql, values));
    return rows.map((row) => ({ ...row, ...monthSpan(row.month) }));
  }
}

/** The hall days of a month. */
export const monthSpan = (month: string): { from: string; to: string } => {
  const { from, to } = periodOf('month', `${month}-01`);
  return { from, to };
};
