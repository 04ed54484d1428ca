import { Inject, Injectable } from '@nestjs/common';
import { ChannelKind, LANGUAGES, Notice } from '@cockpit/contracts';
import { SETTINGS, changedRows, conflict, deriveKey, type Settings } from '@cockpit/platform';
import { DataSource, type EntityManager } from 'typeorm';
import { z } from 'zod';
import { CARDS } from '../channels/kinds';
import { LINKS, LINK_HOURS, idIn, isGenuine } from './link';

const Row = z.object({
  id: z.string(),
  key: z.string(),
  subject: z.string(),
  recipient: z.string(),
  notice: Notice,
  channel: z.uuid(),
  channelName: z.string(),
  kind: ChannelKind,
  language: z.enum(LANGUAGES),
  answeredAt: z.date().nullable(),
  answeredBy: z.string().nullable(),
  isLate: z.boolean(),
  /** it went to one person, who answers in their own name */
  isOwn: z.boolean(),
});
/** A sent message that somebody may answer. */
export type SentMessage = z.infer<typeof Row>;

const SELECT = `
  SELECT o.id, o.key, o.subject, o.recipient, o.target IS NOT NULL AS "isOwn", o.notice, c.id AS channel, c.name AS "channelName", c.kind, c.language,
    o.answered_at AS "answeredAt", o.answered_by AS "answeredBy",
    COALESCE(o.sent_at, o.created_at) < clock_timestamp() - interval '${String(LINK_HOURS)} hours' AS "isLate"
  FROM notify_outbox o JOIN notify_channel c ON c.id = o.channel_id WHERE o.id = $1 AND o.phase IN ('open', 'back')`;
/** After a reminder an answered card still shows its old button, so the token must lead to the reminder. */
const CAME_BACK = `
  SELECT max(b.id)::text AS id FROM notify_outbox o JOIN notify_outbox b ON b.subject = o.subject AND b.channel_id = o.channel_id
  JOIN notify_channel c ON c.id = o.channel_id
  WHERE o.id = $1 AND o.answered_at IS NOT NULL AND b.id > o.id AND b.phase = 'back' AND c.kind = ANY($2)`;
const LaterId = z.tuple([z.object({ id: z.string().nullable() })]);
/** An answer proves delivery, even if the sender has no receipt yet. */
const ANSWER = `
  UPDATE notify_outbox SET state = 'acknowledged', answered_at = clock_timestamp(), answered_by = $2, taken_by = NULL, error = NULL, fault = NULL,
    delivered_at = COALESCE(delivered_at, clock_timestamp())
  WHERE id = $1 AND answered_at IS NULL`;

/** Sent messages as their recipients see them. */
@Injectable()
export class SentMessages {
  private readonly secret: Buffer;

  constructor(
    private readonly postgres: DataSource,
    @Inject(SETTINGS) settings: Settings,
  ) {
    this.secret = deriveKey(settings, LINKS);
  }

  /** Null for an unknown token or a deleted message. */
  async byToken(token: string): Promise<SentMessage | null> {
    const id = idIn(token);
    const message = id === null ? null : await this.byId(id);
    if (message === null || !isGenuine(token, message, this.secret)) return null;
    const [later] = LaterId.parse(await this.postgres.query(CAME_BACK, [message.id, CARDS]));
    return later.id === null ? message : this.byId(later.id);
  }

  async byId(id: string): Promise<SentMessage | null> {
    const [row] = Row.array().safeParse(await this.postgres.query(SELECT, [id])).data ?? [];
    return row ?? null;
  }

  /**
   * Marks it as answered, in the transaction of the answer's effect. @throws {AppError} 409 if it was answered before
   */
  async answer(manager: EntityManager, id: string, by: string): Promise<void> {
    if (changedRows(await manager.query(ANSWER, [id, by])) === 0)
      throw conflict('message-answered', 'this message was answered before');
  }
}
