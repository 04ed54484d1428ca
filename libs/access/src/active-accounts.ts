import { Role } from '@cockpit/contracts';
import type { EntityManager } from 'typeorm';
import { z } from 'zod';

const Account = z.object({
  owner: z.string(),
  name: z.string(),
  role: Role,
  halls: z.array(z.string()).nullable(),
});
/** `halls` null: all. */
export type ActiveAccount = z.infer<typeof Account>;

const FIND = `
  SELECT 'user/' || id AS owner, display_name AS name, role, halls FROM app_user WHERE disabled_at IS NULL AND 'user/' || id = ANY($1)
  UNION ALL
  SELECT 'token/' || id, name, role, halls FROM api_token
  WHERE revoked_at IS NULL AND (expires_at IS NULL OR expires_at > now()) AND 'token/' || id = ANY($1)`;

/** The active accounts among these owners (`user/ID` or `token/ID`), with what they may see now. */
export const activeAccounts = async (manager: EntityManager, owners: readonly string[]): Promise<ActiveAccount[]> =>
  owners.length === 0 ? [] : z.array(Account).parse(await manager.query(FIND, [[...new Set(owners)]]));

const Named = z.object({ account: z.string(), name: z.string() });
const CALLED = `
  SELECT name AS account, display_name AS name FROM app_user WHERE disabled_at IS NULL AND name = ANY($1)
  UNION ALL
  SELECT name, name FROM api_token WHERE revoked_at IS NULL AND (expires_at IS NULL OR expires_at > now()) AND name = ANY($1)`;

/** The active ones among these account names, each with its display name. */
export const namesOfAccounts = async (
  manager: EntityManager,
  accounts: readonly string[],
): Promise<ReadonlyMap<string, string>> =>
  new Map(
    accounts.length === 0
      ? []
      : z
          .array(Named)
          .parse(await manager.query(CALLED, [accounts]))
          .map(({ account, name }) => [account, name]),
  );

const OfOfficer = z.object({ account: z.string(), officerId: z.string() });
const OF_OFFICERS = `
  SELECT name AS account, officer_id AS "officerId" FROM app_user WHERE disabled_at IS NULL AND officer_id = ANY($1) ORDER BY name`;

export const accountsOfOfficers = async (
  manager: EntityManager,
  officers: readonly string[],
): Promise<z.infer<typeof OfOfficer>[]> =>
  officers.length === 0 ? [] : z.array(OfOfficer).parse(await manager.query(OF_OFFICERS, [[...new Set(officers)]]));
