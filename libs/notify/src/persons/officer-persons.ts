import { accountsOfOfficers } from '@cockpit/access';
import { In, type EntityManager } from 'typeorm';
import { PersonRow } from './person.entity';

/** An officer id from events with the organisation's name, if known. */
export interface NamedOfficer {
  readonly id: string;
  readonly name: string | null;
}

/** Maps officers to people of the roster, by account first and by name otherwise. Unknown officers are left out. */
export async function personsOfOfficers(
  manager: EntityManager,
  officers: readonly NamedOfficer[],
): Promise<ReadonlyMap<string, PersonRow>> {
  if (officers.length === 0) return new Map();
  const accounts = await accountsOfOfficers(
    manager,
    officers.map(({ id }) => id),
  );
  const rows = await manager.find(PersonRow, {
    where: [
      { account: In(accounts.map(({ account }) => account)) },
      { name: In(officers.flatMap(({ name }) => name ?? [])) },
    ],
    order: { name: 'ASC' },
  });
  return new Map(
    officers.flatMap(({ id, name }) => {
      const accountsOfOfficer = accounts.filter(({ officerId }) => officerId === id).map(({ account }) => account);
      const row =
        rows.find(({ account }) => account !== null && accountsOfOfficer.includes(account)) ??
        rows.find((person) => person.name === name);
      return row === undefined ? [] : [[id, row] as const];
    }),
  );
}
