import type { LoggedEvent } from '@cockpit/contracts';
import type { Settings } from '@cockpit/platform';
import type { Redis } from 'ioredis';
import { EventLog } from './event-log';
import { LogSpace } from './log-space';

const event = (sourceName: string, hallId: string | null, id: string): LoggedEvent => ({
  identity: `i-${id}`,
  bodyHash: `h-${id}`,
  sourceName,
  ceSource: '/s',
  receivedAt: 0,
  id,
  time: 0,
  ...(hallId === null
    ? { type: 'hall.case.reopened', data: { caseId: id } }
    : { type: 'hall.ticket.called', data: { hallId, ticketId: id, windowId: 'w1' } }),
});

interface Taken {
  readonly identity: string;
  readonly hash: string;
  readonly stream: string;
  readonly id: string;
}
interface Call {
  readonly streams: string[];
  readonly source: string;
  readonly events: Taken[];
}
const lineOf = (source: string, { identity, hash, stream, id }: Taken): string =>
  [source, identity, hash, stream, id].join(' ');

/** A log whose Redis answers as it is told, the requests it was given, taken apart as the script does, and how many came in each call. */
function log(answer: (count: number) => string | Error = (count) => '0'.repeat(count), partitions = 4) {
  const calls: Call[] = [];
  const together: number[] = [];
  const cockpitAppend = (keys: number, ...args: (string | number)[]): Promise<string[]> => {
    const streams = args.slice(0, keys).map(String);
    const [, n, ...rest] = args.slice(keys);
    const count = Number(n);
    together.push(count);
    const [identities, hashes, places] = rest.slice(0, 3).map((list) => String(list).split(','));
    const bodies = rest.slice(3 + 2 * count);
    let at = 0;
    const answers: (string | Error)[] = [];
    for (let r = 0; r < count; r++) {
      const [source, size] = rest.slice(3 + 2 * r);
      const own = Array.from({ length: Number(size) }, (_, e) => at + e);
      at += Number(size);
      const events = own.map((i) => ({
        identity: identities?.[i] ?? '',
        hash: hashes?.[i] ?? '',
        // Lua counts from one
        stream: streams[Number(places?.[i]) - 1] ?? 'none',
        id: (JSON.parse(String(bodies[i] ?? '{}')) as LoggedEvent).id,
      }));
      calls.push({ streams: [...new Set(events.map(({ stream }) => stream))], source: String(source), events });
      answers.push(answer(Number(size)));
    }
    const failed = answers.find((said) => said instanceof Error);
    return failed === undefined ? Promise.resolve(answers.map(String)) : Promise.reject(failed);
  };
  const settings = { logPartitions: partitions, backlogLimit: 100, diskLowMb: 0, dataDir: '/data' } as Settings;
  const space = new LogSpace(settings);
  const redis = { defineCommand: () => undefined, cockpitAppend } as unknown as Redis;
  return { log: new EventLog(redis, settings, space), calls, together, space };
}

describe('what is appended to the log', () => {
  it.each([
    ['nothing', []],
    ['a thousand', [['s1', 'H1', 1000]]],
    ['one more', [['s1', 'H1', 1001]]],
    [
      'sources in turn',
      [
        ['s1', 'H1', 999],
        ['s2', null, 2],
        ['s1', 'H2', 1],
      ],
    ],
    [
      'halls in turn',
      [
        ['s1', 'H1', 2],
        ['s1', 'H2', 1],
        ['s1', 'H3', 1],
        ['s1', null, 1],
        ['s1', 'H1', 2],
      ],
    ],
  ] as [string, [string, string | null, number][]][])(
    'is every event once, in order, with the stream of its hall; a call holds one source and a thousand events at most: %s',
    async (_, runs) => {
      const given = runs.flatMap(([source, hall, count], run) =>
        Array.from({ length: count }, (__, k) => event(source, hall, `${String(run)}.${String(k)}`)),
      );
      const { log: one, calls } = log();
      expect((await one.append(given)).join()).toBe(given.map(() => 'new').join());
      expect(calls.flatMap(({ source, events: taken }) => taken.map((each) => lineOf(source, each))).join('\n')).toBe(
        given
          .map((each) => {
            const { sourceName, identity, bodyHash: hash, id } = each;
            return lineOf(sourceName, { identity, hash, stream: `log:${String(one.partitionOf(each))}`, id });
          })
          .join('\n'),
      );
      for (const { streams, events: taken } of calls) {
        expect(taken.length).toBeLessThanOrEqual(1000);
        expect([...streams].sort()).toEqual([...new Set(taken.map(({ stream }) => stream))].sort());
      }
      // and no call more than that needs
      const changes = calls.filter(({ source }, k) => calls[k - 1]?.source !== source).length;
      expect(calls.length).toBeLessThanOrEqual(changes + Math.floor(given.length / 1001));
    },
  );

  it('goes in one call with what other requests bring at the same time, each answered by itself', async () => {
    const refusals = ['0', 'full', '01', 'share'];
    const { log: one, calls, together } = log(() => refusals.shift() ?? '');
    const answers = await Promise.allSettled(
      [['1'], ['2'], ['3', '4'], ['5']].map((ids, k) => one.append(ids.map((id) => event(`s${String(k)}`, 'H1', id)))),
    );
    expect(together).toEqual([4]);
    expect(calls.map(({ source, events }) => [source, ...events.map(({ id }) => id)])).toEqual([
      ['s0', '1'],
      ['s1', '2'],
      ['s2', '3', '4'],
      ['s3', '5'],
    ]);
    expect(
      answers.map((said) => (said.status === 'fulfilled' ? said.value : (said.reason as { code: string }).code)),
    ).toEqual([['new'], 'backlog-full', ['new', 'repeat'], 'backlog-share']);
  });

  it('is told for each event: new, a repeat, or its id used for something else', async () => {
    const { log: one } = log(() => '012');
    expect(await one.append([1, 2, 3].map((n) => event('s', 'H1', String(n))))).toEqual(['new', 'repeat', 'id-reused']);
  });

  it('lies with its source where it names no hall', () => {
    const { log: one } = log(undefined, 1024);
    const of = (source: string, hall: string | null): number => one.partitionOf(event(source, hall, '1'));
    expect(of('s1', null)).not.toBe(of('s2', null));
    expect(of('s1', 'H1')).toBe(of('s2', 'H1'));
    expect(of('s1', 'H1')).not.toBe(of('s1', 'H2'));
  });

  it.each([
    ['full', 'backlog-full', 503, '5'],
    ['share', 'backlog-share', 429, '2'],
    ['memory', 'log-memory', 503, '10'],
  ])('is refused with the reason and when to come back: %s', async (answer, code, status, after) => {
    const { log: one, space } = log(() => answer);
    await expect(one.append([event('s', 'H1', '1')])).rejects.toMatchObject({
      code,
      status,
      headers: { 'retry-after': after },
    });
    expect(space.lacksMemory()).toBe(answer === 'memory');
  });

  it('is promised to nobody when it is not known whether it was written', async () => {
    const cause = new Error('READONLY');
    await expect(log(() => cause).log.append([event('s', 'H1', '1')])).rejects.toMatchObject({
      code: 'log-unavailable',
      status: 503,
      headers: { 'retry-after': '5' },
      cause,
    });
  });

  it('is nothing while the disk is full', async () => {
    const { log: one, calls, space } = log();
    jest.spyOn(space, 'assert').mockRejectedValue(new Error('full'));
    await expect(one.append([event('s', 'H1', '1')])).rejects.toThrow('full');
    expect(calls).toEqual([]);
  });
});

describe('what waits to be stored', () => {
  const counts = (values: Record<string, string | null>) => {
    const settings = { logPartitions: 1 } as Settings;
    const get = (key: string): Promise<string | null> => Promise.resolve(values[key] ?? null);
    const hget = (key: string, field: string): Promise<string | null> => get(`${key} ${field}`);
    const redis = { defineCommand: () => undefined, get, hget } as unknown as Redis;
    return new EventLog(redis, settings, new LogSpace(settings));
  };

  it('is counted over all sources, or for one: appended and not stored yet', async () => {
    const values = { 'log:depth': '7', 'log:appended s': '12', 'log:landed s': '8', 'log:appended new': '3' };
    const one = counts(values);
    expect([await one.backlog(), await one.backlog('s'), await one.backlog('new')]).toEqual([7, 4, 3]);
    expect([await counts({}).backlog(), await one.backlog('other')]).toEqual([0, 0]);
  });

  it('is never less than nothing, when storing was counted and appending was not', async () => {
    expect(await counts({ 'log:landed s': '2' }).backlog('s')).toBe(0);
  });
});
