import { z } from 'zod';

/** Why single sign-on failed; a parameter of the sign-in page's address. */
export const SIGN_ON_REFUSALS = [
  'unreachable',
  'clock',
  'cancelled',
  'stale',
  'failed',
  'no-role',
  'two-roles',
  'disabled',
  'too-many',
] as const;
export const SignOnRefusal = z.enum(SIGN_ON_REFUSALS);
export type SignOnRefusal = z.infer<typeof SignOnRefusal>;

/** Ways to sign in here. */
export const SignInWays = z.object({
  /** `emergency`: one account only, for when the provider is down */
  password: z.enum(['everybody', 'emergency']),
  /** `address`: the provider's sign-in page; null without a provider */
  singleSignOn: z.object({ name: z.string(), address: z.string() }).nullable(),
  /** `npm run demo`: a link signs in, and a card suggests what to try */
  demonstration: z.literal(true).optional(),
});
export type SignInWays = z.infer<typeof SignInWays>;

/** After signing out here: the provider's sign-out page, if it has one. */
export const SignOnLeave = z.object({ address: z.string().nullable() });
export type SignOnLeave = z.infer<typeof SignOnLeave>;

/** The provider's message after signing out there (OpenID Connect Back-Channel Logout). */
export const BackChannelLogout = z.object({ logout_token: z.string().min(1).max(20_000) });
export type BackChannelLogout = z.infer<typeof BackChannelLogout>;
