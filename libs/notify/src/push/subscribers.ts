import type { Notice, Role } from '@cockpit/contracts';
import { activeAccounts } from '@cockpit/access';
import { In, type EntityManager } from 'typeorm';
import { PushRow } from './push.entity';

/** Roles that can answer warnings. */
const ROLES: readonly Role[] = ['administrator', 'manager', 'supervisor'];

export interface Subscriber {
  readonly channelId: string;
  readonly recipient: string;
  readonly target: string;
}

/** Browsers subscribed to these channels whose active accounts may see the hall. */
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
  const accountByOwner = new Map(accounts.map((account) => [account.owner, account]));
  return rows.flatMap(({ id, channelId, owner }) => {
    const account = accountByOwner.get(owner);
    const maySee = account !== undefined && (account.halls === null || (hall !== null && account.halls.includes(hall)));
    return maySee && ROLES.includes(account.role) ? [{ channelId, recipient: account.name, target: id }] : [];
  });
}
