import { createHmac, timingSafeEqual } from 'node:crypto';

/** Purpose string for deriving the signing key. */
export const LINKS = 'notify-links';
/** Path from the site root; short because text messages have little room. */
export const ANSWER_PATH = '/a';
/** One shift: later readers have a newer message or open the cockpit. */
export const LINK_HOURS = 12;
const TOKEN = /^([0-9a-z]{1,13})\.([\w-]{22})$/;

/** The message that a link belongs to. */
export interface LinkTarget {
  readonly id: string;
  readonly key: string;
  readonly recipient: string;
}

const signatureOf = ({ id, key, recipient }: LinkTarget, secret: Buffer): string =>
  createHmac('sha256', secret)
    .update(JSON.stringify([id, key, recipient]))
    .digest('base64url')
    .slice(0, 22);

export const tokenOf = (message: LinkTarget, secret: Buffer): string =>
  `${BigInt(message.id).toString(36)}.${signatureOf(message, secret)}`;

/** The message id in a token; null if the token is malformed. `isGenuine` checks the signature. */
export function idIn(token: string): string | null {
  const [, digits] = TOKEN.exec(token) ?? [];
  if (digits === undefined) return null;
  const id = Array.from(digits).reduce((sum, digit) => sum * 36n + BigInt(Number.parseInt(digit, 36)), 0n);
  return id > 2n ** 63n - 1n ? null : String(id);
}

export function isGenuine(token: string, message: LinkTarget, secret: Buffer): boolean {
  const actual = Buffer.from(token.slice(token.indexOf('.') + 1));
  const expected = Buffer.from(signatureOf(message, secret));
  return actual.length === expected.length && timingSafeEqual(actual, expected);
}
