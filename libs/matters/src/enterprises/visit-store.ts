import type { EnterpriseVisit, NewEnterpriseVisit } from '@cockpit/contracts';
import type { EntityManager } from 'typeorm';
import { z } from 'zod';

const Row = z.object({
  id: z.string(),
  enterprise_ref: z.string(),
  day: z.string(),
  hall: z.string().nullable(),
  who: z.string(),
  found: z.string(),
  next_by: z.string().nullable(),
  by_name: z.string(),
  at: z.date(),
});
const COLUMNS =
  "id, enterprise_ref, to_char(day, 'YYYY-MM-DD') AS day, hall, who, found, to_char(next_by, 'YYYY-MM-DD') AS next_by, by_name, at";
/** Restricts visits to the visible halls; null means all. */
const SEEN = '($1::text[] IS NULL OR hall = ANY($1))';
export const VISITS = {
  add: `INSERT INTO enterprise_visit (key, enterprise_ref, day, hall, who, found, by_name, at, next_by) VALUES ($1, $2, $3, $4, $5, $6, $7, $8, $9)
    ON CONFLICT (key) DO NOTHING RETURNING ${COLUMNS}`,
  byKey: `SELECT ${COLUMNS} FROM enterprise_visit WHERE key = $1`,
  of: `SELECT ${COLUMNS} FROM enterprise_visit WHERE ${SEEN} AND enterprise_ref = $2 AND ($3::date IS NULL OR (day, id) < ($3::date, $4::bigint)) ORDER BY day DESC, id DESC LIMIT $5`,
  last: `SELECT DISTINCT ON (enterprise_ref) ${COLUMNS}, count(*) OVER (PARTITION BY enterprise_ref)::int AS visits FROM enterprise_visit WHERE ${SEEN} AND ($2::text[] IS NULL OR enterprise_ref = ANY($2)) ORDER BY enterprise_ref, day DESC, id DESC`,
} as const;

type Engine = Pick<EntityManager, 'query'>;

/** Null if a visit with this key exists already. */
export async function addVisit(
  engine: Engine,
  enterpriseRef: string,
  { key, day, hall, who, found, nextBy }: NewEnterpriseVisit,
  by: { name: string; at: Date },
): Promise<EnterpriseVisit | null> {
  const [row] = z
    .array(Row)
    .parse(
      await engine.query(VISITS.add, [
        ...[key, enterpriseRef, day, hall ?? null, who, found, by.name, by.at],
        nextBy ?? null,
      ]),
    );
  return row === undefined ? null : docOf(row);
}

export async function visitByKey(engine: Engine, key: string): Promise<EnterpriseVisit | null> {
  const [row] = z.array(Row).parse(await engine.query(VISITS.byKey, [key]));
  return row === undefined ? null : docOf(row);
}

/** Latest first. @param halls visible halls, null for all */
export async function visitsOf(
  engine: Engine,
  halls: readonly string[] | null,
  enterpriseRef: string,
  limit: number,
  after?: readonly [day: string, id: string],
): Promise<EnterpriseVisit[]> {
  const rows: unknown = await engine.query(VISITS.of, [
    halls,
    enterpriseRef,
    after?.[0] ?? null,
    after?.[1] ?? null,
    limit,
  ]);
  return z.array(Row).parse(rows).map(docOf);
}

/** The last visit and number of visits per enterprise; halls or refs null means all. */
export async function lastVisits(
  engine: Engine,
  { halls, refs }: { halls: readonly string[] | null; refs: readonly string[] | null },
): Promise<Map<string, { last: EnterpriseVisit; visits: number }>> {
  const rows = z.array(Row.extend({ visits: z.int() })).parse(await engine.query(VISITS.last, [halls, refs]));
  return new Map(rows.map(({ visits, ...row }) => [row.enterprise_ref, { last: docOf(row), visits }]));
}

const docOf = ({ enterprise_ref, by_name, next_by, at, ...same }: z.infer<typeof Row>): EnterpriseVisit => ({
  ...same,
  enterpriseRef: enterprise_ref,
  nextBy: next_by,
  by: by_name,
  at: at.toISOString(),
});
