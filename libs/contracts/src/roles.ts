import { z } from 'zod';
import { Code, Id } from './primitives';

export const ROLES = [
  'administrator',
  'security',
  'auditor',
  'manager',
  'supervisor',
  'guide',
  'officer',
  'unit',
  'screen',
  'source',
] as const;
export const Role = z.enum(ROLES);
export type Role = z.infer<typeof Role>;

/** Roles that may see the work of individual officers. */
export const OVER_OFFICERS: readonly Role[] = ['administrator', 'manager', 'supervisor'];

/** Author of a request: a signed-in user, an API token, a paired screen or a source's key. */
export const Caller = z.object({
  kind: z.enum(['user', 'token', 'screen', 'source']),
  id: z.string(),
  name: z.string(),
  role: Role,
  /** halls that the caller may see; `all` only for administrator and manager (bureau) */
  halls: z.union([z.literal('all'), z.array(Code)]),
  officerId: z.string().optional(),
  /** approval units of a `unit`: it sees their matters and cards in all halls */
  units: z.array(Id).optional(),
  /** must change the password before anything else */
  mustChangePassword: z.literal(true).optional(),
  /** must set up a second factor before anything else */
  mustSetSecondFactor: z.literal(true).optional(),
  /** signed in at a provider, so there is no password to change */
  singleSignOn: z.literal(true).optional(),
  /** the three administrators are separated, so `administrator` has the system only */
  apart: z.literal(true).optional(),
});
export type Caller = z.infer<typeof Caller>;

export const SignIn = z.object({ username: z.string().min(1).max(64), password: z.string().min(1).max(256) });
export type SignIn = z.infer<typeof SignIn>;
