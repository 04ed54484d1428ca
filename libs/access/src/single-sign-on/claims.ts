import { createHash } from 'node:crypto';
import { AccountName, isNoPersonsNumber } from '@cockpit/contracts';

/** What a provider says of somebody. */
export type Claims = Readonly<Record<string, unknown>>;

/** What stands under a name; dots lead inwards, as in `realm_access.roles`, unless the whole name is there. */
export function claimOf(claims: Claims, name: string): unknown {
  if (name in claims) return claims[name];
  let at: unknown = claims;
  for (const part of name.split('.')) {
    if (typeof at !== 'object' || at === null || !Object.hasOwn(at, part)) return undefined;
    at = (at as Claims)[part];
  }
  return at;
}

/** @returns undefined when the provider says nothing of groups, as against none */
export function groupsOf(claims: Claims, name: string): string[] | undefined {
  const said = claimOf(claims, name);
  if (said === undefined || said === null) return undefined;
  return [said].flat().filter((group): group is string => typeof group === 'string');
}

const text = (claims: Claims, name: string): string | undefined => {
  const said = claimOf(claims, name);
  return typeof said === 'string' && said.trim() !== '' ? said.trim() : undefined;
};

export const officerOf = (claims: Claims, name: string | undefined): string | null =>
  name === undefined ? null : (text(claims, name)?.slice(0, 128) ?? null);

/** What others read: never a telephone or document number, and nothing that breaks a line. */
export function displayNameOf(claims: Claims): string {
  const said = [text(claims, 'name'), text(claims, 'preferred_username')].find(
    (name) => name !== undefined && isNoPersonsNumber(name),
  );
  return (said ?? madeUpName(claims)).replace(/\p{Cc}+/gu, ' ').slice(0, 100);
}

/**
 * What lists call the account, in the order of preference; whether it is free, the store knows. A name says nothing about who somebody
 * is: that is issuer and subject alone.
 */
export function accountNamesOf(claims: Claims): string[] {
  const said = AccountName.safeParse(text(claims, 'preferred_username'));
  return [...(said.success ? [said.data] : []), madeUpName(claims)];
}

const madeUpName = (claims: Claims): string =>
  `sso-${createHash('sha256')
    .update(JSON.stringify([claims['iss'], claims['sub']]))
    .digest('hex')
    .slice(0, 12)}`;
