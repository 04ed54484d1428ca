import type { Cause } from '@cockpit/contracts';
import { changedRows } from '@cockpit/platform';
import { PollerState } from '../../polling/memory';
import type { DataSource } from 'typeorm';
import { z } from 'zod';

/** Only the holder of the table's current revision may save progress. */
const HELD_HERE = 'id = $1 AND held_by = $2 AND revision = $3';
const PROGRESS = `SELECT progress FROM source_table WHERE ${HELD_HERE}`;
const KEEP = `UPDATE source_table SET progress = $4, tried_at = clock_timestamp() WHERE ${HELD_HERE}`;
const NOTE = `
  UPDATE source_table SET tried_at = clock_timestamp(), read_at = CASE WHEN $4::jsonb IS NULL THEN clock_timestamp() ELSE read_at END,
    fault = $4, fault_at = CASE WHEN $4::jsonb IS NULL THEN NULL ELSE coalesce(fault_at, clock_timestamp()) END
  WHERE ${HELD_HERE}`;
const Row = z.object({ progress: PollerState.nullable() });

type Queryable = Pick<DataSource, 'query'>;
/** Identifies a held table: id, holder, revision. */
export type Ours = readonly [id: string, me: string, revision: number];

/** Null before the first read. */
export async function progressOf(postgres: Queryable, key: Ours): Promise<PollerState | null> {
  const [row] = z.array(Row).parse(await postgres.query(PROGRESS, [...key]));
  return row?.progress ?? null;
}

/** @returns false when another process holds it now */
export async function keepProgress(postgres: Queryable, key: Ours, state: PollerState): Promise<boolean> {
  return changedRows(await postgres.query(KEEP, [...key, JSON.stringify(state)])) > 0;
}

/** @param why null: read successfully */
export const noteRead = (postgres: Queryable, key: Ours, why: Cause | null): Promise<unknown> =>
  postgres.query(NOTE, [...key, why === null ? null : JSON.stringify(why)]);
