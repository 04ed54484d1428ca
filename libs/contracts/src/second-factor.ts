import { z } from 'zod';
import { Instant } from './primitives';
import { Why } from './accounts';

/** Six digits of an authenticator, or a recovery code; spaces and dashes are ignored. */
const Code = z.string().min(6).max(40);
const Password = z.string().min(1).max(256);

/** The second step of signing in, after `second-factor-needed`. */
export const SecondStep = z.strictObject({ code: Code });
export type SecondStep = z.infer<typeof SecondStep>;

/** Changing the sign-in requires the password again; an open session is not enough. */
export const SecondFactorBegin = z.strictObject({ password: Password });
export type SecondFactorBegin = z.infer<typeof SecondFactorBegin>;

/** Setup data of an authenticator, returned once. It becomes active when one of its codes is confirmed within ten minutes. */
export const SecondFactorSecret = z.object({
  /** base32, for typing it in */
  secret: z.string(),
  /** `otpauth://totp/…`, for a QR code */
  address: z.string(),
});
export type SecondFactorSecret = z.infer<typeof SecondFactorSecret>;

export const SecondFactorRemoval = z.strictObject({ password: Password, code: Code });
export type SecondFactorRemoval = z.infer<typeof SecondFactorRemoval>;

/** Each code works once; they are returned once. */
export const RecoveryCodes = z.object({ recoveryCodes: z.array(z.string()) });
export type RecoveryCodes = z.infer<typeof RecoveryCodes>;

/** The caller's own second factor. */
export const SecondFactorState = z.object({
  /** null without one */
  since: Instant.nullable(),
  recoveryCodesLeft: z.int(),
  /** required by the caller's role */
  required: z.boolean(),
});
export type SecondFactorState = z.infer<typeof SecondFactorState>;

/** Removes the second factor of somebody who has lost it. */
export const SecondFactorReset = z.strictObject({ why: Why });
export type SecondFactorReset = z.infer<typeof SecondFactorReset>;
