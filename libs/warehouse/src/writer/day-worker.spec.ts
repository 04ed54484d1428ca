import { setTimeout as sleep } from 'node:timers/promises';
import { DEFAULT_INTERVALS, type Sift } from '@cockpit/platform';
import type { Redis } from 'ioredis';
import type { DayTables } from '../tables/day-tables';
import type { EventTable } from '../tables/event-table';
import type { VisitTable } from '../tables/visit-table';
import { DayWorker } from './day-worker';
import { Versions } from './versions';

const allAtOnce: Sift = async (items, { work }) => {
  await work(items);
  return [];
};

const versions = (): Versions =>
  new Versions(
    () => 1,
    () => Promise.resolve(0),
  );

describe('days that are due', () => {
  it('leave the process its breath while it is in doubt whether the lease holds, and are done when it does', async () => {
    const written: string[] = [];
    const redis = { smembers: () => Promise.resolve(['2026-10-21|H1']), srem: () => Promise.resolve(1) };
    const events = {
      foldable: async function* () {
        yield await Promise.resolve([]);
      },
    };
    const tables = {
      outdated: () => Promise.resolve([]),
      writeSpans: (hall: string, day: string) => Promise.resolve(written.push(`${hall} ${day}`)),
      writeTerminals: () => Promise.resolve(),
      writeLoad: () => Promise.resolve(),
      markOutdated: () => Promise.resolve(),
    };
    const worker = new DayWorker(
      redis as unknown as Redis,
      'due',
      events as unknown as EventTable,
      { forLoad: () => Promise.resolve([]) } as unknown as VisitTable,
      tables as unknown as DayTables,
      versions(),
      () => 'Asia/Shanghai',
      allAtOnce,
      DEFAULT_INTERVALS,
    );
    await worker.takeOver(() => true);
    const stop = new AbortController();
    // Held again only once somebody else's timer has had its turn, as a lease is renewed by one; a spin would leave it none.
    const spinsOut = performance.now() + 30_000;
    let renewed = false;
    let spun = false;
    const timer = setTimeout(() => {
      renewed = true;
    }, 20);
    const running = worker.run(
      stop.signal,
      () => renewed || (spun = performance.now() > spinsOut),
      () => false,
      () => undefined,
    );
    while (written.length === 0) await sleep(5);
    expect(spun).toBe(false);
    expect(written).toEqual(['H1 2026-10-21']);
    clearTimeout(timer);
    stop.abort();
    await running;
  });

  it('wait until they are done, so that one whose every attempt hangs is seen as work that stands still', async () => {
    const redis = { smembers: () => Promise.resolve(['2026-10-21|H1']), srem: () => Promise.resolve(1) };
    const attempts: ((outcome: 'fails' | 'works') => void)[] = [];
    const events = {
      foldable: async function* () {
        if ((await new Promise((decide) => attempts.push(decide))) === 'fails') throw new Error('no such table');
        yield* [];
      },
    };
    const done = (): Promise<void> => Promise.resolve();
    const worker = new DayWorker(
      redis as unknown as Redis,
      'due',
      events as unknown as EventTable,
      { forLoad: () => Promise.resolve([]) } as unknown as VisitTable,
      {
        outdated: () => Promise.resolve([]),
        writeSpans: done,
        writeTerminals: done,
        writeLoad: done,
        markOutdated: done,
      } as unknown as DayTables,
      versions(),
      () => 'Asia/Shanghai',
      allAtOnce,
      DEFAULT_INTERVALS,
    );
    await worker.takeOver(() => true);
    const before = worker.workState();
    const stop = new AbortController();
    const running = worker.run(
      stop.signal,
      () => true,
      () => false,
      () => undefined,
    );
    const states = [before];
    for (const outcome of ['fails', 'works'] as const) {
      while (attempts.length === 0) await sleep(5);
      states.push(worker.workState());
      attempts.shift()?.(outcome);
      await sleep(20);
      states.push(worker.workState());
    }
    expect(states.map(({ waiting }) => waiting)).toEqual([true, true, true, true, false]);
    expect(new Set(states.slice(0, -1).map(({ mark }) => mark)).size).toBe(1);
    expect(states.at(-1)?.mark).not.toBe(before.mark);
    stop.abort();
    await running;
  });

  it('rest the longer the longer they take: a day of very many visits must not keep the process from its other work; once is no measure', async () => {
    const written: number[] = [];
    const redis = {
      smembers: () => Promise.resolve(['2026-10-21|H1']),
      srem: () => Promise.resolve(1),
      eval: () => Promise.resolve(1),
    };
    const events = {
      foldable: async function* () {
        // events of that day come in while it is computed
        await worker.mark([{ hall: 'H1', day: '2026-10-21' }]);
        await sleep(120);
        yield* [];
      },
    };
    const tables = {
      outdated: () => Promise.resolve([]),
      writeSpans: () => Promise.resolve(),
      writeTerminals: () => Promise.resolve(),
      writeLoad: () => Promise.resolve(written.push(performance.now())),
      markOutdated: () => Promise.resolve(),
    };
    const worker = new DayWorker(
      redis as unknown as Redis,
      'due',
      events as unknown as EventTable,
      { forLoad: () => Promise.resolve([]) } as unknown as VisitTable,
      tables as unknown as DayTables,
      versions(),
      () => 'Asia/Shanghai',
      allAtOnce,
      { ...DEFAULT_INTERVALS, dayAgain: 100 },
    );
    await worker.takeOver(() => true);
    const stop = new AbortController();
    const running = worker.run(
      stop.signal,
      () => true,
      () => false,
      () => undefined,
    );
    while (written.length < 3) await sleep(5);
    stop.abort();
    await running;
    const [first = 0, second = 0, third = 0] = written;
    // the first may have met a ClickHouse that stood still
    expect(second - first).toBeLessThan(1500);
    expect(third - second).toBeGreaterThan(2000);
  }, 30_000);

  it('that were computed by older rules are computed anew, once nothing else is due', async () => {
    const written: string[] = [];
    const redis = { smembers: () => Promise.resolve(['2026-10-21|H1']), srem: () => Promise.resolve(1) };
    const events = {
      foldable: async function* () {
        yield await Promise.resolve([]);
      },
    };
    const tables = {
      outdated: () =>
        Promise.resolve([
          { hall: 'H1', day: '2026-10-01' },
          { hall: 'H2', day: '2026-10-02' },
          { hall: 'H1', day: '2026-10-03' },
        ]),
      writeSpans: (hall: string, day: string) => Promise.resolve(written.push(`${hall} ${day}`)),
      writeTerminals: () => Promise.resolve(),
      writeLoad: () => Promise.resolve(),
      markOutdated: () => Promise.resolve(),
    };
    const worker = new DayWorker(
      redis as unknown as Redis,
      'due',
      events as unknown as EventTable,
      { forLoad: () => Promise.resolve([]) } as unknown as VisitTable,
      tables as unknown as DayTables,
      versions(),
      () => 'Asia/Shanghai',
      allAtOnce,
      DEFAULT_INTERVALS,
    );
    await worker.takeOver((hall) => hall === 'H1');
    const stop = new AbortController();
    const running = worker.run(
      stop.signal,
      () => true,
      () => false,
      () => undefined,
    );
    while (written.length < 3) await sleep(5);
    stop.abort();
    await running;
    expect(written).toEqual(['H1 2026-10-21', 'H1 2026-10-03', 'H1 2026-10-01']);
  });
});
