import { Secret, TOTP } from 'otpauth';

/** Parameters that every authenticator supports (RFC 6238): SHA-1, six digits, 30 seconds. */
const SHAPE = { algorithm: 'SHA1', digits: 6, period: 30 } as const;
/** accepted steps before and after now: clocks differ, and people type slowly */
const WINDOW = 1;
const SECRET_BYTES = 20;
const ISSUER = 'Hall Cockpit';

/** @returns 160 random bits, base32 */
export const newTotpSecret = (): string => new Secret({ size: SECRET_BYTES }).base32;

/** Content of the QR code for authenticators. */
export const totpAddress = (secret: string, account: string): string =>
  new TOTP({ ...SHAPE, issuer: ISSUER, label: account, secret }).toString();

/**
 * Time step of a code, compared in constant time; null when it matches none of the steps around now.
 * @param now epoch milliseconds
 */
export function totpStep(secret: string, code: string, now: number): number | null {
  // only six digits can be compared in constant time
  if (!/^\d{6}$/.test(code)) return null;
  const delta = new TOTP({ ...SHAPE, secret }).validate({ token: code, timestamp: now, window: WINDOW });
  return delta === null ? null : Math.floor(now / (SHAPE.period * 1000)) + delta;
}
