import { isAdministration, type Role } from '@cockpit/contracts';
import { conflict } from '@cockpit/platform';
import type { EntityManager } from 'typeorm';
import { UserRow } from '../entities';

const READ = 'SELECT apart FROM administrators';
/**
 * Locks the setting for the transaction, so that it cannot change meanwhile. Always taken before account locks, to
 * avoid deadlocks.
 */
const HOLD = 'SELECT apart FROM administrators FOR SHARE';

const readFlag = async (manager: EntityManager, statement: string): Promise<boolean> => {
  const [row] = await manager.query<{ apart: boolean }[]>(statement);
  return row?.apart === true;
};
export const areApart = (manager: EntityManager): Promise<boolean> => readFlag(manager, READ);
export const heldApart = (manager: EntityManager): Promise<boolean> => readFlag(manager, HOLD);

type Person = Pick<UserRow, 'id' | 'name' | 'role' | 'disabledAt' | 'officerId' | 'displayName'>;

/** Whether two accounts belong to one person: the same officer or the same name. */
const isOnePerson = (first: Person, other: Person): boolean =>
  (first.officerId !== null && first.officerId === other.officerId) || normalName(first) === normalName(other);
const normalName = ({ displayName }: Person): string => displayName.trim().toLowerCase();

/** Finds two accounts that would give one person two of the three administrations. */
export function twoOfOne(accounts: readonly Person[]): readonly [Person, Person] | null {
  const holders = accounts.filter(({ role, disabledAt }) => isAdministration(role) && disabledAt === null);
  for (const holder of holders) {
    const other = holders.find((candidate) => candidate.role !== holder.role && isOnePerson(holder, candidate));
    if (other !== undefined) return [holder, other];
  }
  return null;
}

/** @throws AppError 409 `two-administrations` */
export function refuseTwoOfOne(accounts: readonly Person[]): void {
  const pair = twoOfOne(accounts);
  if (pair === null) return;
  const [first, other] = pair;
  throw conflict(
    'two-administrations',
    `"${first.name}" (${first.role}) and "${other.name}" (${other.role}) have the same officer or the same name`,
  );
}

/** @throws AppError 409 `own-role` */
export function refuseOwnRole(
  before: Pick<UserRow, 'id' | 'role'>,
  after: { role: Role },
  actor: { id: string },
): void {
  if (actor.id === before.id && before.role !== after.role)
    throw conflict('own-role', 'nobody gives themselves another role');
}
