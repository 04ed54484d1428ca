import { createHmac, timingSafeEqual } from 'node:crypto';

/** What the key of links is derived for. */
export const LINKS = 'notify-links';
/** From its root; short, for text messages hold little. */
export const ANSWER_PATH = '/a';
/** A shift: whoever comes to a message later has a newer one, or looks into the cockpit. */
export const LINK_HOURS = 12;
const TOKEN = /^([0-9a-z]{1,13})\.([\w-]{22})$/;

/** What a link belongs to: one message, and with it one warning and one recipient. */
export interface Linked {
  readonly id: string;
  readonly key: string;
  readonly recipient: string;
}

const signatureOf = ({ id, key, recipient }: Linked, secret: Buffer): string =>
  createHmac('sha256', secret)
    .update(JSON.stringify([id, key, recipient]))
    .digest('base64url')
    .slice(0, 22);

export const tokenOf = (message: Linked, secret: Buffer): string =>
  `${BigInt(message.id).toString(36)}.${signatureOf(message, secret)}`;

/** Which message a token names; null for what is no token. Whether it is genuine is seen with the message. */
export function idIn(token: string): string | null {
  const [, digits] = TOKEN.exec(token) ?? [];
  if (digits === undefined) return null;
  const id = Array.from(digits).reduce((sum, digit) => sum * 36n + BigInt(Number.parseInt(digit, 36)), 0n);
  return id > 2n ** 63n - 1n ? null : String(id);
}

export function isGenuine(token: string, message: Linked, secret: Buffer): boolean {
  const given = Buffer.from(token.slice(token.indexOf('.') + 1));
  const right = Buffer.from(signatureOf(message, secret));
  return given.length === right.length && timingSafeEqual(given, right);
}
