import { changedRows, type WorkState } from '@cockpit/platform';
import type { DataSource } from 'typeorm';
import { z } from 'zod';
import { LEASE_MS } from './lease';

const RENEW =
  "UPDATE notify_channel SET busy_until = clock_timestamp() + $3 * interval '1 ms' WHERE id = $1 AND busy_by = $2";
/** Messages sendable for a minute; any send by any process changes the mark. */
const WAITING = `
  SELECT count(*) AS waiting, concat_ws(' ', count(*), min(o.id), sum(o.attempts)) AS mark
  FROM notify_outbox o JOIN notify_channel c ON c.id = o.channel_id LEFT JOIN notify_robot r ON r.robot = c.robot
  WHERE o.state IN ('queued', 'failed', 'sent') AND o.next_at < clock_timestamp() - interval '1 minute'
    AND c.enabled AND c.removed_at IS NULL AND (r.rests_until IS NULL OR r.rests_until < clock_timestamp())`;
const Backlog = z.tuple([z.object({ waiting: z.coerce.number(), mark: z.string() })]);

const NEXT_DUE = `
  SELECT extract(epoch FROM min(next_at) - clock_timestamp()) * 1000 AS "inMs" FROM notify_outbox WHERE state IN ('queued', 'failed', 'sent')`;
const NextDue = z.tuple([z.object({ inMs: z.coerce.number().nullable() })]);

type Queryable = Pick<DataSource, 'query'>;

/** @returns false if another process holds the channel */
export async function renewLease(postgres: Queryable, channel: string, token: string): Promise<boolean> {
  return changedRows(await postgres.query(RENEW, [channel, token, LEASE_MS])) > 0;
}

/** Time until the next due message, ms; negative if one is due, null if there is none. */
export async function nextDue(postgres: Queryable): Promise<number | null> {
  const [{ inMs }] = NextDue.parse(await postgres.query(NEXT_DUE));
  return inMs;
}

export async function outboxWaiting(postgres: Queryable): Promise<WorkState> {
  const [{ waiting, mark }] = Backlog.parse(await postgres.query(WAITING));
  return { waiting: waiting > 0, mark };
}
