import { randomUUID } from 'node:crypto';

/**
 * A connection that breaks before the answer sends its commands again, some 40 s later at most with its few tries, or after what TCP takes to
 * notice: a token is remembered for a little longer.
 */
const REMEMBERED_SEC = 300;

/**
 * The Lua script that does its work once for each token, however often it is sent, and answers again what it answered. For what cannot
 * see by itself that it was done: counts and lists.
 * @param body a script whose last of KEYS is `onceKey()`; it answers a number, a text or nothing
 */
export const onceScript = (body: string): string => `
local known = redis.call('GET', KEYS[#KEYS])
if known then return known end
local function work()
${body}
end
local answer = work() or ''
redis.call('SET', KEYS[#KEYS], answer, 'EX', ${String(REMEMBERED_SEC)})
return answer
`;

/** A token of one call. */
export const onceKey = (): string => `once:${randomUUID()}`;
