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

/** How single officers work is for those who run halls. */
export const OVER_OFFICERS: readonly Role[] = ['administrator', 'manager', 'supervisor'];

/** Who is asking: a signed-in user, an API token, a paired screen or a source's key. */
export const Caller = z.object({
  kind: z.enum(['user', 'token', 'screen', 'source']),
  id: z.string(),
  name: z.string(),
  role: Role,
  /** halls this caller may see; `all` only for administrator and manager (bureau) */
  halls: z.union([z.literal('all'), z.array(Code)]),
  officerId: z.string().optional(),
  /** approval units a `unit` speaks for: it sees their matters and cards, whatever the hall */
  units: z.array(Id).optional(),
  /** only their own password may be changed before anything else */
  mustChangePassword: z.literal(true).optional(),
  /** only a second factor of their own may be set up before anything else */
  mustSetSecondFactor: z.literal(true).optional(),
  /** signed in at a provider: there is no password to change */
  singleSignOn: z.literal(true).optional(),
  /** the three administrators are apart: an `administrator` is the system’s alone */
  apart: z.literal(true).optional(),
});
export type Caller = z.infer<typeof Caller>;

export const SignIn = z.object({ username: z.string().min(1).max(64), password: z.string().min(1).max(256) });
export type SignIn = z.infer<typeof SignIn>;
