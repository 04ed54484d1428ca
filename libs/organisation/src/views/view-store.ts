import type { SavedView } from '@cockpit/contracts';
import { z } from 'zod';
import type { DataSource, EntityManager } from 'typeorm';

const Stored = z.object({
  id: z.string(),
  owner: z.string(),
  place: z.string().nullable(),
  name: z.string(),
  address: z.string(),
  shared: z.boolean(),
  revision: z.int(),
  madeBy: z.string(),
  changedBy: z.string(),
  changedAt: z.date(),
});
export type StoredView = z.infer<typeof Stored>;
/** The editable fields of a view. */
export type ViewContent = Pick<SavedView, 'name' | 'address' | 'shared' | 'place'>;
type Queryable = Pick<DataSource | EntityManager, 'query'>;

const COLUMNS = `id, owner, place, name, address, shared, revision, made_by AS "madeBy",
  changed_by AS "changedBy", changed_at AS "changedAt"`;
/**
 * $2: places whose shared views are included, null for all; shared views without a place are for everybody. Own views
 * come first.
 */
const SEEN = `SELECT ${COLUMNS} FROM saved_view
  WHERE owner = $1 OR (shared AND (place IS NULL OR $2::text[] IS NULL OR place = ANY($2)))
  ORDER BY owner <> $1, name, id LIMIT $3`;
const ONE = `SELECT ${COLUMNS} FROM saved_view WHERE id = $1`;
const HELD = `${ONE} FOR UPDATE`;
const COUNT = 'SELECT count(*)::int AS n FROM saved_view WHERE owner = $1';
/** Serialises saves of one owner, so that the limit holds. */
const ONE_AT_A_TIME = 'SELECT pg_advisory_xact_lock(hashtextextended($1, 1160))';
const ADD = `INSERT INTO saved_view (id, owner, place, name, address, shared, revision, made_by, made_at, changed_by, changed_at)
  VALUES ($1, $2, $3, $4, $5, $6, 1, $7, $8, $7, $8)`;
const CHANGE = `UPDATE saved_view SET place = $2, name = $3, address = $4, shared = $5, revision = revision + 1,
  changed_by = $6, changed_at = $7 WHERE id = $1`;
const REMOVE = 'DELETE FROM saved_view WHERE id = $1';
const START = 'SELECT view FROM saved_view_start WHERE person = $1';
const BEGIN_WITH = `INSERT INTO saved_view_start (person, view) VALUES ($1, $2)
  ON CONFLICT (person) DO UPDATE SET view = EXCLUDED.view`;
const BEGIN_WITH_NONE = 'DELETE FROM saved_view_start WHERE person = $1';

export async function seenViews(
  on: Queryable,
  owner: string,
  places: readonly string[] | null,
  limit: number,
): Promise<StoredView[]> {
  return z.array(Stored).parse(await on.query(SEEN, [owner, places, limit]));
}

export async function oneView(on: Queryable, id: string): Promise<StoredView | null> {
  return z.array(Stored).parse(await on.query(ONE, [id]))[0] ?? null;
}

/** Reads the view and locks its row until the transaction ends. */
export async function heldView(manager: EntityManager, id: string): Promise<StoredView | null> {
  return z.array(Stored).parse(await manager.query(HELD, [id]))[0] ?? null;
}

/** Counts the owner's views and keeps others from adding one until the transaction ends. */
export async function countedViews(manager: EntityManager, owner: string): Promise<number> {
  await manager.query(ONE_AT_A_TIME, [owner]);
  return z.array(z.object({ n: z.int() })).parse(await manager.query(COUNT, [owner]))[0]?.n ?? 0;
}

export async function addView(
  manager: EntityManager,
  { id, owner, place, name, address, shared }: ViewContent & Pick<StoredView, 'id' | 'owner'>,
  by: string,
  at: Date,
): Promise<void> {
  await manager.query(ADD, [id, owner, place, name, address, shared, by, at]);
}

export async function changeView(
  manager: EntityManager,
  id: string,
  { place, name, address, shared }: ViewContent,
  by: string,
  at: Date,
): Promise<void> {
  await manager.query(CHANGE, [id, place, name, address, shared, by, at]);
}

export async function removeView(manager: EntityManager, id: string): Promise<void> {
  await manager.query(REMOVE, [id]);
}

/** The start view of a person. */
export async function startOf(on: Queryable, person: string): Promise<string | null> {
  return z.array(z.object({ view: z.string() })).parse(await on.query(START, [person]))[0]?.view ?? null;
}

export async function beginWith(on: Queryable, person: string, view: string | null): Promise<void> {
  await (view === null ? on.query(BEGIN_WITH_NONE, [person]) : on.query(BEGIN_WITH, [person, view]));
}
