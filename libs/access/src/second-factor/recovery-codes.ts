import { createHmac, randomInt } from 'node:crypto';

/** Without I, L, O and U, to avoid confusion and accidental words. */
const CHARACTERS = '0123456789ABCDEFGHJKMNPQRSTVWXYZ';
const LENGTH = 12;
export const RECOVERY_CODES = 10;

/** @returns ten codes of 60 random bits each, as `XXXX-XXXX-XXXX` */
export const newRecoveryCodes = (): string[] => {
  const codes = new Set<string>();
  while (codes.size < RECOVERY_CODES) codes.add(oneCode());
  return [...codes];
};

const oneCode = (): string =>
  Array.from({ length: LENGTH }, (_, i) =>
    (i > 0 && i % 4 === 0 ? '-' : '').concat(CHARACTERS.charAt(randomInt(CHARACTERS.length))),
  ).join('');

/** Normalises a typed code: no spaces or dashes, upper case, look-alike characters replaced. */
export const codeAsMeant = (typed: string): string =>
  typed
    .normalize('NFKC')
    .replace(/[\s\p{Pd}]/gu, '')
    .toUpperCase()
    .replaceAll('O', '0')
    .replace(/[IL]/g, '1');

/**
 * Stored hash of a recovery code. The key is not in the database, so that a database copy is not enough to try codes;
 * the account id makes equal codes differ.
 */
export const recoveryHash = (code: string, userId: string, key: Buffer): string =>
  createHmac('sha256', key)
    .update(`${userId}\n${codeAsMeant(code)}`)
    .digest('base64url');
