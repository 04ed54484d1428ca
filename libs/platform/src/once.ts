import { randomUUID } from 'node:crypto';

/**
 * After a broken connection the client sends its commands again, at most some 40 s later plus TCP's detection time;
 * tokens are remembered longer than that.
 */
const REMEMBERED_SEC = 300;

/**
 * Builds a Lua script that runs once per token and repeats its answer when sent again. For work that is not idempotent,
 * such as counters and lists.
 * @param body script whose last of KEYS is `onceKey()`; it answers a number, a text or nothing
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

export const onceKey = (): string => `once:${randomUUID()}`;
