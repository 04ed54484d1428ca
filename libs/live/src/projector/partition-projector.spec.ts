import type { HeldLease, LogEntry } from '@cockpit/log';
import { DEFAULT_INTERVALS } from '@cockpit/platform';
import { PartitionProjector } from './partition-projector';
import type { ProjectorTools } from './projector-tools';

const lease = {
  name: 'l',
  token: 1,
  signal: new AbortController().signal,
  isHeld: () => false,
  release: () => Promise.resolve(),
} satisfies HeldLease;

it('makes up for what it passed over of a hall it did not know yet', async () => {
  const logged = (n: number): LogEntry => ({
    entryId: `${String(n)}-0`,
    events: [
      {
        id: `e${String(n)}`,
        type: 'hall.window.closed',
        time: n,
        data: { hallId: 'H1', windowId: 'w1' },
        identity: `e${String(n)}`,
        bodyHash: '0',
        sourceName: 's',
        ceSource: 'c',
        receivedAt: 0,
      },
    ],
  });
  const entries = [1, 2, 3, 4].map(logged);
  const applied: string[] = [];
  const configs = {
    version: 0,
    halls: () => Promise.resolve(configs.version === 0 ? [] : ['H1']),
    get: () => Promise.resolve(null),
  };
  const state = { now: 0, config: { hall: { code: 'H1', clock: 'feed', timeZone: 'UTC' } } };
  const runtime = {
    hall: 'H1',
    day: 'd',
    state,
    configVersion: 1,
    pastOf: 'd',
    place: () => 'today',
    leads: () => false,
    minuteReached: () => null,
    apply: ({ id }: { id: string }) => {
      applied.push(id);
    },
  };
  async function* tail(): AsyncGenerator<LogEntry[]> {
    yield await Promise.resolve(entries.slice(0, 3));
    configs.version = 1;
    yield [];
    yield entries.slice(3);
  }
  const reader = {
    // the first is stored already: whoever opens the hall reads it from the table
    positions: { read: (consumer: string) => Promise.resolve(consumer === 'writer' ? '1-0' : '0-0') },
    saveConsumerPosition: () => Promise.resolve(),
    hasGap: () => Promise.resolve(false),
    keepBeating: () => Promise.resolve(),
    tail,
    pending: (_: number, from: string, count: number) =>
      Promise.resolve(entries.filter(({ entryId }) => entryId > from).slice(0, count)),
  };
  const tools = {
    reader,
    configs,
    clock: { now: () => 0 },
    intervals: DEFAULT_INTERVALS,
    opener: { open: () => Promise.resolve(configs.version === 0 ? null : { runtime, rebuilt: true, unfit: [] }) },
    checkpoints: { forget: () => Promise.resolve() },
    letters: { due: () => Promise.resolve([]) },
    publisher: { publishDue: () => Promise.resolve(false) },
    quotes: { flushDue: () => Promise.resolve() },
    backfilled: { read: () => Promise.resolve([]) },
    metrics: {
      events: { inc: () => undefined },
      lagSec: { set: () => undefined },
      snapshotSec: { startTimer: () => () => undefined },
    },
  };
  await new PartitionProjector(0, 1, tools as unknown as ProjectorTools).run(lease, new AbortController().signal);
  expect(applied).toEqual(['e2', 'e3', 'e4']);
});

it('takes its place in the log before it looks whether anything is missing there', async () => {
  const steps: string[] = [];
  const step = <T>(what: string, answer: T): Promise<T> => {
    steps.push(what);
    return Promise.resolve(answer);
  };
  async function* nothing(): AsyncGenerator<never> {
    yield* await step('read', []);
  }
  const reader = {
    positions: { read: (consumer: string) => step(`place of ${consumer}`, '0-0') },
    saveConsumerPosition: (consumer: string, _: number, entryId: string) =>
      step(`${consumer} stands at ${entryId}`, undefined),
    hasGap: () => step('gap?', false),
    keepBeating: (consumer: string) => step(`${consumer} beats`, undefined),
    tail: nothing,
  };
  const tools = {
    reader,
    letters: { due: () => Promise.resolve([]) },
    clock: { now: () => 0 },
    intervals: DEFAULT_INTERVALS,
    configs: { version: 1, halls: () => step('halls', []) },
  };
  await new PartitionProjector(0, 1, tools as unknown as ProjectorTools).run(lease, new AbortController().signal);
  expect(steps.indexOf('live stands at 0-0')).toBeLessThan(steps.indexOf('gap?'));
  // however long the halls take to open
  expect(steps.indexOf('live beats')).toBeLessThan(steps.indexOf('halls'));
  expect(steps.at(-1)).toBe('read');
});
