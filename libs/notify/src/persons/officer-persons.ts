import { accountsOfOfficers } from '@cockpit/access';
import { In, type EntityManager } from 'typeorm';
import { PersonRow } from './person.entity';

/** An officer as events name them, with what the organisation calls them where it knows them. */
export interface NamedOfficer {
  readonly id: string;
  readonly name: string | null;
}

/** Which name of the roster each officer is: the one their account stands beside, else the one they are called by. Nobody else is left in. */
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
      const own = accounts.filter(({ officerId }) => officerId === id).map(({ account }) => account);
      const row =
        rows.find(({ account }) => account !== null && own.includes(account)) ?? rows.find((one) => one.name === name);
      return row === undefined ? [] : [[id, row] as const];
    }),
  );
}
