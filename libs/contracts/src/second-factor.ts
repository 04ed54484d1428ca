import { z } from 'zod';
import { Instant } from './primitives';
import { Why } from './accounts';

/** Six digits of an authenticator, or a recovery code; spaces and dashes in it do not matter. */
const Code = z.string().min(6).max(40);
const Password = z.string().min(1).max(256);

/** The second step of signing in, after `second-factor-needed`. */
export const SecondStep = z.strictObject({ code: Code });
export type SecondStep = z.infer<typeof SecondStep>;

/** Whoever changes what signs them in says their password again: a session that was left open is not enough. */
export const SecondFactorBegin = z.strictObject({ password: Password });
export type SecondFactorBegin = z.infer<typeof SecondFactorBegin>;

/** What an authenticator is told, this once. It counts after a code of it was confirmed within ten minutes. */
export const SecondFactorSecret = z.object({
  /** base32, for typing it in */
  secret: z.string(),
  /** `otpauth://totp/…`, for a QR code */
  address: z.string(),
});
export type SecondFactorSecret = z.infer<typeof SecondFactorSecret>;

export const SecondFactorRemoval = z.strictObject({ password: Password, code: Code });
export type SecondFactorRemoval = z.infer<typeof SecondFactorRemoval>;

/** Each opens the account once, told this once. */
export const RecoveryCodes = z.object({ recoveryCodes: z.array(z.string()) });
export type RecoveryCodes = z.infer<typeof RecoveryCodes>;

/** One's own second factor. */
export const SecondFactorState = z.object({
  /** null: there is none */
  since: Instant.nullable(),
  recoveryCodesLeft: z.int(),
  /** one's role has to have one */
  required: z.boolean(),
});
export type SecondFactorState = z.infer<typeof SecondFactorState>;

/** Takes somebody's second factor away: they have lost it. */
export const SecondFactorReset = z.strictObject({ why: Why });
export type SecondFactorReset = z.infer<typeof SecondFactorReset>;
