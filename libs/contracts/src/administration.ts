import { z } from 'zod';
import { Instant } from './primitives';
import { Why } from './accounts';
import type { Caller, Role } from './roles';

/** 系统、安全、审计: what runs, who may, and what was done. */
export const ADMINISTRATIONS = ['system', 'security', 'audit'] as const;
export type Administration = (typeof ADMINISTRATIONS)[number];
export const ROLE_OF_ADMINISTRATION = {
  system: 'administrator',
  security: 'security',
  audit: 'auditor',
} as const satisfies Record<Administration, Role>;

export const isAdministration = (role: Role): boolean =>
  ADMINISTRATIONS.some((one) => ROLE_OF_ADMINISTRATION[one] === role);

/** What somebody administers. An administrator has all three until they are told apart. */
export const administers = ({ role, apart }: Pick<Caller, 'role' | 'apart'>): readonly Administration[] =>
  role === 'administrator' && apart !== true
    ? ADMINISTRATIONS
    : ADMINISTRATIONS.filter((one) => ROLE_OF_ADMINISTRATION[one] === role);

/** `GET /v1/administrators` */
export const AdministratorsState = z.object({
  apart: z.boolean(),
  /** null: it was never told otherwise */
  changed: z.object({ at: Instant, by: z.string(), why: z.string() }).nullable(),
  /** names of those who can sign in here with a password: the provider of single sign-on may be down */
  system: z.array(z.string()),
  security: z.array(z.string()),
  audit: z.array(z.string()),
});
export type AdministratorsState = z.infer<typeof AdministratorsState>;

/** `PUT /v1/administrators`. Together again they are by the command line of the machine only: no one of the three may give it to one. */
export const AdministratorsChange = z.strictObject({ apart: z.literal(true), why: Why });
export type AdministratorsChange = z.infer<typeof AdministratorsChange>;
