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

/** Whether it is one that everybody guesses is looked at where it is set. */
const Password = z.string().min(10, 'at least 10 characters').max(256);
/** Why an account is changed, as the audit keeps it. */
export const Why = freeText(300).min(1);

/** absent password = one is made up, answered once, and changed at the first sign-in */
export const NewPassword = z.strictObject({ password: Password.optional(), why: Why.optional() });
export type NewPassword = z.infer<typeof NewPassword>;

/** What an account may do. */
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
    /** absent = one is made up and answered once */
    password: Password.optional(),
    /** the password is for the first sign-in only; absent = it stays: an integrator's script signs in with what it was answered */
    mustChangePassword: z.boolean().optional(),
    why: Why.optional(),
  })
  .refine(isScoped, scoped)
  .refine(mayHaveUnits, unitsOnly);
export type NewUser = z.infer<typeof NewUser>;

/** `GET /v1/first-start` */
export const FirstStartState = z.object({
  /** nobody can sign in yet */
  open: z.boolean(),
});
export type FirstStartState = z.infer<typeof FirstStartState>;
/** `POST /v1/first-start`: the token stands on the console of the machine. */
export const FirstAdministrator = z.strictObject({
  token: z.string().min(1).max(100),
  name: AccountName,
  displayName: freeText(100).min(1).optional(),
  password: Password,
});
export type FirstAdministrator = z.infer<typeof FirstAdministrator>;

/** Everything about an account that may change, as it is to be. `version` is the one that was looked at. */
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
  /** the password is one that somebody else has seen: nothing else is possible before it is changed */
  mustChangePassword: z.boolean(),
  /** since when a code is asked for besides the password; null: it is not */
  secondFactorSince: Instant.nullable(),
  /** with a password of their own, or at the provider of single sign-on, which then says name, role and halls */
  signsInWith: z.enum(['password', 'single-sign-on']),
  version: z.int(),
});
export type UserRecord = z.infer<typeof UserRecord>;
/** `password` only when it was made up here. */
export const CreatedUser = UserRecord.extend({ password: z.string().optional() });
export type CreatedUser = z.infer<typeof CreatedUser>;

/** One browser that somebody is signed in with. */
export const SessionRecord = z.object({
  id: z.string(),
  openedAt: Instant,
  /** when its person last did something there */
  activeAt: Instant,
  endsAt: Instant,
  address: z.string(),
  userAgent: z.string().nullable(),
  /** the one that asks */
  current: z.boolean(),
});
export type SessionRecord = z.infer<typeof SessionRecord>;

export const OwnPassword = z.strictObject({ oldPassword: z.string().min(1).max(256), password: Password });
export type OwnPassword = z.infer<typeof OwnPassword>;
