import { BUREAU_ROLES, NewUser, ROLES, UserChange, type UserRecord } from '@cockpit/contracts';

/** Roles of people: a screen is paired and a source has a key. */
export const PERSON_ROLES = ROLES.filter((role) => role !== 'source' && role !== 'screen');
type PersonRole = (typeof PERSON_ROLES)[number];

/** What stands in the fields; lists as text, `halls` empty for all. */
export interface UserForm {
  name: string;
  displayName: string;
  role: PersonRole;
  halls: string[];
  officerId: string;
  units: string;
  why: string;
}

export const formOf = (user: UserRecord | null): UserForm => ({
  name: user?.name ?? '',
  displayName: user?.displayName ?? '',
  role: PERSON_ROLES.find((role) => role === user?.role) ?? 'supervisor',
  halls: user === null || user.halls === 'all' ? [] : [...user.halls],
  officerId: user?.officerId ?? '',
  units: user?.units?.join(' ') ?? '',
  why: '',
});

const listOf = (text: string): string[] => text.split(/[\s,，、;；]+/).filter((part) => part !== '');
const orNothing = (text: string): string | undefined => (text.trim() === '' ? undefined : text.trim());
/** Who keeps accounts or the audit has no part in what halls do. */
export const hasNoHalls = (role: PersonRole): boolean => role === 'security' || role === 'auditor';
export const seesAll = (role: PersonRole): boolean => BUREAU_ROLES.includes(role);

const granted = ({ displayName, role, halls, officerId, units }: UserForm): object => ({
  displayName: orNothing(displayName),
  role,
  halls: halls.length === 0 || hasNoHalls(role) ? 'all' : halls,
  officerId: orNothing(officerId),
  units: role === 'unit' && listOf(units).length > 0 ? listOf(units) : undefined,
});

/** Names of the fields that are not as they have to be. */
type Read<T> = { wanted: T } | { wrong: readonly string[] };
const read = <T>(
  result: { success: true; data: T } | { success: false; error: { issues: { path: PropertyKey[] }[] } },
) =>
  result.success
    ? { wanted: result.data }
    : { wrong: [...new Set(result.error.issues.map(({ path }) => String(path[0] ?? '')))] };

export const newUserOf = (form: UserForm): Read<NewUser> =>
  read(
    NewUser.safeParse({ ...granted(form), name: form.name.trim(), why: orNothing(form.why), mustChangePassword: true }),
  );
export const changeOf = (form: UserForm, version: number): Read<UserChange> =>
  read(UserChange.safeParse({ ...granted(form), version, why: form.why.trim() }));

/** Whose name, role or hall holds every word that is looked for. */
export function found(
  users: readonly UserRecord[],
  wanted: string,
  textOf: (user: UserRecord) => string,
): UserRecord[] {
  const words = listOf(wanted.toLowerCase());
  return users.filter((user) => {
    const text = textOf(user).toLowerCase();
    return words.every((word) => text.includes(word));
  });
}

export type StepKind = 'disable' | 'enable' | 'reset' | 'factor';
/** What is about to be done with an account. */
export interface Step {
  kind: StepKind;
  user: UserRecord;
}
