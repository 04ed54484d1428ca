import {
  AdministratorsState,
  CreatedUser,
  page,
  SessionRecord,
  UserRecord,
  type NewUser,
  type UserChange,
} from '@cockpit/contracts';
import { useAnswer } from '../../shared/answer';
import { answered, removed, repeated } from '../../shared/command';
import { ask, tell } from '../../shared/http';

const Users = page(UserRecord);
const Sessions = page(SessionRecord);
const at = (name: string, step = ''): string => `/v1/users/${encodeURIComponent(name)}${step}`;
const OWN = '/v1/account';

export const fetchUsers = async (): Promise<UserRecord[]> => (await ask('GET', '/v1/users', Users)).body.items;
/** One of them as they are now. */
export const userNow = async (name: string): Promise<UserRecord | undefined> =>
  (await fetchUsers()).find((user) => user.name === name);
/**
 * `password` in the answer is told this once; there is none where the answer was lost and the account was found.
 * @param taken the names that there were before
 */
export const addUser = (wanted: NewUser, taken: readonly string[]): Promise<CreatedUser> =>
  answered(
    async () => (await ask('POST', '/v1/users', CreatedUser, wanted)).body,
    async () => (taken.includes(wanted.name) ? null : ((await userNow(wanted.name)) ?? null)),
  );
export const editUser = async (name: string, wanted: UserChange): Promise<void> => {
  await ask('PUT', at(name), UserRecord, wanted);
};
export const switchUser = (name: string, on: boolean, why: string): Promise<void> =>
  tell('POST', at(name, on ? '/enable' : '/disable'), { why });
/** Sent once more it makes up another one, and the lost one opens nothing. */
export const resetPassword = async (name: string, why: string): Promise<CreatedUser> =>
  (await repeated(() => ask('POST', at(name, '/password'), CreatedUser, { why }))).body;

/** @param name null: of whoever asks */
export const fetchSessions = async (name: string | null): Promise<SessionRecord[]> =>
  (await ask('GET', name === null ? `${OWN}/sessions` : at(name, '/sessions'), Sessions)).body.items;
export const endSession = (name: string | null, id: string): Promise<void> =>
  removed(() =>
    tell('DELETE', `${name === null ? `${OWN}/sessions` : at(name, '/sessions')}/${encodeURIComponent(id)}`),
  );
export const endOtherSessions = (): Promise<void> => repeated(() => tell('DELETE', `${OWN}/sessions`));
export const changeOwnPassword = (oldPassword: string, password: string): Promise<void> =>
  tell('POST', `${OWN}/password`, { oldPassword, password });

const ADMINISTRATORS = '/v1/administrators';
const fetchAdministrators = async (): Promise<AdministratorsState> =>
  (await ask('GET', ADMINISTRATORS, AdministratorsState)).body;
export const tellApart = async (why: string): Promise<void> => {
  await ask('PUT', ADMINISTRATORS, AdministratorsState, { apart: true, why });
};

/** Who does which part of administration. Whoever asks it on one page is answered at once by what another part of it asked. */
export const useAdministrators = () =>
  useAnswer({ name: 'administrators', about: () => 'all', ask: fetchAdministrators, freshMs: 1000 });
