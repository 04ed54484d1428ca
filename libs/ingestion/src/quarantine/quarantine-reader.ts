import type { QuarantinedEvent, QuarantineSelection, QuarantineState } from '@cockpit/contracts';
import { Injectable } from '@nestjs/common';
import { InstantAndUuid, notFound, pageOf, readCursor } from '@cockpit/platform';
import { DataSource, type SelectQueryBuilder } from 'typeorm';
import { z } from 'zod';
import { QuarantineRow } from './quarantine.entity';

export interface QuarantineFilter extends QuarantineSelection {
  state?: QuarantineState | undefined;
  cursor?: string | undefined;
  limit: number;
}

const FIELDS = ['source', 'reason', 'hall', 'correlationId'] as const;
const STATES: Readonly<Record<QuarantineState, string>> = {
  open: 'q.resubmittedAt IS NULL AND q.discardedAt IS NULL',
  resubmitted: 'q.resubmittedAt IS NOT NULL',
  discarded: 'q.discardedAt IS NOT NULL',
};
const Counts = z.array(
  z.object({
    source: z.string(),
    reason: z.string(),
    total: z.coerce.number(),
    open: z.coerce.number(),
    resubmitted: z.coerce.number(),
    discarded: z.coerce.number(),
    firstAt: z.date(),
    lastAt: z.date(),
  }),
);
export type QuarantineCount = z.infer<typeof Counts>[number];

const After = InstantAndUuid.transform(([at, id]) => ({ at: new Date(at), id }));

/** Queries about rejected events. */
@Injectable()
export class QuarantineReader {
  constructor(private readonly postgres: DataSource) {}

  /** newest first */
  async list(filter: QuarantineFilter): Promise<{ items: QuarantinedEvent[]; next: string | null }> {
    const query = this.selected(filter, filter.state)
      .orderBy('q.receivedAt', 'DESC')
      .addOrderBy('q.id', 'DESC')
      .limit(filter.limit + 1);
    const after = readCursor(filter.cursor, After);
    if (after !== undefined) query.andWhere('(q.receivedAt, q.id) < (:at, :id)', after);
    const { items, next } = pageOf(await query.getMany(), filter.limit, (row) => [
      row.receivedAt.toISOString(),
      row.id,
    ]);
    return { items: items.map(answered), next };
  }

  /** Open events, least recently tried first, then the oldest, so that repeatedly rejected ones do not block others. */
  async untried(filter: QuarantineSelection, limit: number): Promise<QuarantineRow[]> {
    return this.selected(filter, 'open')
      .andWhere('q.body IS NOT NULL')
      .orderBy('q.attempts', 'ASC')
      .addOrderBy('q.receivedAt', 'ASC')
      .addOrderBy('q.id', 'ASC')
      .limit(limit)
      .getMany();
  }

  /** Open events by id, in pages. */
  async openAfter(filter: QuarantineSelection, after: string | undefined, limit: number): Promise<QuarantineRow[]> {
    const query = this.selected(filter, 'open').orderBy('q.id', 'ASC').limit(limit);
    return (after === undefined ? query : query.andWhere('q.id > :after', { after })).getMany();
  }

  async countOpen(filter: QuarantineSelection): Promise<number> {
    return this.selected(filter, 'open').getCount();
  }

  /** Counts by source and reason; most open ones first. */
  async counts(filter: QuarantineSelection): Promise<QuarantineCount[]> {
    const count = (state: QuarantineState): string => `count(*) FILTER (WHERE ${STATES[state]})`;
    const rows: unknown = await this.selected(filter, undefined)
      .select('q.source', 'source')
      .addSelect('q.reason', 'reason')
      .addSelect('count(*)', 'total')
      .addSelect(count('open'), 'open')
      .addSelect(count('resubmitted'), 'resubmitted')
      .addSelect(count('discarded'), 'discarded')
      .addSelect('min(q.receivedAt)', 'firstAt')
      .addSelect('max(q.receivedAt)', 'lastAt')
      .groupBy('q.source')
      .addGroupBy('q.reason')
      .orderBy('open', 'DESC')
      .addOrderBy('total', 'DESC')
      .addOrderBy('q.source')
      .addOrderBy('q.reason')
      .getRawMany();
    return Counts.parse(rows);
  }

  async get(id: string): Promise<QuarantinedEvent> {
    const row = await this.postgres.manager.findOneBy(QuarantineRow, { id });
    if (row === null) throw notFound('unknown-quarantined-event', 'nothing with this id lies in quarantine');
    return answered(row);
  }

  private selected(filter: QuarantineSelection, state: QuarantineState | undefined): SelectQueryBuilder<QuarantineRow> {
    const query = this.postgres.createQueryBuilder(QuarantineRow, 'q').where('TRUE');
    for (const field of FIELDS)
      if (filter[field] !== undefined) query.andWhere(`q.${field} = :${field}`, { [field]: filter[field] });
    if (filter.from !== undefined) query.andWhere('q.receivedAt >= :from', { from: new Date(filter.from) });
    if (filter.to !== undefined) query.andWhere('q.receivedAt < :to', { to: new Date(filter.to) });
    if (state !== undefined) query.andWhere(STATES[state]);
    return query;
  }
}

const iso = (time: Date | null): string | null => time?.toISOString() ?? null;

const answered = (row: QuarantineRow): QuarantinedEvent => ({
  id: row.id,
  source: row.source,
  reason: row.reason,
  path: row.path,
  message: row.message,
  causes: row.causes,
  eventId: row.eventId,
  hall: row.hall,
  receivedAt: row.receivedAt.toISOString(),
  correlationId: row.correlationId,
  body: row.body,
  resubmittedAt: iso(row.resubmittedAt),
  editedAt: iso(row.editedAt),
  editedBy: row.editedBy,
  discardedAt: iso(row.discardedAt),
  discardedBy: row.discardedBy,
  discardReason: row.discardReason,
  attempts: row.attempts,
});
