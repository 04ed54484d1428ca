import { firstReceipts } from '@cockpit/notify';
import type { EntityManager } from 'typeorm';
import { z } from 'zod';

/**
 * The first time of its kind in the life of a warning. `seen`: a page showed it to somebody signed in · `delivered`: a channel confirmed that it has the
 * message · `acted`: a measure against it was carried out.
 */
export interface Mark {
  readonly kind: 'seen' | 'delivered' | 'acted';
  /** hall time, epoch ms */
  readonly at: number;
  readonly actor: string;
}

/** Asked again for the same, it does nothing: the first time stays. */
export async function mark(manager: EntityManager, warnings: readonly string[], one: Mark): Promise<void> {
  await manager.query(
    `INSERT INTO warning_mark (warning_id, kind, at, actor)
     SELECT id, $2, greatest($3, since), $4 FROM warning WHERE id = ANY($1) ON CONFLICT (warning_id, kind) DO NOTHING`,
    [warnings, one.kind, new Date(one.at), one.actor],
  );
}

export async function isMarked(manager: EntityManager, warning: string, kind: Mark['kind']): Promise<boolean> {
  const rows: unknown[] = await manager.query('SELECT 1 FROM warning_mark WHERE warning_id = $1 AND kind = $2', [
    warning,
    kind,
  ]);
  return rows.length > 0;
}

const KNOWN =
  "SELECT warning_id AS id FROM warning_mark WHERE kind = 'delivered' AND recorded_at > now() - interval '25 hours'";
/**
 * A message takes time of the wall clock, also in a hall that lives by its feed: so long after the firing was written down somebody was told. A message
 * on our own pages tells nobody by itself: that is `seen`.
 */
const DELIVERED = `
  INSERT INTO warning_mark (warning_id, kind, at, recorded_at, actor)
  SELECT w.id, 'delivered', w.fired_at + greatest(interval '0', told.at - fired.at), told.at, told.recipient
  FROM unnest($1::text[], $2::timestamptz[], $3::text[]) AS told(id, at, recipient)
  JOIN warning w ON w.id = told.id
  JOIN LATERAL (SELECT min(t.recorded_at) AS at FROM warning_transition t WHERE t.warning_id = w.id AND t.to_state = 'firing') fired ON fired.at IS NOT NULL
  WHERE w.fired_at IS NOT NULL
  ON CONFLICT (warning_id, kind) DO NOTHING`;
const PREFIX = 'warning/';
const Ids = z.array(z.object({ id: z.string() }));

/** Keeps the first receipt of each warning: messages are deleted some day, and the figures stay. */
export async function markDelivered(manager: EntityManager): Promise<void> {
  const known = Ids.parse(await manager.query(KNOWN));
  const told = await firstReceipts(
    manager,
    PREFIX,
    known.map(({ id }) => PREFIX + id),
  );
  if (told.length === 0) return;
  await manager.query(DELIVERED, [
    told.map(({ subject }) => subject.slice(PREFIX.length)),
    told.map(({ at }) => at),
    told.map(({ recipient }) => recipient),
  ]);
}
