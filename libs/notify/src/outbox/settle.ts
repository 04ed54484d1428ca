import { isOpenNotice } from '@cockpit/contracts';
import type { EntityManager } from 'typeorm';
import { z } from 'zod';
import { keepable, type Outcome } from '../channels/channel';
import { isCarrier } from '../persons/direct';
import { enqueue } from './enqueue';
import { groupsOf } from './recipients';
import { afterRefusal } from './retry';
import { keepArrivals, robotOf, type Taken } from './lease-batch';

const DELIVERED = `
  UPDATE notify_outbox SET state = CASE state WHEN 'acknowledged' THEN state ELSE 'delivered' END, receipt = $2, error = NULL, fault = NULL, taken_by = NULL,
    delivered_at = clock_timestamp()
  WHERE id = ANY($1) AND state <> 'delivered'`;
const FAILED = `
  UPDATE notify_outbox SET state = $3, error = $4, fault = $8, unsure = unsure OR $5, taken_by = NULL,
    next_at = clock_timestamp() + $6 * interval '1 ms', attempts = attempts - $7
  WHERE id = ANY($1) AND taken_by = $2`;
const PUT_BACK = `
  UPDATE notify_outbox SET state = 'queued', attempts = attempts - 1, taken_by = NULL WHERE id = ANY($1) AND taken_by = $2`;
const ARRIVED_BEFORE = `
  UPDATE notify_outbox SET state = 'delivered', delivered_at = clock_timestamp(), receipt = $2, error = NULL, fault = NULL, taken_by = NULL,
    attempts = attempts - 1
  WHERE id = $1 AND state <> 'acknowledged'`;
const RELEASE = `UPDATE notify_channel SET busy_by = NULL, busy_until = NULL, busy_pid = NULL, busy_since = NULL WHERE id = $1 AND busy_by = $2`;

/** After this many attempts the groups are notified too. */
const ATTEMPTS_BEFORE_GROUPS = 3;
const POSTPONE = `
  UPDATE notify_outbox SET state = 'failed', unsure = true, attempts = attempts - 1, taken_by = NULL, next_at = clock_timestamp() + interval '1 second'
  WHERE id = $1 AND taken_by = $2`;

/** Delays a message while it is unknown if it has arrived. */
export const postpone = (manager: EntityManager, id: string, token: string): Promise<unknown> =>
  manager.query(POSTPONE, [id, token]);

/** Settles a message that arrived before its sender died. */
export const settleArrived = (manager: EntityManager, id: string, receipt: string): Promise<unknown> =>
  manager.query(ARRIVED_BEFORE, [id, receipt]);

/** Writes the result of a send. A receipt always counts; a refusal only while this sender still holds the rows. */
export async function settle(
  manager: EntityManager,
  { token, channel, rows, arrival }: Taken,
  { outcome, sent, random }: { outcome: Outcome; sent: number; random: () => number },
): Promise<void> {
  const attempted = rows.slice(0, sent);
  const ids = attempted.map(({ id }) => id);
  if (sent < rows.length) await manager.query(PUT_BACK, [rows.slice(sent).map(({ id }) => id), token]);
  if (outcome.delivered) await manager.query(DELIVERED, [ids, keepable(outcome.receipt)]);
  else
    for (const row of attempted) {
      const next = afterRefusal(outcome, row.attempts + 1, random());
      await manager.query(FAILED, [
        [row.id],
        token,
        next.state,
        outcome.detail,
        outcome.unsure,
        next.state === 'dead' ? 0 : next.afterMs,
        outcome.reason === 'limited' ? 1 : 0,
        outcome.fault ?? null,
      ]);
      if (next.state === 'dead' || row.attempts + 1 >= ATTEMPTS_BEFORE_GROUPS)
        await notifyGroups(manager, channel, row);
    }
  if (channel.robot !== null) await settleRobot(manager, channel.robot, arrival, outcome);
  await manager.query(RELEASE, [channel.id, token]);
}

/** Notifies the groups of a message that does not reach its single recipient; idempotent for groups that have it. */
async function notifyGroups(
  manager: EntityManager,
  { kind }: Taken['channel'],
  { target, notice, subject, occasion }: Taken['rows'][number],
): Promise<void> {
  if (target !== null && isCarrier(kind) && isOpenNotice(notice))
    await enqueue(manager, { subject, notice, occasion }, await groupsOf(manager, notice));
}

async function settleRobot(manager: EntityManager, robot: string, arrival: number, outcome: Outcome): Promise<void> {
  const { arrivals } = await robotOf(manager, robot);
  const [row] = z
    .array(z.object({ now: z.coerce.number() }))
    .parse(await manager.query('SELECT extract(epoch FROM clock_timestamp()) * 1000 AS now'));
  const isOpen = !outcome.delivered && outcome.unsure;
  const now = row?.now ?? arrival;
  // without an answer the message may still arrive until its timeout, so its arrival time stays
  if (!isOpen)
    await keepArrivals(
      manager,
      robot,
      arrivals.map((at) => (at === arrival ? Math.min(now, arrival) : at)),
    );
  if (!outcome.delivered && outcome.reason === 'limited')
    await manager.query(
      'UPDATE notify_robot SET rests_until = to_timestamp($2::double precision / 1000) WHERE robot = $1',
      [robot, now + (outcome.afterMs ?? 5_000)],
    );
}
