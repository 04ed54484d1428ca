import { createHash } from 'node:crypto';
import { AccountName, isNoPersonsNumber } from '@cockpit/contracts';

/** Claims of a person from the provider. */
export type Claims = Readonly<Record<string, unknown>>;

/** Value at a claim path; dots separate levels, as in `realm_access.roles`, unless a claim has the whole name. */
export function claimOf(claims: Claims, name: string): unknown {
  if (name in claims) return claims[name];
  let at: unknown = claims;
  for (const part of name.split('.')) {
    if (typeof at !== 'object' || at === null || !Object.hasOwn(at, part)) return undefined;
    at = (at as Claims)[part];
  }
  return at;
}

/** @returns undefined when the provider sends no groups claim; an empty list means no groups */
export function groupsOf(claims: Claims, name: string): string[] | undefined {
  const value = claimOf(claims, name);
  if (value === undefined || value === null) return undefined;
  return [value].flat().filter((group): group is string => typeof group === 'string');
}

const text = (claims: Claims, name: string): string | undefined => {
  const value = claimOf(claims, name);
  return typeof value === 'string' && value.trim() !== '' ? value.trim() : undefined;
};

export const officerOf = (claims: Claims, name: string | undefined): string | null =>
  name === undefined ? null : (text(claims, name)?.slice(0, 128) ?? null);

/** Display name without telephone or document numbers and line breaks. */
export function displayNameOf(claims: Claims): string {
  const displayName = [text(claims, 'name'), text(claims, 'preferred_username')].find(
    (name) => name !== undefined && isNoPersonsNumber(name),
  );
  return (displayName ?? madeUpName(claims)).replace(/\p{Cc}+/gu, ' ').slice(0, 100);
}

/**
 * Candidates for the account name, by preference; the store checks which is free. Only issuer and subject identify a
 * person.
 */
export function accountNamesOf(claims: Claims): string[] {
  const accountName = AccountName.safeParse(text(claims, 'preferred_username'));
  return [...(accountName.success ? [accountName.data] : []), madeUpName(claims)];
}

const madeUpName = (claims: Claims): string =>
  `sso-${createHash('sha256')
    .update(JSON.stringify([claims['iss'], claims['sub']]))
    .digest('hex')
    .slice(0, 12)}`;
