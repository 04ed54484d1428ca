import { createClient, type ClickHouseClient } from '@clickhouse/client';
import { Module } from '@nestjs/common';
import { BulkGate, EventLog } from '@cockpit/log';
import { Ingestor } from '@cockpit/ingestion';
import { BackfillBusy, BackfillModule, Backfills, type Backfill } from '@cockpit/warehouse';
import { PipelineModule, answerOf, cloudEvent, issued, openPipeline, until, type Pipeline } from './support';

@Module({ imports: [PipelineModule, BackfillModule] })
class WithBackfill {}

const START = Date.parse('2026-03-04T09:00:00+08:00');
const TICKETS = 60;
const scope = { sourceName: 'tickets', halls: ['H32', 'H12'], sandbox: false };

let pipeline: Pipeline;
let clickhouse: ClickHouseClient;
beforeAll(async () => {
  pipeline = await openPipeline(WithBackfill);
  clickhouse = createClient({ url: pipeline.stores.clickhouseUrl, database: pipeline.stores.clickhouseDatabase });
});
afterAll(async () => {
  await clickhouse.close();
  await pipeline.close();
});

const open = (): Promise<Backfill> => pipeline.running.app.get(Backfills).open(scope, { waitMs: 0 });
async function load<T>(work: (backfill: Backfill) => Promise<T>): Promise<T> {
  const backfill = await open();
  try {
    const result = await work(backfill);
    await backfill.close();
    return result;
  } finally {
    await backfill.leave();
  }
}
async function rows(sql: string): Promise<unknown[]> {
  return (await clickhouse.query({ query: sql, format: 'JSONCompactEachRow' })).json();
}
const count = async (where: string): Promise<number> =>
  Number(((await rows(`SELECT count() FROM event WHERE ${where}`))[0] as [string])[0]);

/** A morning of one hall: tickets, windows, bookings, a withdrawal. */
function morning(hall: string) {
  const event = (id: string, type: string, minute: number, data: object) =>
    cloudEvent({ id: `${hall}-${id}`, type, time: START + minute * 60_000, data: { hallId: hall, ...data } } as never);
  const tickets = Array.from({ length: TICKETS }, (_, n) => {
    const [ticketId, windowId] = [`t${String(n)}`, `w${String((n % 3) + 1)}`];
    return [
      event(`i${String(n)}`, 'hall.ticket.issued', n, {
        ticketId,
        number: 'A1',
        queue: 'household',
        channel: 'walk-in',
      }),
      event(`c${String(n)}`, 'hall.ticket.called', n + 7, { ticketId, windowId }),
      event(`s${String(n)}`, 'hall.ticket.started', n + 8, { ticketId, windowId }),
      event(`f${String(n)}`, 'hall.ticket.finished', n + 15, { ticketId, windowId, result: 'done' }),
    ];
  }).flat();
  const slot = { queue: 'household', slotStart: '2026-03-04T10:00:00+08:00', slotEnd: '2026-03-04T10:30:00+08:00' };
  return [
    ...tickets,
    event('open', 'hall.window.opened', -10, { windowId: 'w1', queues: ['household'] }),
    event('b', 'hall.booking.created', -60, { bookingId: 'b1', ...slot }),
    event('wrong', 'hall.ticket.called', 3, { ticketId: 't59', windowId: 'w2' }),
    cloudEvent({
      id: `${hall}-void`,
      type: 'hall.notice.voided',
      time: START + 4 * 3_600_000,
      data: { ofId: `${hall}-wrong`, ofSource: '/tickets' },
    }),
  ];
}

/** What follows from the events of a hall, its own name and versions left out. */
async function derived(hall: string): Promise<string> {
  const tables = await Promise.all([
    rows(`SELECT * EXCEPT (hall, version, is_deleted) FROM visit FINAL WHERE hall = '${hall}' ORDER BY ticket_id`),
    rows(
      `SELECT * EXCEPT (hall, version) FROM load_15min WHERE hall = '${hall}' AND version = (SELECT max(version) FROM load_15min WHERE hall = '${hall}') ORDER BY kind, code, slot`,
    ),
    rows(
      `SELECT * EXCEPT (hall, version) FROM window_span WHERE hall = '${hall}' AND version = (SELECT max(version) FROM window_span WHERE hall = '${hall}') ORDER BY window_id, from_at`,
    ),
    rows(`SELECT * EXCEPT (hall, version, is_deleted) FROM booking FINAL WHERE hall = '${hall}' ORDER BY booking_id`),
  ]);
  return JSON.stringify(tables, null, 1);
}

it('gives the same tables as the door, in whatever order and however often a file is read', async () => {
  const posted = await answerOf(await pipeline.post(morning('H32')));
  expect(posted.rejected).toEqual([]);
  const file = morning('H12').reverse();
  const answers = await load(async (backfill) => [
    await backfill.take(file.slice(0, 100)),
    await backfill.take(file.slice(60)),
    await backfill.take(file),
  ]);
  expect(answers.map(({ accepted, rejected }) => [accepted, rejected])).toEqual([
    [100, []],
    [file.length - 60, []],
    [file.length, []],
  ]);
  expect(await count("hall = 'H12'")).toBe(file.length - 1);
  // days are computed after visits, so both are looked at until they are through
  await until(
    () => Promise.all(['H32', 'H12'].map(derived)),
    ([door, bulk]) => door === bulk && (bulk?.match(/"done"/g) ?? []).length === TICKETS,
  );
  await load((backfill) => backfill.take(file));
  expect(await count("hall = 'H12'")).toBe(file.length - 1);
});

it('knows what the door has taken, and the door knows what it has stored', async () => {
  const [first, second, other] = [issued('both-1'), issued('both-2'), issued('both-3')];
  expect((await answerOf(await pipeline.post(first))).accepted).toBe(1);
  expect(await load((backfill) => backfill.take([first, second, other]))).toEqual({ accepted: 3, rejected: [] });
  expect((await answerOf(await pipeline.post([second, first, other]))).accepted).toBe(3);
  await until(
    () => pipeline.status(),
    ({ backlog }) => backlog === 0,
  );
  expect(await count("id IN ('both-1', 'both-2', 'both-3')")).toBe(3);
});

it('quarantines another body under an id that was given before, whoever took the first one', async () => {
  await pipeline.post(issued('reused-1'));
  const changed = (id: string) => issued(id, { number: 'B999' });
  const { accepted, rejected } = await load(async (backfill) => {
    await backfill.take([issued('reused-2')]);
    return backfill.take([changed('reused-1'), changed('reused-2'), issued('reused-3'), changed('reused-3')]);
  });
  expect([accepted, rejected.map(({ index, id, reason }) => [index, id, reason])]).toEqual([
    1,
    [
      [0, 'reused-1', 'id-reused'],
      [1, 'reused-2', 'id-reused'],
      [3, 'reused-3', 'id-reused'],
    ],
  ]);
  const { items } = (await (await pipeline.get('/v1/quarantine?reason=id-reused')).json()) as { items: unknown[] };
  expect(items).toHaveLength(3);
  await until(
    () => count("startsWith(id, 'reused-')"),
    (stored) => stored === 3,
  );
  expect(await count("startsWith(id, 'reused-') AND data LIKE '%B999%'")).toBe(0);
});

it('rejects what the door would reject, with its reasons, and masks what it takes', async () => {
  const bad = [
    issued('bad-1', { hallId: 'H99' }),
    issued('bad-2', { hallId: 'H08' }),
    { ...issued('bad-3'), time: 'yesterday' },
    issued('bad-4', {}, new Date(Date.now() + 3_600_000).toISOString()),
    { ...issued('bad-5'), type: 'hall.ticket.lost' },
    issued('good', { visitorRef: '110101199003074477' }),
  ];
  const asked = await answerOf(await pipeline.post(bad.map((event) => ({ ...event, id: `door-${event.id}` }))));
  const { accepted, rejected } = await load((backfill) => backfill.take(bad));
  const said = ({ index, reason, path, message }: (typeof rejected)[number]) => [index, reason, path, message];
  expect(accepted).toBe(1);
  expect(rejected.map(said)).toEqual(asked.rejected.map(said));
  const [[data] = []] = (await rows("SELECT data FROM event WHERE id = 'good'")) as [string][];
  expect(data).toContain('ref-');
  expect(data).not.toContain('110101199003074477');
});

it('holds an event back at the door for as long as a load is storing it, and no other', async () => {
  const [gate, ingestor] = [pipeline.running.app.get(BulkGate), pipeline.running.app.get(Ingestor)];
  const entered: string[] = [];
  const lease = await gate.open('tickets');
  const into: Pick<EventLog, 'append'> = {
    append: async (events) => {
      const said = await gate.enter('tickets', events);
      entered.push(...said);
      return said;
    },
  };
  await ingestor.ingest([{ index: 0, raw: issued('held-1'), id: 'held-1' }], scope, { correlationId: 'c', into });
  expect(entered).toEqual(['new']);
  const [held, free] = [await pipeline.post(issued('held-1')), await pipeline.post(issued('held-2'))];
  expect([held.status, held.headers.get('retry-after'), free.status]).toEqual([503, '1', 202]);
  await expect(open()).rejects.toBeInstanceOf(BackfillBusy);
  // as if its process had been killed: what it noted goes with its lease
  await lease?.release();
  expect((await pipeline.post(issued('held-1'))).status).toBe(202);
  await until(
    () => count("id IN ('held-1', 'held-2')"),
    (stored) => stored === 2,
  );
});

it('sends what happens today the way of live events', async () => {
  const log = pipeline.running.app.get(EventLog);
  const appended: string[] = [];
  const append = log.append.bind(log);
  jest.spyOn(log, 'append').mockImplementation((events) => {
    appended.push(...events.map(({ id }) => id));
    return append(events);
  });
  const now = new Date().toISOString();
  await load((backfill) => backfill.take([issued('today', {}, now), issued('long-ago')]));
  jest.restoreAllMocks();
  expect(appended).toEqual(['today']);
  await until(
    () => count("id IN ('today', 'long-ago')"),
    (stored) => stored === 2,
  );
});
