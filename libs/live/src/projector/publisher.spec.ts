import { HallState, type HallConfig } from '@cockpit/domain';
import { DEFAULT_INTERVALS } from '@cockpit/platform';
import { clockKey } from '@cockpit/organisation';
import type { Redis } from 'ioredis';
import { NO_SECTIONS, type LiveSections } from '../sections';
import { isDue, restOf } from './due';
import { HallRuntime } from './hall-runtime';
import { Publisher } from './publisher';

const dayStart = Date.parse('2026-03-02T00:00:00+08:00');
const config: HallConfig = {
  hall: {
    code: 'H1',
    name: '大厅',
    tier: 'hall',
    timeZone: 'Asia/Shanghai',
    clock: 'feed',
    simulated: false,
    hours: [],
    closures: [],
    waitTargetMin: 15,
    queues: [],
    windows: [],
    terminals: [],
  },
  queues: [],
  windows: [],
  officers: [],
  items: [],
  day: '2026-03-02',
  dayStart,
  open: [],
  forecast: { slotMin: 30, start: dayStart, queues: {}, service: {}, noShowRate: 0 },
};

/** A publisher whose Redis takes everything, and a wall clock to be set. */
function publisher(written = new Map<string, string>()): { publisher: Publisher; clock: { at: number } } {
  const clock = { at: Date.parse('2026-11-20T10:00:00Z') };
  const set = (key: string, value: string) => (written.set(key, value), multi);
  const multi = { set, hset: () => multi, xadd: () => multi, exec: () => Promise.resolve([]) };
  const redis = { multi: () => multi, get: () => Promise.resolve(null) } as unknown as Redis;
  const sections = { read: () => Promise.resolve(NO_SECTIONS) } as unknown as LiveSections;
  return { publisher: new Publisher(redis, sections, { now: () => clock.at }, DEFAULT_INTERVALS), clock };
}

describe('publishing the live snapshot', () => {
  it('goes on when the wall clock is set back', async () => {
    const { publisher: one, clock } = publisher();
    const runtime = new HallRuntime(new HallState(config), null);
    const publish = (): Promise<boolean> => {
      runtime.changed();
      return one.publishDue(runtime);
    };
    expect([await publish(), await publish()]).toEqual([true, false]);
    clock.at -= 3_600_000;
    expect(await publish()).toBe(true);
    // predictions are not an hour late either
    expect([runtime.estimatedAt, runtime.forecastAt]).toEqual([clock.at, clock.at]);
  });

  it('says that a hall was heard by a feed whose silence no wall shows', async () => {
    const written = new Map<string, string>();
    const queues = [{ code: 'q', name: '户政', short: '户', waitTargetMin: 15, priorityShare: 0, weight: 1 }];
    const state = new HallState({ ...config, queues } as never);
    Object.assign(state.feed('terminals'), { lastEventAt: dayStart });
    await publisher(written).publisher.publishDue(new HallRuntime(state, null));
    expect(JSON.parse(written.get(clockKey('H1')) ?? '')).toMatchObject({
      clock: 'feed',
      feeds: [{ lastEventAt: new Date(dayStart).toISOString() }],
    });
  });

  it('leaves the rest of the work its time where a snapshot costs much', async () => {
    const { publisher: one, clock } = publisher();
    const runtime = new HallRuntime(new HallState(config), null);
    await one.publishDue(runtime);
    runtime.snapshotMs = 100;
    const after = async (ms: number): Promise<boolean> => {
      clock.at += ms;
      runtime.changed();
      return one.publishDue(runtime);
    };
    expect([await after(300), await after(600), await after(200)]).toEqual([false, false, true]);
  });

  it('knows what is due, and how long to rest', () => {
    expect([isDue(1000, 900, 100), isDue(999, 900, 100), isDue(0, 900, 100), isDue(0, -Infinity, 100)]).toEqual([
      true,
      false,
      true,
      true,
    ]);
    expect([restOf(10, 5, 2000, 60_000), restOf(1000, 5, 2000, 60_000), restOf(1e6, 5, 2000, 60_000)]).toEqual([
      2000, 5000, 60_000,
    ]);
  });
});
