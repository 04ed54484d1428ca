import { ApiError, isUnanswered } from './http';

/** Whether a command was carried out, by what the server says now. */
export type LookUp = () => Promise<boolean>;

/**
 * Sends a command. Where no answer came in time it is looked up before anything is said: what was done all the same has not failed.
 * @returns the answer; null where it was looked up
 */
export async function commanded<T>(send: () => Promise<T>, isDone: LookUp): Promise<T | null> {
  try {
    return await send();
  } catch (error) {
    if (!isUnanswered(error) || !(await lookedUp(isDone))) throw error;
    return null;
  }
}

/** The same of a command with an id of its own: sent once more it is done only once, and its answer tells what came of it. */
export async function repeated<T>(send: () => Promise<T>): Promise<T> {
  try {
    return await send();
  } catch (error) {
    if (!isUnanswered(error)) throw error;
    return send();
  }
}

interface Version {
  readonly revision: number;
  readonly reason: string | null;
}
/** Whether what was sent became a version: a later one than it was made from, for the same reason. */
export const isVersionOf = (now: Version, { revision, reason }: Version): boolean =>
  now.revision > revision && now.reason === reason;

async function lookedUp(isDone: LookUp): Promise<boolean> {
  try {
    return await isDone();
  } catch (error) {
    if (error instanceof ApiError) return false;
    throw error;
  }
}
