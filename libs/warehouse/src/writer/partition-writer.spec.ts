import { setTimeout as sleep } from 'node:timers/promises';
import type { LoggedEvent } from '@cockpit/contracts';
import type { HeldLease, LogEntry } from '@cockpit/log';
import { DEFAULT_INTERVALS } from '@cockpit/platform';
import { PartitionWriter, type PartitionParts } from './partition-writer';

const event = (id: string): LoggedEvent => ({
  id,
  type: 'hall.case.reopened',
  time: 0,
  data: { caseId: id },
  identity: id.padStart(32, '0'),
  bodyHash: '0'.repeat(16),
  sourceName: 's',
  ceSource: 'c',
  receivedAt: 0,
});
const entry = (n: number): LogEntry => ({ entryId: `${String(n)}-0`, events: [event(`e${String(n)}`)] });

/** A partition whose log is these entries, and whose stores only remember what they were told. */
function partition(
  entries: readonly LogEntry[],
  more: Partial<Record<'positions' | 'visits' | 'days' | 'redis' | 'side', object>> = {},
) {
  const stored: string[] = [];
  const saved: string[] = [];
  const steps: string[] = [];
  async function* tail({ signal }: { signal: AbortSignal }): AsyncGenerator<LogEntry[]> {
    for (const one of entries) yield await Promise.resolve([one]);
    while (!signal.aborted) {
      await sleep(5);
      yield [];
    }
  }
  const parts = {
    partition: 0,
    partitions: 1,
    zoneOf: () => 'UTC',
    intervals: { ...DEFAULT_INTERVALS, writerCollect: 20, writerFlush: 20 },
    failed: () => undefined,
    redis: {
      srandmember: () => Promise.resolve([]),
      smembers: () => Promise.resolve([]),
      set: () => Promise.resolve('OK'),
      srem: () => Promise.resolve(0),
      ...more.redis,
    },
    reader: { tail },
    positions: {
      read: () => Promise.resolve('0-0'),
      save: (_: string, __: number, upTo: string) => Promise.resolve(saved.push(upTo)),
      ...more.positions,
    },
    storage: {
      store: (events: readonly LoggedEvent[]) => {
        stored.push(...events.map(({ id }) => id));
        return Promise.resolve({ standing: events, notices: [], inserted: events.length });
      },
    },
    entities: [],
    now: () => 0,
    dead: () => Promise.resolve([]),
    sift: async (
      items: readonly LoggedEvent[],
      { work }: { work: (items: readonly LoggedEvent[]) => Promise<void> },
    ) => {
      await work(items);
      return [];
    },
    listeners: { notify: () => Promise.resolve(), notifyNoted: () => Promise.resolve() },
    side: { withdrawn: () => Promise.resolve(new Set(['w1'])), ...more.side },
    visits: {
      size: 0,
      stored: () => undefined,
      flush: () => Promise.resolve([]),
      leaveOut: (all: Set<string>) => steps.push(`visits without ${[...all].join()}`),
      withdraw: () => undefined,
      ...more.visits,
    },
    days: {
      takeOver: () => Promise.resolve(),
      run: () => Promise.resolve(steps.push('days are computed')),
      mark: () => Promise.resolve(),
      leaveOut: (all: Set<string>) => steps.push(`days without ${[...all].join()}`),
      ...more.days,
    },
    metrics: { storing: () => () => undefined, flushing: () => () => undefined },
  };
  return { writer: new PartitionWriter(parts as unknown as PartitionParts), stored, saved, steps };
}

/** A lease in doubt until it is told to hold: no clock, so that a busy machine cannot decide the test. */
function doubtfulLease(): { lease: HeldLease; holds: () => void } {
  let held = false;
  const lease = {
    name: 'l',
    token: 1,
    signal: new AbortController().signal,
    isHeld: () => held,
    release: () => Promise.resolve(),
  };
  return {
    lease,
    holds: () => {
      held = true;
    },
  };
}

async function until(holds: () => boolean): Promise<void> {
  for (const end = performance.now() + 30_000; !holds() && performance.now() < end;) await sleep(10);
}

describe('one partition of the log', () => {
  it('passes over nothing while it is in doubt whether its lease holds', async () => {
    const { writer, stored, saved } = partition([entry(1), entry(2), entry(3)]);
    const stop = new AbortController();
    const { lease, holds } = doubtfulLease();
    const running = writer.run(lease, stop.signal);
    await sleep(600);
    expect([stored, saved]).toEqual([[], []]);
    holds();
    await until(() => saved.includes('3-0'));
    stop.abort();
    await running;
    expect(stored).toEqual(['e1', 'e2', 'e3']);
    expect(saved.at(-1)).toBe('3-0');
  }, 60_000);

  it('knows what is withdrawn before it computes anything, also from an emptied Redis', async () => {
    const { writer, saved, steps } = partition([entry(1)]);
    const stop = new AbortController();
    const { lease, holds } = doubtfulLease();
    holds();
    const running = writer.run(lease, stop.signal);
    await until(() => saved.length > 0);
    stop.abort();
    await running;
    expect(steps).toEqual(['visits without w1', 'days without w1', 'days are computed']);
  }, 60_000);

  it('reads what is withdrawn once, and then only what is new, however many notices come', async () => {
    const notices = Array.from({ length: 10_000 }, (_, i) => `n${String(i)}`);
    const told = new Set(notices.splice(0, 100));
    const heard: string[] = [];
    let reads = 0;
    let known: ReadonlySet<string> = new Set();
    const { writer } = partition([], {
      redis: {
        // what was counted before, and all of it read whenever the count had changed
        get: () => Promise.resolve(String(notices.length)),
        smembers: () => {
          for (const one of notices.splice(0, 500)) told.add(one);
          return Promise.resolve([...told]);
        },
        srem: (_: string, ...gone: string[]) => Promise.resolve(gone.filter((one) => told.delete(one)).length),
      },
      side: { withdrawn: () => Promise.resolve(new Set([`stored ${String(reads++)}`])) },
      visits: { withdraw: (news: ReadonlySet<string>) => heard.push(...news) },
      days: { leaveOut: (all: ReadonlySet<string>) => void (known = all) },
    });
    const stop = new AbortController();
    const { lease, holds } = doubtfulLease();
    holds();
    const running = writer.run(lease, stop.signal);
    await until(() => notices.length === 0);
    stop.abort();
    await running;
    // the first are told of at the start, before any visit is in memory
    expect([reads, known.size, new Set(heard).size, heard.length]).toEqual([1, 9_401, 9_400, 9_400]);
  }, 60_000);

  it('goes on when Redis saved a position and died before it could say so, and counts nothing twice', async () => {
    // as ADVANCE_SCRIPT has it: a repeat is known again, and whoever does not stand where it says has been overtaken
    let stands = '0-0';
    let counted = 0;
    let answers = 0;
    const save = async (
      _: string,
      __: number,
      upTo: string,
      counts: ReadonlyMap<string, number>,
      from: string,
    ): Promise<void> => {
      if (stands !== from && stands !== upTo) throw new Error('somebody else went on');
      if (stands === from) counted += counts.get('s') ?? 0;
      stands = upTo;
      // more is stored before the next attempt
      if ((answers += 1) === 1) throw await sleep(700, new Error('the connection broke'));
    };
    const { writer, stored } = partition([entry(1), entry(2), entry(3)], {
      positions: { read: () => Promise.resolve('0-0'), save },
    });
    const stop = new AbortController();
    const { lease, holds } = doubtfulLease();
    holds();
    const running = writer.run(lease, stop.signal);
    await until(() => stands === '3-0');
    stop.abort();
    await running;
    expect([stands, counted, stored.length]).toEqual(['3-0', 3, 3]);
    expect(answers).toBeGreaterThan(2);
  }, 60_000);

  it('marks the days of recomputed visits again when Redis did not take them', async () => {
    const days = [{ hall: 'H1', day: '2026-03-04' }];
    const marked: unknown[] = [];
    const { writer, saved } = partition([entry(1)], {
      visits: { flush: () => Promise.resolve(days.splice(0)) },
      days: {
        mark: (told: unknown[]) =>
          marked.push([...told]) === 1 ? Promise.reject(new Error('the connection broke')) : Promise.resolve(),
      },
    });
    const stop = new AbortController();
    const { lease, holds } = doubtfulLease();
    holds();
    const running = writer.run(lease, stop.signal);
    await until(() => saved.length > 0);
    stop.abort();
    await running;
    expect(marked).toEqual([[{ hall: 'H1', day: '2026-03-04' }], [{ hall: 'H1', day: '2026-03-04' }]]);
  }, 60_000);
});
