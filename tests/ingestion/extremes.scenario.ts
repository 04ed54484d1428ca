import { EVENT_DATA, EVENT_TYPES, type EventType } from '@cockpit/contracts';
import { identityOf } from '@cockpit/log';
import { MattersMarkerModule, MattersModule } from '@cockpit/matters';
import { LiveBindingsModule } from '@cockpit/live';
import { DeadLetters } from '@cockpit/platform';
import { WriterModule } from '@cockpit/warehouse';
import { Module } from '@nestjs/common';
import { Redis } from 'ioredis';
import { DataSource } from 'typeorm';
import { DoorModule, openPipeline, until, type Pipeline } from './support';

@Module({ imports: [DoorModule, LiveBindingsModule, WriterModule, MattersMarkerModule, MattersModule] })
class WholePipeline {}

let pipeline: Pipeline;
beforeAll(async () => {
  pipeline = await openPipeline(WholePipeline, { logPartitions: 1 });
});
afterAll(async () => {
  await pipeline.close();
});

/** Texts that files, databases and queries have stumbled over. */
const TEXTS = [
  '\u0000',
  '\ud800',
  '\udfff\ud800',
  "'; DROP TABLE event; --",
  '\\',
  '|',
  'a|b',
  '\t\n\r',
  '\u2028',
  '{x:String}',
  '%00',
  '🏛'.repeat(15),
  '__proto__',
  'constructor',
];
/** Instants at the ends of what calendars hold. */
const INSTANTS = [
  '0000-01-01T00:00:00Z',
  '0001-01-01T00:00:00+14:00',
  '1899-12-31T23:59:59.999Z',
  '1969-12-31T23:59:59Z',
  '2106-02-07T06:28:16Z',
  '2149-06-07T00:00:00Z',
  '2300-01-01T00:00:00Z',
  '9999-12-31T23:59:59.999999999Z',
  '2026-03-04T09:30:00.123456789123+08:00',
];
const TIMES = [
  '1900-01-01T00:00:00Z',
  '1925-06-01T12:00:00+08:00',
  '1970-01-01T00:00:00Z',
  '1969-12-31T16:00:00Z',
  '2000-02-29T23:59:59.999+13:45',
  '2026-03-04T09:30:00Z',
];

const INSTANT_FIELDS = ['slotStart', 'slotEnd', 'from', 'to', 'dueAt'];
const FULL: Record<string, unknown> = {
  hallId: 'H32',
  ticketId: 't',
  number: 'A1',
  queue: 'household',
  item: 'i',
  channel: 'walk-in',
  windowId: 'w1',
  officerId: 'o',
  items: ['i'],
  result: 'done',
  toQueue: 'traffic',
  stars: 1,
  reason: 'r',
  device: 'd',
  code: 'c',
  queues: ['household'],
  waiting: 1,
  bookingId: 'b',
  slotStart: '2026-03-04T01:00:00Z',
  slotEnd: '2026-03-04T02:00:00Z',
  caseId: 'c',
  kind: 'case',
  unit: 'u',
  days: 1,
  approvedBy: 'o',
  stage: 's',
  terminalId: 'm',
  seconds: 1,
  outcome: 'done',
  pointId: 'p',
  from: '2026-03-04T01:00:00Z',
  to: '2026-03-04T02:00:00Z',
  count: 1,
  consultId: 'q',
  tier: 'ai',
  ofId: 'x',
  ofSource: '/x',
  promptId: 'p',
  priority: 9,
  visitorRef: 'v',
  quotedWaitSec: 1,
  tags: ['t'],
  lastCalled: 'A1',
  openWindows: 1,
  avgServiceMin: 1,
  dueAt: '2026-03-05T01:00:00Z',
  packageId: 'k',
  parentId: 'a',
  enterpriseRef: 'e',
  applicantRef: 'f',
  acceptingHallId: 'H12',
};
const NUMBERS: Record<string, readonly number[]> = {
  waiting: [0, 1_000_000],
  count: [0, 1_000_000],
  seconds: [0, 604_800, 1e-300, -0],
  openWindows: [0, 1000],
  avgServiceMin: [0, 1440, 5e-324],
  days: [1, 3650],
  quotedWaitSec: [0, 604_800, 0.1],
  priority: [0, 9],
};
const CASE_CHANNEL: Record<string, string> = { 'hall.case.accepted': 'window' };

/** Each field of a type, once with each thing it may hold at the edge; everything else as usual. */
function extremes(type: EventType): Record<string, unknown>[] {
  const shape = Object.keys((EVENT_DATA[type] as { shape: Record<string, unknown> }).shape);
  const usual = Object.fromEntries(
    shape.flatMap((name) =>
      name in FULL && !(type === 'hall.ticket.rated' && name === 'caseId')
        ? [[name, name === 'channel' ? (CASE_CHANNEL[type] ?? FULL['channel']) : FULL[name]]]
        : [],
    ),
  );
  const variants = shape.flatMap((name) => [
    ...(INSTANT_FIELDS.includes(name) ? INSTANTS : name === 'hallId' || name === 'acceptingHallId' ? [] : TEXTS).map(
      (value) => ({ ...usual, [name]: value }),
    ),
    ...(['items', 'queues', 'tags'].includes(name)
      ? [
          { ...usual, [name]: [] },
          { ...usual, [name]: TEXTS },
        ]
      : []),
    ...(NUMBERS[name] ?? []).map((value) => ({ ...usual, [name]: value })),
  ]);
  return [usual, ...variants];
}

it('whatever the contract lets in is stored and told of: no event can stand in the way of those behind it', async () => {
  let serial = 0;
  const events = EVENT_TYPES.flatMap((type) =>
    extremes(type).map((data) => {
      serial += 1;
      return {
        specversion: '1.0',
        source: '/extremes',
        id: `x-${String(serial)}${TEXTS[serial % TEXTS.length] ?? ''}`,
        type,
        time: TIMES[serial % TIMES.length],
        data,
      };
    }),
  );
  let accepted = 0;
  for (let from = 0; from < events.length; from += 200) {
    const answer = await pipeline.post(events.slice(from, from + 200));
    expect(answer.status).toBe(202);
    accepted += ((await answer.json()) as { accepted: number }).accepted;
  }
  expect(accepted).toBeGreaterThan(events.length / 3);
  const status = await until(
    () => pipeline.status(),
    ({ backlog, landed }) => backlog === 0 && landed === accepted,
    120_000,
  );
  expect(status).toMatchObject({ accepted, landed: accepted });
  // days are told, too: none of them is tried again for ever
  const redis = new Redis(pipeline.stores.redisUrl);
  try {
    await until(
      () => redis.smembers('warehouse:0:days'),
      (due) => due.length === 0,
      180_000,
    );
  } finally {
    redis.disconnect();
  }
});

it('what an earlier version let in that no store keeps holds up nothing: neither its partition nor other matters', async () => {
  const redis = new Redis(pipeline.stores.redisUrl);
  const old = (id: string, data: object) => ({
    id,
    type: 'hall.case.accepted',
    time: Date.parse('2026-03-04T09:00:00Z'),
    sourceName: pipeline.source,
    ceSource: '/old',
    identity: identityOf(pipeline.source, '/old', id),
    bodyHash: '0'.repeat(16),
    receivedAt: Date.now(),
    data: { caseId: `c-${id}`, kind: 'case', channel: 'window', unit: 'u', ...data },
  });
  try {
    const before = await pipeline.status();
    // as its door wrote them down
    const events = [old('nul\0', {}), old('unit', { unit: 'a\0b' }), old('half', { unit: 'a\ud800' })];
    await redis
      .multi()
      .xadd('log:0', '*', 'b', JSON.stringify(events))
      .incrby('log:depth', events.length)
      .hincrby('log:appended', pipeline.source, events.length)
      .exec();
    expect(
      (
        await pipeline.post([
          {
            specversion: '1.0',
            source: '/extremes',
            id: 'after',
            type: 'hall.case.accepted',
            time: '2026-03-04T09:30:00Z',
            data: { caseId: 'c-after', kind: 'case', channel: 'window', unit: 'u' },
          },
        ])
      ).status,
    ).toBe(202);
    await until(
      () => pipeline.status(),
      ({ backlog, landed }) => backlog === 0 && landed === before.landed + 4,
      60_000,
    );
    const postgres = pipeline.running.app.get(DataSource);
    const open = async () =>
      (
        await postgres.query<{ unit: string }[]>(
          `SELECT unit FROM matter_clock WHERE case_id IN ('c-unit', 'c-half', 'c-after') ORDER BY case_id`,
        )
      ).map(({ unit }) => unit);
    expect(await until(open, (units) => units.length === 3, 60_000)).toEqual(['u', 'a\ufffd', 'a\ufffdb']);
    await until(
      () => postgres.query<unknown[]>('SELECT id FROM matter_dirty LIMIT 1'),
      (rows) => rows.length === 0,
      60_000,
    );
  } finally {
    redis.disconnect();
  }
});

it('an instant that no store keeps, let in by an earlier version, stops nothing: what cannot be done is put away with its reason, all else goes on', async () => {
  const redis = new Redis(pipeline.stores.redisUrl);
  const postgres = pipeline.running.app.get(DataSource);
  const letters = pipeline.running.app.get(DeadLetters);
  const bad = [
    '0000-01-01T00:00:00Z',
    '-000271-04-20T00:00:00Z',
    '9999-12-31T23:59:59Z',
    '+275760-09-13T00:00:00.000Z',
  ];
  const kept = Date.parse('2026-03-04T09:00:00Z');
  let serial = 0;
  const logged = (type: EventType, time: number, data: object) => {
    const id = `past-${String(serial++)}`;
    return {
      id,
      type,
      time,
      sourceName: pipeline.source,
      ceSource: '/past',
      identity: identityOf(pipeline.source, '/past', id),
      bodyHash: '0'.repeat(16),
      receivedAt: Date.now(),
      data: {
        ...data,
        ...('caseId' in data ? { caseId: `past-${id}` } : {}),
        ...('ticketId' in data ? { ticketId: id } : {}),
      },
    };
  };
  const usual = (type: EventType) => extremes(type)[0] ?? {};
  const events = EVENT_TYPES.flatMap((type) => [
    ...Object.keys(usual(type))
      .filter((name) => INSTANT_FIELDS.includes(name))
      .flatMap((name) => bad.map((value) => logged(type, kept, { ...usual(type), [name]: value }))),
    // a time that the door wrote down as a number
    ...bad.slice(0, 3).map((time) => logged(type, Date.parse(time), usual(type))),
  ]);
  try {
    for (let from = 0; from < events.length; from += 50) {
      const part = events.slice(from, from + 50);
      await redis
        .multi()
        .xadd('log:0', '*', 'b', JSON.stringify(part))
        .incrby('log:depth', part.length)
        .hincrby('log:appended', pipeline.source, part.length)
        .exec();
    }
    const after = ['c-behind-1', 'c-behind-2'];
    expect(
      (
        await pipeline.post(
          after.map((caseId) => ({
            specversion: '1.0',
            source: '/extremes',
            id: caseId,
            type: 'hall.case.accepted',
            time: '2026-03-04T09:30:00Z',
            data: { caseId, kind: 'case', channel: 'window', unit: 'u', dueAt: '2026-03-04T10:00:00Z' },
          })),
        )
      ).status,
    ).toBe(202);
    await until(
      () => pipeline.status(),
      ({ backlog }) => backlog === 0,
      120_000,
    );
    await until(
      () => postgres.query<unknown[]>('SELECT id FROM matter_dirty LIMIT 1'),
      (rows) => rows.length === 0,
      60_000,
    );
    await until(
      () => redis.smembers('warehouse:0:days'),
      (due) => due.length === 0,
      60_000,
    );
    // those behind have their clocks and get their cards
    const cards = () =>
      postgres.query<{ case_id: string }[]>(
        `SELECT case_id FROM matter_card WHERE case_id = ANY($1) AND kind = 'red' ORDER BY case_id`,
        [after],
      );
    expect((await until(cards, (rows) => rows.length === 2, 60_000)).map((row) => row.case_id)).toEqual(after);
    const dead = await letters.list(500);
    expect(dead.filter(({ worker }) => worker === 'matters').length).toBeGreaterThan(0);
    for (const letter of dead)
      expect(letter).toMatchObject({
        reason: expect.stringMatching(/^(?:postgres-\w{5}|clickhouse-\d+|RangeError|TypeError)$/) as unknown,
        tries: expect.any(Number) as unknown,
      });
    // asked to be tried again they are, fail again, and say so
    const [one] = dead;
    expect(await letters.retry(one?.id ?? '')).toBe(true);
    await until(
      () => letters.list(500),
      (all) => (all.find(({ id }) => id === one?.id)?.tries ?? 0) > (one?.tries ?? 0),
      60_000,
    );
  } finally {
    redis.disconnect();
  }
}, 240_000);
