import { Notice, type ChannelKind } from '@cockpit/contracts';
import type { EntityManager } from 'typeorm';
import { z } from 'zod';
import { CARDS, kindsThat } from '../channels/kinds';
import { GROUPED, nextAt } from './grouping';
import { recipientsOf, type Addressed } from './recipients';

export interface Letter {
  /** what the message is about, as `warning/ID`; messages of one subject arrive in order */
  readonly subject: string;
  readonly notice: Notice;
  /** distinguishes messages of one subject and phase, such as reminders and escalation levels */
  readonly occasion?: string;
}

const INSERT = `
  INSERT INTO notify_outbox (key, channel_id, subject, phase, recipient, hall, level, notice, state, fired_at, occasion, target, next_at)
  SELECT md5(concat_ws('/', $1::text, c.id, c.target)), c.id, $2, $3, c.recipient, $4, $5, $6, 'queued', $7, $8, c.target,
    ${nextAt({ phase: '$3', level: '$5', hall: '$4', kinds: '$12' })}
  FROM unnest($9::uuid[], $10::text[], $11::uuid[]) AS c (id, recipient, target) JOIN notify_channel k ON k.id = c.id
  ON CONFLICT (key) DO NOTHING`;

/**
 * Writes a message to the outbox for each recipient. Use the manager of the causing transaction, so that both commit
 * together. Idempotent.
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
 * Reports the end of a subject to those who were notified. Unsent messages are withdrawn, and their recipients get no
 * end message. A message that a sender holds now counts as sent, so the caller does not wait for it.
 */
export async function enqueueEnd(manager: EntityManager, letter: Letter): Promise<void> {
  await manager.query(WITHDRAW, [letter.subject]);
  const notified = NotifiedRows.parse(await manager.query(`${NOTIFIED} AND c.endings`, [letter.subject]));
  await enqueue(manager, letter, notified);
}

/** Channels that update messages, or programs: they get every change. */
const EVERY_CHANGE_KINDS = kindsThat(({ readBy, changes = false }) => readBy === 'program' || changes);
/** Groups get one message, only about red subjects, and not where the subject was answered. */
const ONCE_KINDS = kindsThat(({ readBy, changes = false }) => readBy === 'group' && !changes);
const NOT_ANSWERED_THERE = `NOT EXISTS (
  SELECT 1 FROM notify_outbox a WHERE a.subject = o.subject AND a.channel_id = o.channel_id AND a.answered_at IS NOT NULL)`;

/** Reports to the notified that somebody has taken the subject over. Mails and text messages are left out as noise. */
export async function enqueueHeld(manager: EntityManager, letter: Letter): Promise<void> {
  const notifiedIn = async (kinds: readonly ChannelKind[], more: string): Promise<Addressed[]> =>
    NotifiedRows.parse(await manager.query(`${NOTIFIED} AND c.kind = ANY($2) AND ${more}`, [letter.subject, kinds]));
  await enqueue(manager, letter, await notifiedIn(EVERY_CHANGE_KINDS, 'true'));
  if (letter.notice.level !== 'red') return;
  await enqueue(
    manager,
    { ...letter, occasion: '' },
    await notifiedIn(ONCE_KINDS, `c.endings AND ${NOT_ANSWERED_THERE}`),
  );
}

/**
 * Reports to the notified that nobody handles the subject any more, or somebody else has to.
 * @param who `cards`: only channels that update messages, which alert nobody
 */
export async function enqueueBack(manager: EntityManager, letter: Letter, who: 'all' | 'cards'): Promise<void> {
  const notified: unknown = await manager.query(`${NOTIFIED} AND ($2::text[] IS NULL OR c.kind = ANY($2))`, [
    letter.subject,
    who === 'cards' ? CARDS : null,
  ]);
  await enqueue(manager, letter, NotifiedRows.parse(notified));
}
