import { randomUUID } from 'node:crypto';
import { ChannelKind, LANGUAGES, message } from '@cockpit/contracts';
import type { EntityManager } from 'typeorm';
import { z } from 'zod';
import { unsent } from '../channels/channel';
import { MOST_IN_ONE, freeAt, freeNow, pacedAt, stillCounted, toFold, type Limits } from '../limits/limits';
import { groupOf } from './grouping';
import { CUT_LEASES, LEASE_MS, LEASE_OVER, SEND_MS } from './lease';
import type { Session } from '@cockpit/platform';
import { STALE_HOURS } from './retry';
import { TakenRow } from './taken-row';

const TakenChannel = z.object({
  id: z.uuid(),
  kind: ChannelKind,
  language: z.enum(LANGUAGES),
  allowPrivateHost: z.boolean(),
  settings: z.record(z.string(), z.unknown()),
  sealed: z.instanceof(Buffer),
  robot: z.string().nullable(),
  revision: z.int(),
});
export type TakenChannel = z.infer<typeof TakenChannel>;

/** A leased channel with the rows to send next. */
export interface Taken {
  readonly token: string;
  readonly channel: TakenChannel;
  readonly rows: readonly TakenRow[];
  /** latest possible arrival of this message until an answer comes; epoch ms of the database */
  readonly arrival: number;
}

const DUE = `o.state IN ('queued', 'failed', 'sent') AND o.next_at <= clock_timestamp()`;
const COLUMNS =
  'c.id, c.kind, c.language, c.allow_private_host AS "allowPrivateHost", c.settings, c.sealed, c.robot, c.revision';
/** NO KEY UPDATE allows others to insert messages meanwhile. */
const CHANNEL = `
  SELECT ${COLUMNS} FROM notify_channel c
  WHERE c.enabled AND c.removed_at IS NULL AND (c.kind <> 'wecom-bot' OR c.robot = ANY($1)) AND ${LEASE_OVER} AND EXISTS (SELECT 1 FROM notify_outbox o WHERE o.channel_id = c.id AND ${DUE})
  ORDER BY c.served_at NULLS FIRST LIMIT 1 FOR NO KEY UPDATE OF c SKIP LOCKED`;
/**
 * Red messages first; one at a time and in order within a subject. Rows in state `sent` belong to a dead sender. Locked
 * rows (being withdrawn) are skipped.
 */
const ROWS = `
  SELECT o.id, o.key, o.subject, o.recipient, o.target, o.occasion, o.hall, o.notice, o.attempts, o.unsure OR o.state = 'sent' AS unsure,
    ARRAY(SELECT b.receipt FROM notify_outbox b WHERE o.phase IN ('held', 'back', 'end') AND b.subject = o.subject AND b.channel_id = o.channel_id
      AND b.phase = 'open' AND b.receipt IS NOT NULL ORDER BY b.id) AS earlier,
    (SELECT count(*) FROM notify_outbox o WHERE o.channel_id = $1 AND ${DUE}) AS waiting
  FROM notify_outbox o
  WHERE o.channel_id = $1 AND ${DUE} AND NOT EXISTS (
    SELECT 1 FROM notify_outbox e WHERE e.subject = o.subject AND e.channel_id = o.channel_id AND e.target IS NOT DISTINCT FROM o.target AND e.id < o.id AND e.state IN ('queued', 'failed', 'sent'))
  ORDER BY o.level = 'red' DESC, o.id LIMIT ${String(MOST_IN_ONE)} FOR UPDATE OF o SKIP LOCKED`;
const STALE = unsent('rejected', message('unsent.stale', { hours: STALE_HOURS }));
const UNREADABLE = unsent('rejected', message('unsent.unreadable', {}));
/** Only the lease holder sends on a channel, so rows in state `sent` belong to a dead sender. */
const GIVE_UP_STALE = `
  UPDATE notify_outbox SET state = 'dead', unsure = unsure OR state = 'sent', taken_by = NULL,
    error = concat_ws(': ', $2::text, error), fault = $3
  WHERE id IN (
    SELECT id FROM notify_outbox WHERE channel_id = $1 AND state IN ('queued', 'failed', 'sent')
      AND asked_at < clock_timestamp() - interval '${String(STALE_HOURS)} hours' FOR UPDATE SKIP LOCKED)`;
/** Rows withdrawn in the meantime stay withdrawn. */
const MARK = `
  UPDATE notify_outbox SET unsure = unsure OR state = 'sent', state = 'sent', attempts = attempts + 1, taken_by = $2, sent_at = clock_timestamp()
  WHERE id = ANY($1) AND state IN ('queued', 'failed', 'sent') RETURNING id`;
/** a red message may arrive earlier than the paced time */
const RECHECK_MS = 500;
const NOW = 'SELECT extract(epoch FROM clock_timestamp()) * 1000 AS now';

const HOLD = `
  UPDATE notify_channel SET busy_by = $2, busy_until = clock_timestamp() + interval '${String(LEASE_MS)} ms', served_at = clock_timestamp(),
    busy_pid = $3, busy_since = $4 WHERE id = $1`;

/**
 * Leases the least recently served channel with due messages. Null if there is none, or all of them must wait.
 * @param bots bots connected to this process; only it can send over them
 */
export async function take(
  manager: EntityManager,
  limitsOf: (kind: ChannelKind) => Limits | null,
  session: Session | null,
  bots: readonly string[] = [],
): Promise<Taken | null> {
  await manager.query(CUT_LEASES);
  const [channel] = z.array(TakenChannel).parse(await manager.query(CHANNEL, [bots]));
  if (channel === undefined) return null;
  const now = await databaseNow(manager);
  const limits = limitsOf(channel.kind);
  const robot = limits === null || channel.robot === null ? null : await robotOf(manager, channel.robot);
  const free =
    robot === null || limits === null ? now : Math.max(robot.restsUntil, freeAt(limits, robot.arrivals, now));
  if (free > now) {
    await rest(manager, channel.id, free);
    return null;
  }
  await manager.query(GIVE_UP_STALE, [channel.id, STALE.detail, STALE.fault]);
  const rows = await readable(manager, await manager.query(ROWS, [channel.id]));
  const [first] = rows;
  if (first === undefined) {
    // due messages wait for an earlier message that is not due yet
    await rest(manager, channel.id, now + LEASE_MS / 4);
    return null;
  }
  if (limits !== null && robot !== null) {
    const paced = pacedAt(limits, robot.arrivals, now, first.notice.level);
    if (paced > now) {
      await rest(manager, channel.id, Math.min(paced, now + RECHECK_MS));
      return null;
    }
  }
  const room = limits === null || robot === null ? 0 : freeNow(limits, robot.arrivals, now);
  const taken = rows.slice(0, Math.max(groupOf(channel.kind, rows), toFold(limits, first.waiting, room)));
  const arrival = now + SEND_MS;
  if (limits !== null && channel.robot !== null && robot !== null)
    await keepArrivals(manager, channel.robot, [...stillCounted(limits, robot.arrivals, now), arrival]);
  const token = randomUUID();
  const [ours] = z
    .tuple([z.array(z.object({ id: z.string() })), z.number()])
    .parse(await manager.query(MARK, [taken.map(({ id }) => id), token]));
  const marked = new Set(ours.map(({ id }) => id));
  await manager.query(HOLD, [channel.id, token, session?.pid ?? null, session?.since ?? null]);
  return { token, channel, rows: taken.filter(({ id }) => marked.has(id)), arrival };
}

/** Gives up unreadable rows, for example of another version, so that they do not block the others. */
async function readable(manager: EntityManager, raws: unknown): Promise<TakenRow[]> {
  const rows: TakenRow[] = [];
  for (const raw of z.array(z.looseObject({ id: z.string() })).parse(raws)) {
    const row = TakenRow.safeParse(raw);
    if (row.success) rows.push(row.data);
    else
      await manager.query(
        "UPDATE notify_outbox SET state = 'dead', error = $2, fault = $3, taken_by = NULL WHERE id = $1",
        [raw.id, UNREADABLE.detail, UNREADABLE.fault],
      );
  }
  return rows;
}

async function databaseNow(manager: EntityManager): Promise<number> {
  const [row] = z.array(z.object({ now: z.coerce.number() })).parse(await manager.query(NOW));
  return row?.now ?? Date.now();
}

const Robot = z.object({ arrivals: z.array(z.number()), restsUntil: z.coerce.number() });

/** Locks the robot row until the end of the transaction, so that channels of one robot take turns. */
export async function robotOf(manager: EntityManager, robot: string): Promise<z.infer<typeof Robot>> {
  await manager.query('INSERT INTO notify_robot (robot) VALUES ($1) ON CONFLICT DO NOTHING', [robot]);
  const [row] = z
    .array(Robot)
    .parse(
      await manager.query(
        `SELECT arrivals, COALESCE(extract(epoch FROM rests_until) * 1000, 0) AS "restsUntil" FROM notify_robot WHERE robot = $1 FOR UPDATE`,
        [robot],
      ),
    );
  return row ?? { arrivals: [], restsUntil: 0 };
}

export const keepArrivals = (manager: EntityManager, robot: string, arrivals: readonly number[]): Promise<unknown> =>
  manager.query('UPDATE notify_robot SET arrivals = $2 WHERE robot = $1', [robot, arrivals]);

const rest = (manager: EntityManager, id: string, until: number): Promise<unknown> =>
  manager.query(
    'UPDATE notify_channel SET busy_by = NULL, busy_until = to_timestamp($2::double precision / 1000), served_at = clock_timestamp() WHERE id = $1',
    [id, until],
  );
