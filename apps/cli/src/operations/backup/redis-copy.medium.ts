import type { LoggedEvent } from '@cockpit/contracts';
import { EventLog, LogPositions, LogSpace } from '@cockpit/log';
import { createRedis } from '@cockpit/platform';
import type { Redis } from 'ioredis';
import { ownRedis } from '../../../../../tests/support/own-redis';
import { copyRedis, restoreRedis } from './redis-copy';

let own: Awaited<ReturnType<typeof ownRedis>>;
let redis: Redis;
let log: EventLog;
beforeAll(async () => {
  own = await ownRedis();
  redis = createRedis(own.settings, 'commands');
  log = new EventLog(redis, own.settings, new LogSpace(own.settings));
});
beforeEach(() => redis.flushall());
afterAll(async () => {
  redis.disconnect();
  await own.dispose();
});

const event = (id: string): LoggedEvent => ({
  identity: `s|${id}`,
  bodyHash: 'h',
  sourceName: 's',
  ceSource: '/s',
  receivedAt: 0,
  id,
  type: 'hall.window.closed',
  time: Date.parse('2026-03-04T01:00:00Z'),
  data: { hallId: 'H1', windowId: '窗口 "1"' },
});
const events = (name: string, count: number): LoggedEvent[] =>
  Array.from({ length: count }, (_, i) => event(`${name}-${String(i)}`));
const partition = (): number => log.partitionOf(event('any'));
const ids = async (): Promise<string[]> =>
  (await redis.xrange(`log:${String(partition())}`, '-', '+')).map(([id]) => id);
async function* each(lines: readonly string[]): AsyncGenerator<string> {
  yield* await Promise.resolve(lines);
}

async function restored(lines: readonly string[]): Promise<void> {
  await redis.flushall();
  await restoreRedis(own.settings, each(lines));
}

it('copies a long log at one instant while it grows at one end and is taken away at the other', async () => {
  for (let i = 0; i < 250; i++) await log.append(events(`early-${String(i)}`, 2));
  const positions = new LogPositions(redis);
  const all = await ids();
  const lines: string[] = [];
  let stored = 0;
  const land = async (to: number): Promise<void> => {
    await positions.save('writer', partition(), all[to - 1] ?? '', new Map([['s', 2 * (to - stored)]]));
    stored = to;
  };
  for await (const line of copyRedis(own.settings)) {
    lines.push(line);
    // between two pages: more comes in, and the writer goes on
    if (lines.length === 1) {
      await land(120);
      await redis.xtrim(`log:${String(partition())}`, 'MINID', all[119] ?? '');
      await log.append(events('late', 3));
    }
  }
  const [there, depth, held] = [
    await ids(),
    await log.backlog('s'),
    await redis.hgetall(`log:${String(partition())}:positions`),
  ];
  expect([there.length, depth]).toEqual([132, 263]);
  expect(lines.some((line) => line.includes('log:claims:'))).toBe(false);

  await restored(lines);
  expect(await ids()).toEqual(there);
  expect([await log.backlog('s'), await log.backlog()]).toEqual([depth, depth]);
  expect(await redis.hgetall(`log:${String(partition())}:positions`)).toEqual(held);
  // what waits stands in no table: it is known again, whatever comes under its name
  expect(await log.append([event('early-249-1'), { ...event('late-0'), bodyHash: 'other' }, event('new')])).toEqual([
    'repeat',
    'id-reused',
    'new',
  ]);
});

it('gives ids behind the positions also where the log was empty', async () => {
  await log.append(events('one', 1));
  const [last = ''] = await ids();
  await redis.xadd(`log:${String(partition())}`, `${String(Number(last.split('-')[0]) + 3_600_000)}-0`, 'b', '[]');
  const [, ahead = ''] = await ids();
  await new LogPositions(redis).save('writer', partition(), ahead, new Map([['s', 1]]));
  await redis.xtrim(`log:${String(partition())}`, 'MAXLEN', 0);
  const lines: string[] = [];
  for await (const line of copyRedis(own.settings)) lines.push(line);
  await restored(lines);
  expect([await ids(), await log.backlog()]).toEqual([[], 0]);
  await log.append(events('two', 1));
  expect(Number((await ids())[0]?.split('-')[0])).toBeGreaterThanOrEqual(Number(ahead.split('-')[0]));
});
