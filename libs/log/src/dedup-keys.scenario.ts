import type { LoggedEvent } from '@cockpit/contracts';
import { createRedis } from '@cockpit/platform';
import type { Redis } from 'ioredis';
import { ownRedis } from '../../../tests/support/own-redis';
import { addAnyway } from './add-anyway';
import { EventLog } from './event-log';
import { DEDUP_KEYS_PREFIX, DEDUP_WINDOW_KEY, DEPTH_KEY, streamKey } from './keys';
import { Lease } from './lease';
import { LogPositions } from './log-reader';
import { LogSpace } from './log-space';

const MIB = 1024 * 1024;
/** as many as one window holds */
const FULL = 2_000_000;

let own: Awaited<ReturnType<typeof ownRedis>>;
let redis: Redis;
let log: EventLog;
beforeAll(async () => {
  own = await ownRedis();
  redis = createRedis(own.settings, 'commands');
});
beforeEach(async () => {
  await redis.flushall();
  log = new EventLog(redis, own.settings, new LogSpace(own.settings));
});
afterAll(async () => {
  redis.disconnect();
  await own.dispose();
});

const event = (identity: string): LoggedEvent => ({
  identity,
  bodyHash: '1',
  sourceName: 's',
  ceSource: '/s',
  receivedAt: 0,
  id: identity,
  type: 'hall.ticket.called',
  time: Date.parse('2026-03-04T01:00:00Z'),
  data: { hallId: 'H1', ticketId: identity, windowId: 'w1' },
});
const append = async (identity: string) => (await log.append([event(identity)]))[0];

/** Nothing waits any more. */
const stored = (): Promise<unknown> => redis.set(DEPTH_KEY, 0);

/** The window that is being filled, filled. */
async function fill(): Promise<void> {
  const key = `${DEDUP_KEYS_PREFIX}${String(await redis.hget(DEDUP_WINDOW_KEY, 'window'))}`;
  await redis.eval(
    `for from = 1, ARGV[1], 1000 do local pairs = {} for i = from, from + 999 do pairs[#pairs + 1] = 'filler-' .. i; pairs[#pairs + 1] = '1' end redis.call('HSET', KEYS[1], unpack(pairs)) end`,
    1,
    key,
    FULL,
  );
}

describe('identities the door remembers', () => {
  it('are those of two windows, and a window ends when it is full', async () => {
    expect(await append('first')).toBe('new');
    await fill();
    expect([await append('second'), await append('first')]).toEqual(['new', 'repeat']);
    expect((await redis.keys(`${DEDUP_KEYS_PREFIX}*`)).length).toBe(2);
    await fill();
    expect([await append('third'), await append('second')]).toEqual(['new', 'repeat']);
    // a repeat from before both windows is the writer's to find
    expect(await append('first')).toBe('new');
    expect((await redis.keys(`${DEDUP_KEYS_PREFIX}*`)).length).toBe(2);
  });

  it('are those of one to two days, by Redis’ own clock', async () => {
    const aDayLater = async (): Promise<void> => {
      await stored();
      await redis.hincrby(DEDUP_WINDOW_KEY, 'since', -86_400);
    };
    expect(await append('first')).toBe('new');
    await aDayLater();
    expect([await append('second'), await append('first')]).toEqual(['new', 'repeat']);
    await aDayLater();
    expect([await append('second'), await append('first')]).toEqual(['repeat', 'new']);
  });

  it('are never forgotten while their events still wait: no table knows them', async () => {
    const body = (bodyHash: string, hallId: string): LoggedEvent => ({
      ...event('waits'),
      bodyHash,
      type: 'hall.window.closed',
      data: { hallId, windowId: 'w1' },
    });
    await log.append([body('1', 'H1')]);
    await redis.config('SET', 'maxmemory', String(MIB));
    try {
      for (let i = 0; i < 3; i++) await expect(append('other')).rejects.toMatchObject({ code: 'log-memory' });
    } finally {
      await redis.config('SET', 'maxmemory', '0');
    }
    expect(await log.append([body('2', 'H2')])).toEqual(['id-reused']);
    for (let i = 0; i < 3; i++) await redis.hincrby(DEDUP_WINDOW_KEY, 'since', -3 * 86_400);
    expect(await log.append([body('2', 'H2')])).toEqual(['id-reused']);
  });

  it('give way when they are what fills the memory: only the log is worth a refusal', async () => {
    await append('first');
    await fill();
    await append('second');
    await stored();
    const used = Number(/^used_memory:(\d+)/m.exec(await redis.info('memory'))?.[1]);
    await redis.config('SET', 'maxmemory', String(used + MIB));
    try {
      await expect(append('third')).rejects.toMatchObject({ status: 503, code: 'log-memory' });
      let answer: unknown;
      for (const end = performance.now() + 20_000; answer !== 'new' && performance.now() < end;)
        answer = await append('third').catch((error: unknown) => error);
      expect(answer).toBe('new');
      expect(await redis.get(DEPTH_KEY)).toBe('1');
    } finally {
      await redis.config('SET', 'maxmemory', '0');
    }
  });
});

describe('above Redis’ memory limit', () => {
  it('a writer takes its lease, marks days and says how far it has come: nobody else can make room', async () => {
    await append('first');
    const partition = log.partitionOf(event('first'));
    const [[entry] = ['']] = await redis.xrange(streamKey(partition), '-', '+');
    const positions = new LogPositions(redis);
    await redis.config('SET', 'maxmemory', String(MIB));
    try {
      await expect(redis.set('x', 'y')).rejects.toThrow('OOM');
      const lease = await new Lease(redis).acquire('writer-of-this-test', 5_000);
      expect(lease?.token).toBe(1);
      await addAnyway(redis, 'days-of-this-test', ['2026-03-04|H1']);
      await positions.save('writer', partition, entry, new Map([['s', 1]]), '0-0');
      await lease?.release();
    } finally {
      await redis.config('SET', 'maxmemory', '0');
    }
    expect([
      await redis.smembers('days-of-this-test'),
      await positions.read('writer', partition),
      await redis.get(DEPTH_KEY),
    ]).toEqual([['2026-03-04|H1'], entry, '0']);
  });
});
