import { ADMINISTRATIONS, ROLE_OF_ADMINISTRATION, isAdministration, type UserRecord } from '@cockpit/contracts';
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
 * The same, held for this transaction together with everybody who administers and may sign in: of two who take each other's rights
 * at once the second sees what the first has done. Always in one order, so that neither waits for the other for ever.
 */
export async function heldUser(
  manager: EntityManager,
  name: string,
): Promise<{ user: UserRow | null; administrators: readonly UserRow[] }> {
  const held = await holding(manager).orWhere('lower(u.name) = lower(:name)', { name }).getMany();
  return {
    user: held.find((one) => one.name.toLowerCase() === name.toLowerCase()) ?? null,
    administrators: held.filter(isAdministrator),
  };
}

/** Everybody who administers and may sign in, held. */
export const heldAdministrators = (manager: EntityManager): Promise<UserRow[]> => holding(manager).getMany();

const ROLES = ADMINISTRATIONS.map((one) => ROLE_OF_ADMINISTRATION[one]);
const holding = (manager: EntityManager) =>
  manager
    .createQueryBuilder(UserRow, 'u')
    .where('u.role IN (:...roles) AND u.disabled_at IS NULL', { roles: ROLES })
    .orderBy('u.id')
    .setLock('pessimistic_write')
    .comment('user.hold');

type AccountStatus = Pick<UserRow, 'role' | 'disabledAt' | 'issuer'>;
/** Who signs in at a provider does not count: it may be down. */
export const mayComeIn = ({ disabledAt, issuer }: Omit<AccountStatus, 'role'>): boolean =>
  disabledAt === null && issuer === null;
const isAdministrator = (user: AccountStatus): boolean => isAdministration(user.role) && user.disabledAt === null;

/**
 * @param apart of the three none may be without anybody; otherwise an administrator has all of it
 * @throws AppError 409 `last-administrator` when nobody who may administer would be left
 */
export function refuseLast(
  before: UserRow,
  after: AccountStatus,
  administrators: readonly UserRow[],
  apart: boolean,
): void {
  const { role } = before;
  const counts = (user: AccountStatus): boolean => user.role === role && mayComeIn(user);
  if (!(apart ? isAdministration(role) : role === 'administrator') || !counts(before) || counts(after)) return;
  if (administrators.filter(counts).every(({ id }) => id === before.id))
    throw conflict(
      'last-administrator',
      `"${before.name}" is the only one with the role ${role} who can sign in: make another first`,
    );
}
