import { z } from 'zod';
import {
  AccountName,
  HallScope,
  KeptHalls,
  PersonRole,
  Units,
  isScoped,
  mayHaveUnits,
  scoped,
  unitsOnly,
} from './access';
import { freeText } from './privacy';
import { Instant } from './primitives';
import { Role } from './roles';

/** Common passwords are rejected where the password is set. */
const Password = z.string().min(10, 'at least 10 characters').max(256);
/** Reason for a change of an account, for the audit log. */
export const Why = freeText(300).min(1);

/** without a password, one is generated, returned once, and must be changed at the first sign-in */
export const NewPassword = z.strictObject({ password: Password.optional(), why: Why.optional() });
export type NewPassword = z.infer<typeof NewPassword>;

/** Permissions of an account. */
const granted = {
  displayName: freeText(100).min(1).optional(),
  role: PersonRole.exclude(['screen']),
  halls: HallScope.default('all'),
  officerId: z.string().min(1).max(128).optional(),
  units: Units.optional(),
};

export const NewUser = z
  .strictObject({
    ...granted,
    name: AccountName,
    /** without it, one is generated and returned once */
    password: Password.optional(),
    /** the password must be changed at the first sign-in; without it, an integrator's script can keep the returned password */
    mustChangePassword: z.boolean().optional(),
    why: Why.optional(),
  })
  .refine(isScoped, scoped)
  .refine(mayHaveUnits, unitsOnly);
export type NewUser = z.infer<typeof NewUser>;

/** `GET /v1/first-start` */
export const FirstStartState = z.object({
  /** no account can sign in yet */
  open: z.boolean(),
});
export type FirstStartState = z.infer<typeof FirstStartState>;
/** `POST /v1/first-start`: the token is printed on the console of the machine. */
export const FirstAdministrator = z.strictObject({
  token: z.string().min(1).max(100),
  name: AccountName,
  displayName: freeText(100).min(1).optional(),
  password: Password,
});
export type FirstAdministrator = z.infer<typeof FirstAdministrator>;

/** All changeable fields of an account. `version` is the version that the editor saw. */
export const UserChange = z
  .strictObject({ ...granted, version: z.int().min(1).max(2_147_483_647), why: Why })
  .refine(isScoped, scoped)
  .refine(mayHaveUnits, unitsOnly);
export type UserChange = z.infer<typeof UserChange>;

export const UserStep = z.strictObject({ why: Why.optional() });
export type UserStep = z.infer<typeof UserStep>;

export const UserRecord = z.object({
  id: z.string(),
  name: z.string(),
  displayName: z.string(),
  role: Role,
  halls: KeptHalls,
  officerId: z.string().nullable(),
  units: z.array(z.string()).nullable(),
  createdAt: Instant,
  disabledAt: Instant.nullable(),
  /** somebody else has seen the password, so it must be changed before anything else */
  mustChangePassword: z.boolean(),
  /** when the second factor was set up; null without one */
  secondFactorSince: Instant.nullable(),
  /** with an own password, or through single sign-on, whose provider then sets name, role and halls */
  signsInWith: z.enum(['password', 'single-sign-on']),
  version: z.int(),
});
export type UserRecord = z.infer<typeof UserRecord>;
/** `password` only if it was generated. */
export const CreatedUser = UserRecord.extend({ password: z.string().optional() });
export type CreatedUser = z.infer<typeof CreatedUser>;

/** A signed-in browser. */
export const SessionRecord = z.object({
  id: z.string(),
  openedAt: Instant,
  /** last activity of its person */
  activeAt: Instant,
  endsAt: Instant,
  address: z.string(),
  userAgent: z.string().nullable(),
  /** the session of this request */
  current: z.boolean(),
});
export type SessionRecord = z.infer<typeof SessionRecord>;

export const OwnPassword = z.strictObject({ oldPassword: z.string().min(1).max(256), password: Password });
export type OwnPassword = z.infer<typeof OwnPassword>;
