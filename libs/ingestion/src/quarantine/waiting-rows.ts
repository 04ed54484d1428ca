import { onceKey, onceScript, unavailable } from '@cockpit/platform';
import type { Redis } from 'ioredis';

const WAITING_KEY = 'quarantine:waiting';
const BYTES_KEY = 'quarantine:waiting:bytes';
/** the rows are in Redis' memory, which the log needs */
const MOST_WAITING = 20_000;
const MOST_BYTES = 64 * 1024 * 1024;
const AT_ONCE = 500;
const AT_ONCE_BYTES = 4 * 1024 * 1024;

/** Reads the first waiting rows, up to a batch. KEYS list; ARGV maximum number, maximum bytes */
const HEAD_SCRIPT = `
local head, size = {}, 0
for i = 0, tonumber(ARGV[1]) - 1 do
  local row = redis.call('LINDEX', KEYS[1], i)
  if not row then break end
  size = size + #row
  if i > 0 and size > tonumber(ARGV[2]) then break end
  head[i + 1] = row
end
return head
`;

/** KEYS list, bytes, token of the call; ARGV bytes, rows */
const HOLD_SCRIPT = onceScript(`
for i = 2, #ARGV do redis.call('RPUSH', KEYS[1], ARGV[i]) end
redis.call('INCRBY', KEYS[2], ARGV[1])
`);

/** Removes rows by value, because another process may have removed the head meanwhile. KEYS list, bytes; ARGV rows */
const REMOVE_SCRIPT = `
for _, row in ipairs(ARGV) do
  if redis.call('LREM', KEYS[1], 1, row) == 1 then redis.call('DECRBY', KEYS[2], #row) end
end
if redis.call('EXISTS', KEYS[1]) == 0 then redis.call('DEL', KEYS[2]) end
`;

/** Rows rejected while Postgres was away; they are written once it is back. */
export class WaitingRows {
  constructor(private readonly redis: Redis) {}

  /**
   * @param expected number of rows of the whole request: either all can wait or none
   * @throws {AppError} 503 when too many rows or bytes wait already
   */
  async hold(rows: readonly string[], expected: number): Promise<void> {
    const bytes = rows.reduce((sum, row) => sum + Buffer.byteLength(row), 0);
    const [waiting, waitingBytes] = await Promise.all([this.redis.llen(WAITING_KEY), this.redis.get(BYTES_KEY)]);
    if (waiting + expected > MOST_WAITING || Number(waitingBytes ?? 0) + bytes > MOST_BYTES)
      throw unavailable('rejected events cannot be written down now', 30, 'quarantine-full');
    await this.redis.eval(HOLD_SCRIPT, 3, WAITING_KEY, BYTES_KEY, onceKey(), bytes, ...rows);
  }

  async head(): Promise<string[]> {
    return (await this.redis.eval(HEAD_SCRIPT, 1, WAITING_KEY, AT_ONCE, AT_ONCE_BYTES)) as string[];
  }

  async remove(rows: readonly string[]): Promise<void> {
    await this.redis.eval(REMOVE_SCRIPT, 2, WAITING_KEY, BYTES_KEY, ...rows);
  }
}
