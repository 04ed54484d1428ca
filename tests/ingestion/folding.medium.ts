import { randomBytes } from 'node:crypto';
import { createClient, type ClickHouseClient } from '@clickhouse/client';
import fc from 'fast-check';
import {
  foldDaySpans,
  hallDay,
  hallDayEnd,
  hallDayStart,
  loadOfDay,
  type FoldEvent,
  type LoadRow,
  type VisitRow,
  type WindowSpan,
} from '@cockpit/domain';
import { OPENING as HALL_DAY, hallDayEvents, shuffled, visitsOf } from '../../libs/domain/src/fold/testing';
import { ArrivalHistoryReader } from '@cockpit/warehouse';
import { REDIS } from '@cockpit/platform';
import type { Redis } from 'ioredis';
import { cloudEvent, openPipeline, until, type Pipeline } from './support';

let pipeline: Pipeline;
let clickhouse: ClickHouseClient;
beforeAll(async () => {
  pipeline = await openPipeline();
  clickhouse = createClient({
    url: pipeline.stores.clickhouseUrl,
    database: pipeline.stores.clickhouseDatabase,
    clickhouse_settings: { date_time_output_format: 'iso', output_format_json_quote_64bit_integers: 0 },
  });
});
afterAll(async () => {
  await clickhouse.close();
  await pipeline.close();
});

const rows = async <T>(query: string): Promise<T[]> =>
  (await clickhouse.query({ query, format: 'JSONEachRow' })).json<T>();
const DAY = hallDay(HALL_DAY, 'Asia/Shanghai');

/** Each run is a story of its own: tickets and windows renamed, so that all of them can lie in one hall and day. */
function renamed(events: readonly FoldEvent[], run: string): FoldEvent[] {
  return events.map((event) => {
    const data: Record<string, unknown> = { ...event.data };
    for (const key of ['ticketId', 'windowId', 'queue', 'toQueue'])
      if (typeof data[key] === 'string') data[key] = `${run}${data[key]}`;
    return { ...event, id: `${run}${event.id}`, identity: `${run}${event.identity}`, data } as FoldEvent;
  });
}

async function visitsInTable(run: string) {
  return rows<Record<string, unknown>>(
    `SELECT ticket_id, queue, result, wait_sec, total_wait_sec, service_sec, window_id, toString(day) AS day FROM visit FINAL WHERE hall = 'H32' AND startsWith(ticket_id, '${run}') ORDER BY ticket_id`,
  );
}
const expectedVisit = (visit: VisitRow) => ({
  ticket_id: visit.ticketId,
  queue: visit.queue,
  result: visit.result,
  wait_sec: visit.waitSec,
  total_wait_sec: visit.totalWaitSec,
  service_sec: visit.serviceSec,
  window_id: visit.windowId,
  day: hallDay(visit.firstAt, 'Asia/Shanghai'),
});
const byTicket = (a: { ticket_id: string }, b: { ticket_id: string }) => (a.ticket_id < b.ticket_id ? -1 : 1);

async function spansInTable(): Promise<unknown[]> {
  return rows(`SELECT window_id, state, from_at, to_at FROM window_span FINAL WHERE hall = 'H32' AND day = '${DAY}' AND window_id != ''
    AND version = (SELECT max(version) FROM window_span WHERE hall = 'H32' AND day = '${DAY}') ORDER BY window_id, from_at`);
}
const expectedSpan = (span: WindowSpan) => ({
  window_id: span.windowId,
  state: span.state,
  from_at: new Date(span.from).toISOString(),
  to_at: new Date(span.to).toISOString(),
});

async function loadInTable() {
  const { items } = (await (await pipeline.get(`/v1/halls/H32/load?day=${DAY}`)).json()) as {
    items: { kind: string; code: string; slot: string }[];
  };
  return items.map(({ kind, code, slot, ...numbers }) => ({ key: `${kind}/${code}/${slot}`, ...numbers }));
}
const expectedLoad = ({ kind, code, slot, waitSum, serviceSum, busy, idle, paused, fault, ...counts }: LoadRow) => ({
  key: `${kind}/${code}/${new Date(slot).toISOString().replace('.000Z', 'Z')}`,
  ...counts,
  waitSumSec: waitSum,
  serviceSumSec: serviceSum,
  busySec: busy,
  idleSec: idle,
  pausedSec: paused,
  faultSec: fault,
});
const byKey = (a: { key: string }, b: { key: string }) => (a.key < b.key ? -1 : 1);

function holds(expectation: () => void): boolean {
  try {
    expectation();
    return true;
  } catch {
    return false;
  }
}

describe('events in any order and repetition', () => {
  it('give the same visits, spans and load through the whole pipeline as in pure code', async () => {
    const all: FoldEvent[] = [];
    await fc.assert(
      fc.asyncProperty(
        hallDayEvents.chain((events) =>
          fc.tuple(fc.constant(events), shuffled(events), fc.integer({ min: 1, max: 9 })),
        ),
        async ([events, again, pieces]) => {
          const run = `${randomBytes(4).toString('hex')}-`;
          const own = renamed(events, run);
          all.push(...own);
          const sent = renamed(again, run).map(cloudEvent);
          const size = Math.ceil(sent.length / pieces);
          for (let from = 0; from < sent.length; from += size)
            expect((await pipeline.post(sent.slice(from, from + size))).status).toBe(202);
          const expected = visitsOf(own).map(expectedVisit).sort(byTicket);
          await until(
            () => visitsInTable(run),
            (visits) => JSON.stringify(visits) === JSON.stringify(expected),
          );
        },
      ),
      { numRuns: 12, endOnFailure: true },
    );

    const stored = await rows<{ n: number; distinct: number }>(
      'SELECT count() AS n, uniqExact(identity) AS distinct FROM event',
    );
    expect(stored[0]).toEqual({ n: all.length, distinct: all.length });
    // stories may run past midnight: what a window did belongs to the day it did it on
    const spans = foldDaySpans('H32', all, hallDayStart(DAY, 'Asia/Shanghai'), hallDayEnd(DAY, 'Asia/Shanghai'));
    const sortedSpans = spans.map(expectedSpan);
    await until(spansInTable, (found) => JSON.stringify(found) === JSON.stringify(sortedSpans), 30_000);
    const load = loadOfDay(visitsOf(all), spans)
      .filter((row) => row.code !== '')
      .map(expectedLoad)
      .sort(byKey);
    const told = (items: { key: string }[]): void => {
      expect(items.sort(byKey)).toEqual(load);
    };
    // as many rows may still be those of a moment ago
    told(
      await until(loadInTable, (items) =>
        holds(() => {
          told(items);
        }),
      ).catch(loadInTable),
    );
  });

  it('a withdrawn event is as if it had never been, whichever comes first', async () => {
    for (const [run, noticeFirst] of [
      ['before-', true],
      ['after-', false],
    ] as const) {
      const ticket = { hallId: 'H12', ticketId: `${run}t` };
      const issued = cloudEvent({
        id: `${run}1`,
        type: 'hall.ticket.issued',
        time: HALL_DAY,
        data: { ...ticket, number: 'A1', queue: 'household', channel: 'walk-in' },
      });
      const cancelled = cloudEvent({
        id: `${run}2`,
        type: 'hall.ticket.cancelled',
        time: HALL_DAY + 60_000,
        data: ticket,
      });
      const notice = cloudEvent({
        id: `${run}3`,
        type: 'hall.notice.voided',
        time: HALL_DAY + 120_000,
        data: { ofId: `${run}2`, ofSource: '/tickets' },
      });
      for (const event of noticeFirst ? [notice, issued, cancelled] : [issued, cancelled, notice]) {
        await pipeline.post(event);
        await new Promise((done) => setTimeout(done, 700));
      }
      const result = () =>
        rows<{ result: string }>(`SELECT result FROM visit FINAL WHERE hall = 'H12' AND ticket_id = '${run}t'`);
      await until(result, (found) => found[0]?.result === 'waiting');
      const life = await pipeline.get(`/v1/visits/${run}t/events?hall=H12`);
      expect(await life.json()).toMatchObject({
        items: [
          { type: 'hall.ticket.issued', withdrawn: false, data: { queue: 'household' } },
          { type: 'hall.ticket.cancelled', withdrawn: true },
        ],
      });
    }
    expect((await pipeline.get('/v1/visits/nobody/events?hall=H12')).status).toBe(404);
  });

  it('a visit whose first event comes late moves to its day and leaves nothing behind', async () => {
    const ticket = { hallId: 'H12', ticketId: 'night' };
    const midnight = Date.parse('2026-03-05T00:00:00+08:00');
    await pipeline.post(
      cloudEvent({
        id: 'night-2',
        type: 'hall.ticket.called',
        time: midnight + 60_000,
        data: { ...ticket, windowId: 'w1' },
      }),
    );
    const days = () =>
      rows<{ day: string }>("SELECT toString(day) AS day FROM visit FINAL WHERE hall = 'H12' AND ticket_id = 'night'");
    await until(days, (found) => found[0]?.day === '2026-03-05');
    await pipeline.post(
      cloudEvent({
        id: 'night-1',
        type: 'hall.ticket.issued',
        time: midnight - 60_000,
        data: { ...ticket, number: 'A1', queue: 'household', channel: 'walk-in' },
      }),
    );
    await until(days, (found) => JSON.stringify(found) === '[{"day":"2026-03-04"}]');
  });

  it('an id reused after the door has forgotten it is found by the writer: the first body stands', async () => {
    const first = cloudEvent({
      id: 'late',
      type: 'hall.ticket.issued',
      time: HALL_DAY,
      data: { hallId: 'H12', ticketId: 'late', number: 'A1', queue: 'household', channel: 'walk-in' },
    });
    await pipeline.post(first);
    const inTable = () =>
      rows<{ queue: string }>("SELECT queue FROM visit FINAL WHERE hall = 'H12' AND ticket_id = 'late'");
    await until(inTable, (found) => found[0]?.queue === 'household');
    await forgetDedupKeys();
    const before = (await pipeline.status()).landed;
    expect((await pipeline.post({ ...first, data: { ...first.data, queue: 'traffic' } })).status).toBe(202);
    const held = async () =>
      (
        (await (await pipeline.get('/v1/quarantine?reason=id-reused')).json()) as {
          items: { eventId: string; body: { data: { queue: string } } }[];
        }
      ).items;
    await until(held, (items) => items.some((item) => item.eventId === 'late' && item.body.data.queue === 'traffic'));
    await forgetDedupKeys();
    await pipeline.post(first);
    await until(
      () => pipeline.status(),
      (status) => status.backlog === 0,
    );
    expect((await pipeline.status()).landed).toBe(before);
    expect(await inTable()).toEqual([{ queue: 'household' }]);
  });

  async function forgetDedupKeys(): Promise<void> {
    const redis = pipeline.running.app.get<Redis>(REDIS);
    const keys = await redis.keys('log:claims:*');
    if (keys.length > 0) await redis.del(...keys);
  }

  it('tells past days to forecasts', async () => {
    const history = await pipeline.running.app
      .get(ArrivalHistoryReader)
      .arrivalHistory('H32', 3, '2026-03-05', 'Asia/Shanghai');
    const counted = history.arrivals.reduce((sum, line) => sum + line.slots.reduce((a, b) => a + b, 0), 0);
    const issued = await rows<{ n: number }>(
      "SELECT count() AS n FROM visit FINAL WHERE hall = 'H32' AND issued_at IS NOT NULL",
    );
    expect(counted).toBe(issued[0]?.n);
    expect(counted).toBeGreaterThan(0);
  });
});
