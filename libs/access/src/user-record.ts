import type { UserRecord } from '@cockpit/contracts';
import type { EntityManager } from 'typeorm';
import { conflict } from '@cockpit/platform';
import { UserRow } from './entities';
import { hallsOf } from './halls';

export function userRecord(row: UserRow): UserRecord {
  return {
    id: row.id,
    name: row.name,
    displayName: row.displayName,
    role: row.role,
    halls: hallsOf(row.halls),
    officerId: row.officerId,
    units: row.units,
    createdAt: row.createdAt.toISOString(),
    disabledAt: row.disabledAt?.toISOString() ?? null,
    mustChangePassword: row.mustChangePassword,
    secondFactorSince: row.secondFactorSince?.toISOString() ?? null,
    signsInWith: row.issuer === null ? 'password' : 'single-sign-on',
    version: row.version,
  };
}

/** Names are one whatever their case. */
export function userByName(manager: EntityManager, name: string): Promise<UserRow | null> {
  return manager
    .createQueryBuilder(UserRow, 'u')
    .where('lower(u.name) = lower(:name)', { name })
    .comment('user.by-name')
    .getOne();
}

/**
 * The same, held for this transaction together with every administrator who may sign in: of two who take each other's rights
 * at once the second sees what the first has done. Always in one order, so that neither waits for the other for ever.
 */
export async function heldUser(
  manager: EntityManager,
  name: string,
): Promise<{ user: UserRow | null; administrators: readonly UserRow[] }> {
  const held = await manager
    .createQueryBuilder(UserRow, 'u')
    .where("lower(u.name) = lower(:name) OR (u.role = 'administrator' AND u.disabled_at IS NULL)", { name })
    .orderBy('u.id')
    .setLock('pessimistic_write')
    .comment('user.hold')
    .getMany();
  return {
    user: held.find((one) => one.name.toLowerCase() === name.toLowerCase()) ?? null,
    administrators: held.filter(isAdministrator),
  };
}

/** Who signs in at a provider does not count: it may be down. */
const isAdministrator = ({ role, disabledAt, issuer }: Pick<UserRow, 'role' | 'disabledAt' | 'issuer'>): boolean =>
  role === 'administrator' && disabledAt === null && issuer === null;

/** @throws AppError 409 `last-administrator` when nobody who may administer would be left */
export function refuseLast(
  before: UserRow,
  after: Pick<UserRow, 'role' | 'disabledAt' | 'issuer'>,
  administrators: readonly UserRow[],
): void {
  if (!isAdministrator(before) || isAdministrator(after)) return;
  if (administrators.every(({ id }) => id === before.id))
    throw conflict(
      'last-administrator',
      `"${before.name}" is the only administrator who can sign in: make another first`,
    );
}
