import type { ManualEntry } from '@cockpit/contracts';
import { Injectable } from '@nestjs/common';
import { InstantAndUuid, pageOf, readCursor } from '@cockpit/platform';
import { DataSource } from 'typeorm';
import { EntryRow, toEntry } from './entry.entity';

const After = InstantAndUuid.transform(([at, id]) => ({ at: new Date(at), id }));

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
    const after = readCursor(cursor, After);
    if (after !== undefined) query.andWhere('(e.enteredAt, e.id) < (:at, :id)', after);
    const { items, next } = pageOf(await query.getMany(), limit, (row) => [row.enteredAt.toISOString(), row.id]);
    return { items: items.map(toEntry), next };
  }
}
