import type { Redis } from 'ioredis';
import { ADD_SCRIPT } from './scripts';

const MEMBERS_A_CALL = 1000;

/** Adds to a set even above Redis' memory limit: the writer must continue, because only it frees memory. */
export async function addAnyway(redis: Redis, key: string, members: readonly string[]): Promise<void> {
  for (let from = 0; from < members.length; from += MEMBERS_A_CALL)
    await redis.eval(ADD_SCRIPT, 1, key, ...members.slice(from, from + MEMBERS_A_CALL));
}
