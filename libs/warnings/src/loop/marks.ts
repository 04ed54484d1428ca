import type { EntityManager } from 'typeorm';

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

/**
 * A message takes time of the wall clock, also in a hall that lives by its feed: so long after the firing was written down somebody was told. A message
 * on our own pages tells nobody by itself: that is `seen`.
 */
const DELIVERED = `
  INSERT INTO warning_mark (warning_id, kind, at, recorded_at, actor)
  SELECT w.id, 'delivered', w.fired_at + greatest(interval '0', told.at - fired.at), told.at, told.recipient
  FROM (
    SELECT DISTINCT ON (o.subject) substr(o.subject, 9) AS id, o.delivered_at AS at, o.recipient
    FROM notify_outbox o JOIN notify_channel c ON c.id = o.channel_id
    WHERE o.phase = 'open' AND o.delivered_at > now() - interval '1 day' AND starts_with(o.subject, 'warning/') AND c.kind <> 'in-app'
      AND NOT EXISTS (SELECT 1 FROM warning_mark m WHERE m.warning_id = substr(o.subject, 9) AND m.kind = 'delivered')
    ORDER BY o.subject, o.delivered_at
  ) told
  JOIN warning w ON w.id = told.id
  JOIN LATERAL (SELECT min(t.recorded_at) AS at FROM warning_transition t WHERE t.warning_id = w.id AND t.to_state = 'firing') fired ON fired.at IS NOT NULL
  WHERE w.fired_at IS NOT NULL
  ON CONFLICT (warning_id, kind) DO NOTHING`;

/** Keeps the first receipt of each warning: messages are deleted some day, and the figures stay. */
export async function markDelivered(manager: EntityManager): Promise<void> {
  await manager.query(DELIVERED);
}
