import { readFileSync, readdirSync } from 'node:fs';
import type { LoggedEvent } from '@cockpit/contracts';
import { createRedis, partitionsOfLog, type Settings } from '@cockpit/platform';
import { Lease, LogPositions, PartitionMove, PartitionShares, addAnyway, partitionOf } from '@cockpit/log';
import { Command, Redis } from 'ioredis';
import type { DataSource } from 'typeorm';
import { SealedQuota } from '../../libs/ingestion/src/quarantine/sealed-quota';
import { WaitingRows } from '../../libs/ingestion/src/quarantine/waiting-rows';
import { Tallies } from '../../libs/ingestion/src/sources/tallies';
import { LiveSections } from '../../libs/live/src/sections';
import { BulkGate } from '../../libs/log/src/bulk-gate';
import { EventLog } from '../../libs/log/src/event-log';
import type { LogSpace } from '../../libs/log/src/log-space';
import { freshStores, type Stores } from '../support/engines';

/** A connection whose scripts are all executed twice: it broke before the first answer came. */
class BrokenRedis extends Redis {
  override sendCommand(...[command, stream]: Parameters<Redis['sendCommand']>): ReturnType<Redis['sendCommand']> {
    // those of a pipeline come with a stream that counts them
    if (stream === undefined && (command.name === 'eval' || command.name === 'evalsha')) {
      const first = new Command(command.name, command.args);
      first.promise.catch(() => undefined);
      void super.sendCommand(first);
    }
    return super.sendCommand(command, stream);
  }
}

const NOW = Date.parse('2026-03-04T09:00:00+08:00');
const event = (n: number): LoggedEvent => ({
  id: `e${String(n)}`,
  type: 'hall.ticket.called',
  time: NOW,
  data: { hallId: 'H32', ticketId: 't1', windowId: 'w1' },
  identity: String(n).padStart(32, '0'),
  bodyHash: '00000000000000aa',
  sourceName: 's',
  ceSource: 'c',
  receivedAt: NOW,
});

let all: Stores[] = [];
beforeAll(async () => {
  all = [await freshStores(), await freshStores()];
});
afterAll(() => Promise.all(all.map((stores) => stores.dispose())));

type Work = (redis: Redis, settings: Settings) => unknown;
const logOf = (redis: Redis, settings: Settings): EventLog =>
  new EventLog(redis, settings, { assert: () => Promise.resolve() } as unknown as LogSpace);
const held = async (work: Promise<{ release: () => Promise<void> } | null>): Promise<string> =>
  (await work) === null ? 'not had' : 'had';
/** two revisions of a section, each put in place and put there again */
async function putSections(redis: Redis): Promise<void> {
  for (const revision of [3, 3, 4, 4, 3]) {
    const query = (): Promise<unknown> => Promise.resolve([{ revision, decided_minute: new Date(NOW + revision) }]);
    const transaction = (_: string, work: (manager: object) => Promise<unknown>): Promise<unknown> => work({ query });
    await new LiveSections(redis, { transaction } as unknown as DataSource).refresh('H32');
  }
}
const brought = {
  received: 3,
  accepted: 2,
  rejected: 1,
  newest: NOW - 1000,
  stray: 1,
  earliest: { time: NOW - 400 * 86_400_000, hall: 'H32' },
  sequences: new Map([['c', { min: 1, max: 2, fresh: 2 }]]),
};

/** Every script of the product, by what runs it. */
const SCRIPTS: readonly [name: string, work: Work][] = [
  ['APPEND_SCRIPT', (redis, settings) => logOf(redis, settings).append([event(1), event(2)])],
  ['BULK_SCRIPT', (redis) => new BulkGate(redis, new Lease(redis)).enter('s', [event(2), event(3)])],
  [
    'ADVANCE_SCRIPT',
    (redis, { logPartitions }) =>
      new LogPositions(redis).save('writer', partitionOf('H32', logPartitions), '1-0', new Map([['s', 1]]), '0-0'),
  ],
  ['ACQUIRE_SCRIPT', (redis) => held(new Lease(redis).acquire('a', 60_000))],
  ['RENEW_SCRIPT', async (redis) => (await new Lease(redis).acquire('b', 600)) && (await sleepAWhile())],
  ['RELEASE_SCRIPT', async (redis) => (await new Lease(redis).acquire('c', 60_000))?.release()],
  ['ADD_SCRIPT', (redis) => addAnyway(redis, 'set', ['x', 'y'])],
  ['tally ADD_SCRIPT', (redis) => new Tallies(redis).add('s', brought, NOW)],
  ['HOLD_SCRIPT', (redis) => new WaitingRows(redis).hold(['{"id":1}', '{"id":2}', '{"id":3}'], 3)],
  ['HEAD_SCRIPT', (redis) => new WaitingRows(redis).head()],
  ['REMOVE_SCRIPT', (redis) => new WaitingRows(redis).remove(['{"id":1}'])],
  ['COUNT_SCRIPT', (redis) => new SealedQuota(redis).reserve('s', 200 * 1024 * 1024, NOW)],
  ['PUT', (redis) => putSections(redis)],
  ['BEAT_SCRIPT', (redis) => new LogPositions(redis).beat('live', 0)],
  [
    'COUNT_MEMBERS_SCRIPT',
    (redis, { logPartitions }) =>
      new PartitionShares({
        redis,
        lease: new Lease(redis),
        role: 'r',
        partitions: logPartitions,
        leaseMs: 1_000,
        leaseOf: String,
      }).keep(AbortSignal.timeout(100)),
  ],
  ['PARTITIONS_SCRIPT', (redis) => partitionsOfLog(redis, 8)],
  // what was appended is not stored: it waits, and changes nothing
  [
    'MOVE_SCRIPT',
    async (redis) =>
      new PartitionMove(redis, new Lease(redis)).run(await partitionsOfLog(redis, 8), 32, 100, () => undefined),
  ],
  // read alone: tests beside them
  ['COPY_SCRIPT', () => undefined],
  ['EXTENT_SCRIPT', () => undefined],
];
const sleepAWhile = (): Promise<void> => new Promise((done) => setTimeout(done, 900));

/** All keys with their values; what a clock or chance gave is left out. */
async function contents(redis: Redis): Promise<Record<string, unknown>> {
  const found: Record<string, unknown> = {};
  for (const key of (await redis.keys('*')).sort()) {
    if (key.startsWith('once:')) continue;
    const read = {
      string: () => redis.get(key),
      hash: () => redis.hgetall(key),
      list: () => redis.lrange(key, 0, -1),
      set: async () => (await redis.smembers(key)).sort(),
      zset: () => redis.zrange(key, 0, -1),
      stream: async () => (await redis.xrange(key, '-', '+')).map(([, fields]) => fields),
    }[await redis.type(key)];
    found[key] = JSON.parse(
      JSON.stringify(await read?.())
        .replaceAll(/[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}/g, 'drawn')
        .replaceAll(/"(writer:at|live:at|since)":"\d+"/g, '"$1":"now"'),
    );
  }
  return found;
}

it('is done once, every script that a broken connection sends a second time', async () => {
  const [once, twice] = all;
  const left: Record<string, unknown>[] = [];
  for (const [i, stores] of [once, twice].entries()) {
    if (stores === undefined) throw new Error('no stores');
    const redis = i === 0 ? createRedis(stores, 'commands') : new BrokenRedis(stores.redisUrl);
    const answers: Record<string, unknown> = {};
    for (const [name, work] of SCRIPTS) answers[name] = await work(redis, stores.settings);
    left.push({ answers, ...(await contents(redis)) });
    redis.disconnect();
  }
  expect(Object.keys(left[0] ?? {}).length).toBeGreaterThan(12);
  // a second append finds its own dedup keys: what stands in the log is the same
  expect(left.map((one) => (one['answers'] as Record<string, unknown>)['APPEND_SCRIPT'])).toEqual([
    ['new', 'new'],
    ['repeat', 'repeat'],
  ]);
  for (const one of left) delete (one['answers'] as Record<string, unknown>)['APPEND_SCRIPT'];
  expect(left[1]).toEqual(left[0]);
}, 60_000);

it('names every script there is', () => {
  const files = ['libs', 'apps'].flatMap((folder) =>
    readdirSync(folder, { recursive: true, encoding: 'utf8' }).map((file) => `${folder}/${file}`),
  );
  const named = files
    .filter((file) => /(?<!\.(?:spec|medium|scenario))\.ts$/.test(file))
    .map((file) => readFileSync(file, 'utf8'))
    .filter((text) => text.includes('redis.call('))
    .flatMap((text) => [...text.matchAll(/^(?:export )?const (\w+) = (?:onceScript\()?`[^`]*redis\.call\(/gm)])
    .map(([, name]) => name);
  const known = SCRIPTS.map(([name]) => name.replace('tally ', ''));
  expect([...named].sort()).toEqual([...known].sort());
});
