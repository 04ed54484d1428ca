import { hallOf, type LoggedEvent } from '@cockpit/contracts';
import { HallState, hallDayStart, type HallConfig } from '@cockpit/domain';
import { LogPositions, LogReader, streamKey, type HeldLease } from '@cockpit/log';
import { DEFAULT_INTERVALS, createRedis } from '@cockpit/platform';
import type { Redis } from 'ioredis';
import { ownRedis } from '../../../../tests/support/own-redis';
import { Checkpoints } from '../checkpoints';
import type { StoredEvents } from '../ports';
import type { HallConfigs } from './hall-configs';
import { HallOpener } from './hall-opener';
import type { HallRuntime } from './hall-runtime';
import { PartitionProjector } from './partition-projector';
import type { ProjectorTools } from './projector-tools';

const DAY = '2026-03-04';
const ZONE = 'Asia/Shanghai';
const dayStart = hallDayStart(DAY, ZONE);
const config: HallConfig = {
  hall: {
    code: 'H1',
    name: '大厅',
    tier: 'hall',
    timeZone: ZONE,
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
  day: DAY,
  dayStart,
  open: [],
  forecast: { slotMin: 30, start: dayStart, queues: {}, service: {}, noShowRate: 0 },
};

const issued = (ticketId: string, hallId = 'H1'): LoggedEvent => ({
  id: ticketId,
  identity: ticketId.padEnd(32, '0'),
  bodyHash: '0',
  sourceName: 'tickets',
  ceSource: '/tickets',
  receivedAt: dayStart,
  type: 'hall.ticket.issued',
  time: dayStart + 9 * 3_600_000,
  data: { hallId, ticketId, number: ticketId, queue: 'a', channel: 'walk-in' },
});

const lease = {
  name: 'live-0',
  token: 1,
  signal: new AbortController().signal,
  isHeld: () => true,
  release: () => Promise.resolve(),
} satisfies HeldLease;

// the memory limit is a whole server's
let own: Awaited<ReturnType<typeof ownRedis>>;
let redis: Redis;
beforeAll(async () => {
  own = await ownRedis();
  redis = createRedis(own.settings, 'commands');
});
beforeEach(() => redis.flushall());
afterAll(async () => {
  redis.disconnect();
  await own.dispose();
});

const append = async (...events: LoggedEvent[]): Promise<string> =>
  (await redis.xadd(streamKey(0), '*', 'b', JSON.stringify(events))) ?? '';

/** What a worker holds in memory is gone when it ends; Redis and the table remain. */
class Worker {
  known = ['H1'];
  table: LoggedEvent[] = [];
  rebuilds = 0;
  readonly positions = new LogPositions(redis);
  private readonly checkpoints = new Checkpoints(redis);

  /** @param beat after everything that was read at once; true ends the worker */
  async run(beat: (state: HallState | null) => boolean | Promise<boolean>): Promise<void> {
    const stop = new AbortController();
    const configs = {
      version: 0,
      halls: () => Promise.resolve(this.known),
      get: (hall: string) => Promise.resolve(this.known.includes(hall) ? config : null),
    };
    const stored = {
      ofDay: (hall: string) => this.ofHall(hall),
      latest: () => Promise.resolve(config.dayStart),
    } as unknown as StoredEvents;
    let state: HallState | null = null;
    const clock = { now: () => Date.now() };
    const tools = {
      reader: new LogReader(redis, own.settings, this.positions),
      configs,
      checkpoints: this.checkpoints,
      opener: new HallOpener(configs as unknown as HallConfigs, this.checkpoints, stored, clock),
      publisher: {
        publishDue: (runtime: HallRuntime) => {
          ({ state } = runtime);
          return Promise.resolve(false);
        },
      },
      quotes: {
        issue: () => undefined,
        flushDue: async () => {
          if (await beat(state)) stop.abort();
        },
      },
      jobs: { add: () => Promise.resolve() },
      pasts: { load: () => Promise.resolve(null) },
      backfilled: { read: () => Promise.resolve([]) },
      letters: { due: () => Promise.resolve([]), put: () => Promise.resolve(), settle: () => Promise.resolve() },
      metrics: {
        events: { inc: () => undefined },
        rebuilds: { inc: () => (this.rebuilds += 1) },
        lagSec: { set: () => undefined },
        snapshotSec: { startTimer: () => () => undefined },
      },
      clock,
      intervals: { ...DEFAULT_INTERVALS, liveBeat: 20, liveSave: 1 },
    };
    await new PartitionProjector(0, 1, tools as unknown as ProjectorTools).run(lease, stop.signal);
  }

  async saved(): Promise<string[]> {
    const checkpoint = await this.checkpoints.load('H1');
    return checkpoint === null ? [] : [...HallState.fromJSON(checkpoint.state, config).tickets.keys()].sort();
  }

  // eslint-disable-next-line @typescript-eslint/require-await -- the table answers row by row
  private async *ofHall(hall: string): AsyncGenerator<LoggedEvent> {
    yield* this.table.filter((event) => hallOf(event) === hall);
  }
}

const tickets = (state: HallState | null): string[] => [...(state?.tickets.keys() ?? [])].sort();

describe('a live state whose worker starts again', () => {
  it('has what it was told while Redis took no checkpoint', async () => {
    const worker = new Worker();
    const first = await append(issued('t1'));
    await worker.run((state) => tickets(state).length === 1);
    expect([await worker.saved(), await worker.positions.read('live', 0)]).toEqual([['t1'], first]);

    await append(issued('t2'));
    try {
      const stopped = worker.run(async (state) => {
        if (tickets(state).length === 2) await redis.config('SET', 'maxmemory', '1mb');
        return false;
      });
      await expect(stopped).rejects.toThrow('OOM');
    } finally {
      await redis.config('SET', 'maxmemory', '0');
    }
    expect(await worker.positions.read('live', 0)).toBe(first);

    let beats = 0;
    await worker.run(() => ++beats === 3);
    expect(await worker.saved()).toEqual(['t1', 't2']);
  });

  it('has what it was told while its state could not be written', async () => {
    const worker = new Worker();
    await append(issued('t1'));
    await worker.run((state) => tickets(state).length === 1);

    await append(issued('t2'));
    worker.table = [issued('t1'), issued('t2')];
    await worker.run((state) => {
      if (tickets(state).length < 2 || state === null) return false;
      state.toJSON = () => {
        throw new TypeError('a fact that cannot be written');
      };
      return true;
    });

    let beats = 0;
    await worker.run(() => ++beats === 3);
    expect(await worker.saved()).toEqual(['t1', 't2']);
  });

  it('has what it was told while nobody knew the hall', async () => {
    const worker = new Worker();
    await append(issued('t1'));
    await worker.run((state) => tickets(state).length === 1);

    worker.known = [];
    const last = await append(issued('t2'));
    worker.table = [issued('t1'), issued('t2')];
    await worker.run(async () => (await worker.positions.read('live', 0)) === last);

    worker.known = ['H1'];
    let beats = 0;
    await worker.run(() => ++beats === 3);
    expect(await worker.saved()).toEqual(['t1', 't2']);
  });

  it('has what was trimmed away before it was read', async () => {
    const worker = new Worker();
    await append(issued('t1'));
    const stopped = worker.run(async (state) => {
      if (tickets(state).length === 0) return false;
      await append(issued('t2'));
      const last = await append(issued('t3'));
      worker.table = [issued('t1'), issued('t2'), issued('t3')];
      await worker.positions.save('writer', 0, last);
      await redis.xtrim(streamKey(0), 'MINID', '=', last);
      return false;
    });
    await expect(stopped).rejects.toThrow('no longer holds');
    expect([worker.rebuilds, await worker.saved()]).toEqual([0, ['t1']]);

    await append(issued('t4'));
    await worker.run((state) => tickets(state).length === 4);
    expect([worker.rebuilds, await worker.saved()]).toEqual([1, ['t1', 't2', 't3', 't4']]);
  });
});
