import { Caller, SignInWays, SignOnLeave, type SignIn } from '@cockpit/contracts';
import { ApiError, ask, tell } from '../../shared/http';

/** null when nobody is signed in. */
export async function fetchSession(): Promise<Caller | null> {
  try {
    return (await ask('GET', '/v1/session', Caller)).body;
  } catch (error) {
    if (error instanceof ApiError && error.status === 401) return null;
    throw error;
  }
}

export const signIn = async (credentials: SignIn): Promise<Caller> =>
  (await ask('POST', '/v1/session', Caller, credentials)).body;

/** The code that follows a right password. */
export const secondStep = async (code: string): Promise<Caller> =>
  (await ask('POST', '/v1/session/second-factor', Caller, { code })).body;

/** How one signs in here; with a password when nobody says. */
export async function fetchWays(): Promise<SignInWays> {
  try {
    return (await ask('GET', '/v1/session/ways', SignInWays)).body;
  } catch (error) {
    if (error instanceof ApiError) return { password: 'everybody', singleSignOn: null };
    throw error;
  }
}

/** @returns where to sign out at the provider as well, if it can */
export async function leaveProvider(): Promise<string | null> {
  try {
    return (await ask('POST', '/v1/session/single-sign-on/leave', SignOnLeave)).body.address;
  } catch (error) {
    if (error instanceof ApiError && error.status === 401) return null;
    throw error;
  }
}

/** Who is not signed in any more has signed out. */
export async function signOut(): Promise<void> {
  try {
    await tell('DELETE', '/v1/session');
  } catch (error) {
    if (!(error instanceof ApiError && error.status === 401)) throw error;
  }
}
