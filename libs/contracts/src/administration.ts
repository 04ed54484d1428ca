import { z } from 'zod';
import { Instant } from './primitives';
import { Why } from './accounts';
import type { Caller, Role } from './roles';

/** 系统、安全、审计: operation, permissions, and the audit log. */
export const ADMINISTRATIONS = ['system', 'security', 'audit'] as const;
export type Administration = (typeof ADMINISTRATIONS)[number];
export const ROLE_OF_ADMINISTRATION = {
  system: 'administrator',
  security: 'security',
  audit: 'auditor',
} as const satisfies Record<Administration, Role>;

export const isAdministration = (role: Role): boolean =>
  ADMINISTRATIONS.some((administration) => ROLE_OF_ADMINISTRATION[administration] === role);

/** Areas that a caller administers. An administrator has all three until they are separated. */
export const administers = ({ role, apart }: Pick<Caller, 'role' | 'apart'>): readonly Administration[] =>
  role === 'administrator' && apart !== true
    ? ADMINISTRATIONS
    : ADMINISTRATIONS.filter((administration) => ROLE_OF_ADMINISTRATION[administration] === role);

/** `GET /v1/administrators` */
export const AdministratorsState = z.object({
  apart: z.boolean(),
  /** null if it never changed */
  changed: z.object({ at: Instant, by: z.string(), why: z.string() }).nullable(),
  /** accounts that can sign in here with a password, in case the single sign-on provider is down */
  system: z.array(z.string()),
  security: z.array(z.string()),
  audit: z.array(z.string()),
});
export type AdministratorsState = z.infer<typeof AdministratorsState>;

/** `PUT /v1/administrators`. Only the command line of the machine can merge them again, because none of the three may grant it. */
export const AdministratorsChange = z.strictObject({ apart: z.literal(true), why: Why });
export type AdministratorsChange = z.infer<typeof AdministratorsChange>;
