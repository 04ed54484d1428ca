import { ApiError, isUnanswered } from './http';

/** Whether a command was carried out, by what the server says now. */
export type LookUp = () => Promise<boolean>;

/**
 * Sends a command. Where no answer came in time it is looked up before anything is said: what was done all the same has not failed.
 * @returns the answer; null where it was looked up
 */
export async function commanded<T>(send: () => Promise<T>, isDone: LookUp): Promise<T | null> {
  const answer = await answered(send, async () => ((await isDone()) ? DONE : null));
  return answer === DONE ? null : answer;
}
const DONE = Symbol('done');

/**
 * The same where what came of it can be read again. A secret stands in the answer alone: what is found has none.
 * @param find what the command made, as it is now; null where it was not carried out
 */
export async function answered<T, F>(send: () => Promise<T>, find: () => Promise<F | null>): Promise<T | F> {
  try {
    return await send();
  } catch (error) {
    const found = isUnanswered(error) ? await lookedUp(find) : null;
    if (found === null) throw error;
    return found;
  }
}

/** The same of a command that does no more when it is sent once more: its second answer tells what came of it. */
export async function repeated<T>(send: () => Promise<T>): Promise<T> {
  try {
    return await send();
  } catch (error) {
    if (!isUnanswered(error)) throw error;
    return send();
  }
}

/** The same of a removal: what is not found the second time was removed by the first. */
export async function removed(send: () => Promise<void>): Promise<void> {
  try {
    await send();
  } catch (error) {
    if (!isUnanswered(error)) throw error;
    await send().catch((again: unknown) => {
      if (!(again instanceof ApiError) || again.status !== 404) throw again;
    });
  }
}

/** Whether a record holds every field that was sent. */
export const isHeld = <T extends object>(now: T, sent: Partial<T>): boolean =>
  (Object.keys(sent) as (keyof T)[]).every((field) => now[field] === sent[field]);

interface Version {
  readonly revision: number;
  readonly reason: string | null;
}
/** Whether what was sent became a version: a later one than it was made from, for the same reason. */
export const isVersionOf = (now: Version, { revision, reason }: Version): boolean =>
  now.revision > revision && now.reason === reason;

async function lookedUp<F>(find: () => Promise<F | null>): Promise<F | null> {
  try {
    return await find();
  } catch (error) {
    if (error instanceof ApiError) return null;
    throw error;
  }
}
