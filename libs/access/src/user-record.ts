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

/** User names ignore case. */
export function userByName(manager: EntityManager, name: string): Promise<UserRow | null> {
  return manager
    .createQueryBuilder(UserRow, 'u')
    .where('lower(u.name) = lower(:name)', { name })
    .comment('user.by-name')
    .getOne();
}

/**
 * Loads a user and locks it with all active administrators for the transaction: of two people who remove each other's
 * rights at once, the second sees the first's change. Locks are taken in one order, to avoid deadlocks.
 */
export async function heldUser(
  manager: EntityManager,
  name: string,
): Promise<{ user: UserRow | null; administrators: readonly UserRow[] }> {
  const locked = await holding(manager).orWhere('lower(u.name) = lower(:name)', { name }).getMany();
  return {
    user: locked.find((candidate) => candidate.name.toLowerCase() === name.toLowerCase()) ?? null,
    administrators: locked.filter(isAdministrator),
  };
}

/** Locks and returns all administrators who can sign in. */
export const heldAdministrators = (manager: EntityManager): Promise<UserRow[]> => holding(manager).getMany();

const ROLES = ADMINISTRATIONS.map((administration) => ROLE_OF_ADMINISTRATION[administration]);
const holding = (manager: EntityManager) =>
  manager
    .createQueryBuilder(UserRow, 'u')
    .where('u.role IN (:...roles) AND u.disabled_at IS NULL', { roles: ROLES })
    .orderBy('u.id')
    .setLock('pessimistic_write')
    .comment('user.hold');

type AccountStatus = Pick<UserRow, 'role' | 'disabledAt' | 'issuer'>;
/** Accounts of a provider do not count, because it may be down. */
export const mayComeIn = ({ disabledAt, issuer }: Omit<AccountStatus, 'role'>): boolean =>
  disabledAt === null && issuer === null;
const isAdministrator = (user: AccountStatus): boolean => isAdministration(user.role) && user.disabledAt === null;

/**
 * @param apart each of the three administrations must keep somebody; otherwise one administrator is enough
 * @throws AppError 409 `last-administrator` when no administrator would be left
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
