import { z } from 'zod';

/** Why somebody does not come in by single sign-on; stands in the address of the sign-in page. */
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

/** How people sign in here. */
export const SignInWays = z.object({
  /** `emergency`: with one account only, for when the provider is down */
  password: z.enum(['everybody', 'emergency']),
  /** `address`: where a browser goes to sign in there; null: there is no provider */
  singleSignOn: z.object({ name: z.string(), address: z.string() }).nullable(),
  /** `npm run demo`: a link signs in, and a card says what to try */
  demonstration: z.literal(true).optional(),
});
export type SignInWays = z.infer<typeof SignInWays>;

/** After signing out here: where to sign out at the provider, if it can. */
export const SignOnLeave = z.object({ address: z.string().nullable() });
export type SignOnLeave = z.infer<typeof SignOnLeave>;

/** What the provider posts when somebody has signed out there (OpenID Connect Back-Channel Logout). */
export const BackChannelLogout = z.object({ logout_token: z.string().min(1).max(20_000) });
export type BackChannelLogout = z.infer<typeof BackChannelLogout>;
