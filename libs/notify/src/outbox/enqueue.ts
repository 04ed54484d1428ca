import { Notice, type ChannelKind } from '@cockpit/contracts';
import type { EntityManager } from 'typeorm';
import { z } from 'zod';
import { CARDS, kindsThat } from '../channels/kinds';
import { GROUPED, nextAt } from './grouping';
import { recipientsOf, type Addressed } from './recipients';

export interface Letter {
  /** what it is about, as `warning/ID`; messages about the same arrive in order */
  readonly subject: string;
  readonly notice: Notice;
  /** tells messages about the same apart, besides the phase: a reminder, a level of escalation */
  readonly occasion?: string;
}

const INSERT = `
  INSERT INTO notify_outbox (key, channel_id, subject, phase, recipient, hall, level, notice, state, fired_at, occasion, target, next_at)
  SELECT md5(concat_ws('/', $1::text, c.id, c.target)), c.id, $2, $3, c.recipient, $4, $5, $6, 'queued', $7, $8, c.target,
    ${nextAt({ phase: '$3', level: '$5', hall: '$4', kinds: '$12' })}
  FROM unnest($9::uuid[], $10::text[], $11::uuid[]) AS c (id, recipient, target) JOIN notify_channel k ON k.id = c.id
  ON CONFLICT (key) DO NOTHING`;

/**
 * Puts a message into the outbox of each who is to get it. Call it with the manager of the transaction that causes the message: then both are kept
 * or none. Asked again for the same, it does nothing.
 */
export async function enqueue(manager: EntityManager, letter: Letter, to?: readonly Addressed[]): Promise<void> {
  const notice = Notice.parse(letter.notice);
  const addressed = to ?? (await recipientsOf(manager, notice));
  if (addressed.length === 0) return;
  await manager.query(INSERT, [
    [letter.subject, notice.phase, letter.occasion ?? ''].join('/'),
    letter.subject,
    notice.phase,
    notice.hall,
    notice.level,
    JSON.stringify(notice),
    notice.firedAt,
    letter.occasion ?? '',
    addressed.map(({ channelId }) => channelId),
    addressed.map(({ recipient }) => recipient),
    addressed.map(({ target }) => target),
    GROUPED,
  ]);
}

const WITHDRAW = `
  UPDATE notify_outbox SET state = 'withdrawn' WHERE id IN (
    SELECT id FROM notify_outbox WHERE subject = $1 AND phase IN ('open', 'held', 'back') AND state IN ('queued', 'failed') AND NOT unsure FOR UPDATE SKIP LOCKED)`;
const NotifiedRows = z.array(z.object({ channelId: z.uuid(), recipient: z.string(), target: z.uuid().nullable() }));
const NOTIFIED = `
  SELECT DISTINCT o.channel_id AS "channelId", o.recipient, o.target FROM notify_outbox o JOIN notify_channel c ON c.id = o.channel_id
  WHERE o.subject = $1 AND o.phase = 'open' AND o.state NOT IN ('withdrawn', 'dead') AND c.enabled AND c.removed_at IS NULL`;

/**
 * Says that something is over to those who were told of it. What was not sent yet is taken back, and then there is nothing to say: who was not
 * called need not be called off. What a sender holds at this moment counts as told: nobody who causes a message waits for one who sends.
 */
export async function enqueueEnd(manager: EntityManager, letter: Letter): Promise<void> {
  await manager.query(WITHDRAW, [letter.subject]);
  const told = NotifiedRows.parse(await manager.query(`${NOTIFIED} AND c.endings`, [letter.subject]));
  await enqueue(manager, letter, told);
}

/** What can be changed, or is read by a program: there every change is told. */
const EVERY_TIME = kindsThat(({ readBy, changes = false }) => readBy === 'program' || changes);
/** A group reads every line of it: only of what is red, once, and not where it was answered. */
const ONCE = kindsThat(({ readBy, changes = false }) => readBy === 'group' && !changes);
const NOT_ANSWERED_THERE = `NOT EXISTS (
  SELECT 1 FROM notify_outbox a WHERE a.subject = o.subject AND a.channel_id = o.channel_id AND a.answered_at IS NOT NULL)`;

/** Says that somebody sees to it to those who were told of it. A mail or a text message for that would be noise. */
export async function enqueueHeld(manager: EntityManager, letter: Letter): Promise<void> {
  const of = async (kinds: readonly ChannelKind[], more: string): Promise<Addressed[]> =>
    NotifiedRows.parse(await manager.query(`${NOTIFIED} AND c.kind = ANY($2) AND ${more}`, [letter.subject, kinds]));
  await enqueue(manager, letter, await of(EVERY_TIME, 'true'));
  if (letter.notice.level !== 'red') return;
  await enqueue(manager, { ...letter, occasion: '' }, await of(ONCE, `c.endings AND ${NOT_ANSWERED_THERE}`));
}

/**
 * Says that nobody sees to it any more, or somebody else is to, to those who were told of it.
 * @param who only cards that change, where nobody is to be called
 */
export async function enqueueBack(manager: EntityManager, letter: Letter, who: 'all' | 'cards'): Promise<void> {
  const told: unknown = await manager.query(`${NOTIFIED} AND ($2::text[] IS NULL OR c.kind = ANY($2))`, [
    letter.subject,
    who === 'cards' ? CARDS : null,
  ]);
  await enqueue(manager, letter, NotifiedRows.parse(told));
}
