import type { Notice } from '@cockpit/contracts';
import type { EntityManager } from 'typeorm';
import { ChannelRow } from '../settings/entities';

/** One message somebody is to get, by one channel. */
export interface Addressed {
  readonly channelId: string;
  /** whom it is for, as people read it */
  readonly recipient: string;
}

/**
 * Who gets a notice: the one place where that is decided. Now it is every channel of the hall that wants this level; the end of something goes
 * where its beginning went.
 */
export async function recipientsOf(manager: EntityManager, notice: Notice): Promise<Addressed[]> {
  const rows = await manager
    .createQueryBuilder(ChannelRow, 'c')
    .where('c.enabled AND c.removedAt IS NULL AND :level = ANY(c.levels)', { level: notice.level })
    .andWhere('(c.halls IS NULL OR :hall = ANY(c.halls))', { hall: notice.hall })
    .orderBy('c.id')
    .getMany();
  return rows
    .filter(({ endings }) => endings || notice.phase !== 'end')
    .map(({ id, name }) => ({ channelId: id, recipient: name }));
}
