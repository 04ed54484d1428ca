import { Secret, TOTP } from 'otpauth';

/** What every authenticator knows (RFC 6238): SHA-1, six digits, half a minute. */
const SHAPE = { algorithm: 'SHA1', digits: 6, period: 30 } as const;
/** steps before and after now whose codes are taken: clocks differ, and people type slowly */
const WINDOW = 1;
const SECRET_BYTES = 20;
const ISSUER = 'Hall Cockpit';

/** @returns 160 random bits, base32 */
export const newTotpSecret = (): string => new Secret({ size: SECRET_BYTES }).base32;

/** What a QR code says to an authenticator. */
export const totpAddress = (secret: string, account: string): string =>
  new TOTP({ ...SHAPE, issuer: ISSUER, label: account, secret }).toString();

/**
 * The step of time whose code this is, compared in constant time; null when it is none of the steps around now.
 * @param now epoch milliseconds
 */
export function totpStep(secret: string, code: string, now: number): number | null {
  // what is not six digits cannot be compared in constant time, and needs not be
  if (!/^\d{6}$/.test(code)) return null;
  const away = new TOTP({ ...SHAPE, secret }).validate({ token: code, timestamp: now, window: WINDOW });
  return away === null ? null : Math.floor(now / (SHAPE.period * 1000)) + away;
}
