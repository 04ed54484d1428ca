import { Injectable } from '@nestjs/common';
import { ChannelKind, Notice, Notification, NotificationState, Severity, chinese, message } from '@cockpit/contracts';
import type { Caller, NotificationQuery } from '@cockpit/contracts';
import { inScope } from '@cockpit/access';
import { changedRows, conflict, notFound } from '@cockpit/platform';
import { DataSource } from 'typeorm';
import { z } from 'zod';
import { StoredFault, faultField } from '../channels/stored-fault';

const Row = z.object({
  id: z.string(),
  subject: z.string(),
  channel: z.uuid(),
  channelName: z.string(),
  kind: ChannelKind,
  recipient: z.string(),
  hall: z.string().nullable(),
  level: Severity,
  state: NotificationState,
  attempts: z.int(),
  phase: Notice.shape.phase,
  notice: z.unknown(),
  firedAt: z.date(),
  createdAt: z.date(),
  deliveredAt: z.date().nullable(),
  nextAt: z.date(),
  receipt: z.string().nullable(),
  error: z.string().nullable(),
  fault: StoredFault,
});
/** Cursors hold milliseconds, so the order uses them too. */
const AT = "date_trunc('milliseconds', o.created_at)";
const SELECT = `
  SELECT o.id, o.subject, o.channel_id AS channel, c.name AS "channelName", c.kind, o.recipient, o.hall, o.level, o.state, o.attempts, o.phase, o.notice,
    o.fired_at AS "firedAt", ${AT} AS "createdAt", o.delivered_at AS "deliveredAt", o.next_at AS "nextAt", o.receipt, o.error, o.fault
  FROM notify_outbox o JOIN notify_channel c ON c.id = o.channel_id`;
const RESEND = `
  UPDATE notify_outbox SET state = 'queued', attempts = 0, next_at = clock_timestamp(), asked_at = clock_timestamp(), error = NULL, fault = NULL
  WHERE id = $1 AND state IN ('dead', 'failed', 'withdrawn') RETURNING id`;

export interface Page {
  after: readonly [createdAt: string, id: string] | undefined;
  limit: number;
}

/** Reads outbox messages and sends them again. */
@Injectable()
export class Notifications {
  constructor(private readonly postgres: DataSource) {}

  /** Newest first, in the caller's halls. */
  async list(caller: Caller, query: NotificationQuery, { after, limit }: Page): Promise<Notification[]> {
    const halls = query.hall === undefined ? caller.halls : [query.hall];
    const rows = z.array(Row).parse(
      await this.postgres.query(
        `${SELECT} WHERE ($1::text[] IS NULL OR o.hall = ANY($1)) AND ($2::text IS NULL OR o.subject = $2) AND ($3::text IS NULL OR o.state = $3)
           AND ($4::uuid IS NULL OR o.channel_id = $4) AND ($5::timestamptz IS NULL OR (${AT}, o.id) < ($5, $6::bigint))
         ORDER BY ${AT} DESC, o.id DESC LIMIT $7`,
        [
          halls === 'all' ? null : halls,
          query.warning === undefined ? null : `warning/${query.warning}`,
          query.state ?? null,
          query.channel ?? null,
          after?.[0] ?? null,
          after?.[1] ?? null,
          limit,
        ],
      ),
    );
    return rows.map(answer);
  }

  /** @throws {AppError} 404, also for a hall out of scope */
  async one(id: string, caller: Caller): Promise<Notification> {
    const [row] = z.array(Row).parse(await this.postgres.query(`${SELECT} WHERE o.id = $1`, [id]));
    const mayRead = (hall: string | null): boolean =>
      hall === null ? caller.halls === 'all' : inScope(caller.halls, hall);
    if (row === undefined || !mayRead(row.hall))
      throw notFound('unknown-notification', 'there is no such notification');
    return answer(row);
  }

  /** @throws {AppError} 404; 409 if it is being sent or was delivered */
  async resend(id: string, caller: Caller): Promise<Notification> {
    await this.one(id, caller);
    if (changedRows(await this.postgres.query(RESEND, [id])) === 0)
      throw conflict('notification-under-way', 'it is under way or has arrived');
    return this.one(id, caller);
  }
}

function answer({ notice, fault, firedAt, createdAt, deliveredAt, nextAt, ...row }: z.infer<typeof Row>): Notification {
  // a row of another version must not break the whole list
  const about = Notice.safeParse(notice).data?.about ?? message('notice.unreadable', {});
  return {
    ...row,
    ...faultField(fault),
    firedAt: firedAt.toISOString(),
    createdAt: createdAt.toISOString(),
    deliveredAt: deliveredAt?.toISOString() ?? null,
    nextAt: row.state === 'queued' || row.state === 'failed' ? nextAt.toISOString() : null,
    text: chinese(about),
    words: about,
  };
}
