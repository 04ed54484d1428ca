import { createHmac, randomInt } from 'node:crypto';

/** Without I, L, O and U: nobody takes one character for another, and no word comes about. */
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

/** As it was meant: without spaces and dashes, in capitals, with what looks alike made one. */
export const codeAsMeant = (typed: string): string =>
  typed
    .normalize('NFKC')
    .replace(/[\s\p{Pd}]/gu, '')
    .toUpperCase()
    .replaceAll('O', '0')
    .replace(/[IL]/g, '1');

/**
 * What is kept of a recovery code. With a key that is not in the database, so that who has only the database cannot try
 * codes; with the account, so that equal codes of two look different.
 */
export const recoveryHash = (code: string, userId: string, key: Buffer): string =>
  createHmac('sha256', key)
    .update(`${userId}\n${codeAsMeant(code)}`)
    .digest('base64url');
