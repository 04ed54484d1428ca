import type { QuarantinedEvent } from '@cockpit/contracts';
import { Injectable } from '@nestjs/common';
import { badRequest, notFound } from '@cockpit/platform';
import { DataSource } from 'typeorm';
import { QuarantineRow } from './quarantine.entity';

export interface QuarantineFilter {
  source?: string | undefined;
  reason?: string | undefined;
  hall?: string | undefined;
  correlationId?: string | undefined;
  open?: boolean | undefined;
  cursor?: string | undefined;
  limit: number;
}

@Injectable()
export class QuarantineReader {
  constructor(private readonly postgres: DataSource) {}

  /** newest first */
  async list(filter: QuarantineFilter): Promise<{ items: QuarantinedEvent[]; next: string | null }> {
    const query = this.postgres.createQueryBuilder(QuarantineRow, 'q').orderBy('q.receivedAt', 'DESC').addOrderBy('q.id', 'DESC').limit(filter.limit + 1);
    for (const field of ['source', 'reason', 'hall', 'correlationId'] as const) {
      if (filter[field] !== undefined) query.andWhere(`q.${field} = :${field}`, { [field]: filter[field] });
    }
    if (filter.open !== undefined) query.andWhere(`q.resubmittedAt IS ${filter.open ? '' : 'NOT '}NULL`);
    if (filter.cursor !== undefined) query.andWhere('(q.receivedAt, q.id) < (:at, :id)', readCursor(filter.cursor));
    const rows = await query.getMany();
    const items = rows.slice(0, filter.limit);
    const last = items.at(-1);
    const next = rows.length > filter.limit && last !== undefined ? `${String(last.receivedAt.getTime())}.${last.id}` : null;
    return { items: items.map(answered), next };
  }

  async get(id: string): Promise<QuarantinedEvent> {
    const row = await this.postgres.manager.findOneBy(QuarantineRow, { id });
    if (row === null) throw notFound('unknown-quarantined-event', 'nothing with this id lies in quarantine');
    return answered(row);
  }

  async markResubmitted(id: string, at: Date): Promise<void> {
    await this.postgres.manager.update(QuarantineRow, { id }, { resubmittedAt: at });
  }

  /** @returns how many sealed bodies were given up because their time is over */
  async forgetSealedBefore(time: Date): Promise<number> {
    const done = await this.postgres.createQueryBuilder().update(QuarantineRow).set({ sealed: null }).where('sealed IS NOT NULL AND received_at < :time', { time }).execute();
    return done.affected ?? 0;
  }
}

function readCursor(cursor: string): { at: Date; id: string } {
  const match = /^(\d{1,15})\.([0-9a-f-]{36})$/.exec(cursor);
  if (match === null) throw badRequest('invalid-cursor', 'pass `next` of the page before');
  return { at: new Date(Number(match[1])), id: match[2] ?? '' };
}

const answered = (row: QuarantineRow): QuarantinedEvent => ({
  id: row.id, source: row.source, reason: row.reason, path: row.path, message: row.message, eventId: row.eventId, hall: row.hall,
  receivedAt: row.receivedAt.toISOString(), correlationId: row.correlationId, body: row.body, resubmittedAt: row.resubmittedAt?.toISOString() ?? null,
});
