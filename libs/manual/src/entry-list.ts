import type { ManualEntry } from '@cockpit/contracts';
import { Injectable } from '@nestjs/common';
import { badRequest } from '@cockpit/platform';
import { DataSource } from 'typeorm';
import { EntryRow, toEntry } from './entry.entity';

/** Entries of a hall, newest first. */
@Injectable()
export class EntryList {
  constructor(private readonly postgres: DataSource) {}

  async page(
    hall: string,
    {
      day,
      state,
      cursor,
      limit,
    }: {
      day?: string | undefined;
      state?: ManualEntry['state'] | undefined;
      cursor?: string | undefined;
      limit: number;
    },
  ): Promise<{ items: ManualEntry[]; next: string | null }> {
    const query = this.postgres
      .createQueryBuilder(EntryRow, 'e')
      .where('e.hall = :hall', { hall })
      .orderBy('e.enteredAt', 'DESC')
      .addOrderBy('e.id', 'DESC')
      .limit(limit + 1);
    if (day !== undefined) query.andWhere('e.day = :day', { day });
    if (state !== undefined) query.andWhere('e.state = :state', { state });
    if (cursor !== undefined) query.andWhere('(e.enteredAt, e.id) < (:at, :id)', readCursor(cursor));
    const rows = await query.getMany();
    const items = rows.slice(0, limit);
    const last = items.at(-1);
    return {
      items: items.map(toEntry),
      next: rows.length > limit && last !== undefined ? `${String(last.enteredAt.getTime())}.${last.id}` : null,
    };
  }
}

function readCursor(cursor: string): { at: Date; id: string } {
  const match = /^(\d{1,15})\.([0-9a-f-]{36})$/.exec(cursor);
  if (match === null) throw badRequest('invalid-cursor', 'pass `next` of the page before');
  return { at: new Date(Number(match[1])), id: match[2] ?? '' };
}
