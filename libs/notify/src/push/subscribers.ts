import type { Notice, Role } from '@cockpit/contracts';
import { activeAccounts } from '@cockpit/access';
import { In, type EntityManager } from 'typeorm';
import { PushRow } from './push.entity';

/** Those who run halls; others have nothing to answer. */
const RUNNING: readonly Role[] = ['administrator', 'manager', 'supervisor'];

export interface Subscriber {
  readonly channelId: string;
  readonly recipient: string;
  readonly target: string;
}

/** The browsers that a channel tells of something in this hall: of accounts that stand and may see it now. */
export async function subscribersOf(
  manager: EntityManager,
  channels: readonly string[],
  { hall }: Pick<Notice, 'hall'>,
): Promise<Subscriber[]> {
  if (channels.length === 0) return [];
  const rows = await manager.find(PushRow, { where: { channelId: In([...channels]) }, order: { id: 'ASC' } });
  const accounts = await activeAccounts(
    manager,
    rows.map(({ owner }) => owner),
  );
  const known = new Map(accounts.map((account) => [account.owner, account]));
  return rows.flatMap(({ id, channelId, owner }) => {
    const account = known.get(owner);
    const sees = account !== undefined && (account.halls === null || (hall !== null && account.halls.includes(hall)));
    return sees && RUNNING.includes(account.role) ? [{ channelId, recipient: account.name, target: id }] : [];
  });
}
