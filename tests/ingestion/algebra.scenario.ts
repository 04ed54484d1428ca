import { createClient, type ClickHouseClient } from '@clickhouse/client';
import { AccessModule, Sources } from '@cockpit/access';
import { OrganisationDoc } from '@cockpit/contracts';
import type { FoldEvent } from '@cockpit/domain';
import { LiveBindingsModule } from '@cockpit/live';
import { MattersMarkerModule, MattersModule } from '@cockpit/matters';
import { IngestionModule } from '@cockpit/ingestion';
import { OrganisationModule, OrganisationService } from '@cockpit/organisation';
import { Rebuild, WarehouseApiModule, WriterModule } from '@cockpit/warehouse';
import { Module } from '@nestjs/common';
import fc from 'fast-check';
import { SOURCE, everyType, tableRows, type TableRows } from '../../libs/domain/src/fold/every-type.fixture';
import { shuffled } from '../../libs/domain/src/fold/testing';
import { bootApp, freshStores, type RunningApp, type Stores } from '../support/engines';
import { ACTOR, cloudEvent, until } from './support';

/** From the door to all tables, those of matters too. */
@Module({
  imports: [
    AccessModule,
    OrganisationModule,
    LiveBindingsModule,
    IngestionModule,
    WriterModule,
    WarehouseApiModule,
    MattersMarkerModule,
    MattersModule,
  ],
})
class WholePipeline {}

const RUNS = 5;
/** Each run has a hall of its own, so that whole days can be compared. */
const hallOf = (run: number): string => `R${String(run)}`;

let stores: Stores;
let running: RunningApp;
let key: string;
let clickhouse: ClickHouseClient;
beforeAll(async () => {
  stores = await freshStores();
  running = await bootApp(stores, WholePipeline);
  await running.app.get(OrganisationService).replace(
    OrganisationDoc.parse({
      format: 'organisation/1',
      bureau: { code: 'bureau', name: '公安局' },
      branches: ['household', 'traffic'].map((code) => ({ code, name: code })),
      halls: Array.from({ length: RUNS }, (_, run) => ({
        code: hallOf(run),
        name: hallOf(run),
        tier: 'hall',
        queues: [
          { code: 'household', name: '户政', branch: 'household' },
          { code: 'traffic', name: '交管', branch: 'traffic' },
        ],
      })),
    }),
    ACTOR,
  );
  key = (await running.app.get(Sources).create({ name: 'tickets', halls: 'all', sandbox: false }, ACTOR)).key.secret;
  clickhouse = createClient({
    url: stores.clickhouseUrl,
    database: stores.clickhouseDatabase,
    clickhouse_settings: { date_time_output_format: 'iso', output_format_json_quote_64bit_integers: 0 },
  });
});
afterAll(async () => {
  await clickhouse.close();
  await running.close();
  await stores.dispose();
});

const rows = async (query: string): Promise<Record<string, unknown>[]> =>
  (await clickhouse.query({ query, format: 'JSONEachRow' })).json();

/** The story of a run: in its own hall, its cases and consultations and the ids of its events its own. */
function ownOf(events: readonly FoldEvent[], run: number): FoldEvent[] {
  const own = `${hallOf(run)}-`;
  return events.map((event) => {
    const data: Record<string, unknown> = { ...event.data };
    if (data['hallId'] !== undefined) data['hallId'] = hallOf(run);
    for (const name of ['caseId', 'consultId', 'ofId'])
      if (typeof data[name] === 'string') data[name] = `${own}${data[name]}`;
    return { ...event, id: `${own}${event.id}`, identity: `${own}${event.identity}`, data } as FoldEvent;
  });
}

async function post(events: readonly FoldEvent[]): Promise<void> {
  const body = JSON.stringify(events.map((event) => ({ ...cloudEvent(event), source: SOURCE })));
  const response = await fetch(`${running.url}/v1/events`, {
    method: 'POST',
    body,
    headers: { authorization: `Bearer ${key}`, 'content-type': 'application/cloudevents-batch+json' },
  });
  expect([response.status, await response.json()]).toEqual([202, { accepted: events.length, rejected: [] }]);
}

/** Some batches are folded before the next one comes, some together with it. */
async function postInPieces(events: readonly FoldEvent[], pieces: number): Promise<void> {
  const size = Math.ceil(events.length / pieces);
  for (let from = 0; from < events.length; from += size) {
    await post(events.slice(from, from + size));
    if (from % 2 === 0) await new Promise((done) => setTimeout(done, 600));
  }
}

const iso = (time: number | null): string | null => (time === null ? null : new Date(time).toISOString());
const seconds = (time: number): string => new Date(time).toISOString().replace('.000Z', 'Z');

/** The pure fold as the tables should show it. */
function expected({ visits, days, bookings, points, consults, matters }: TableRows, hall: string) {
  return {
    visits: visits.map((v) => ({
      day: v.day,
      id: v.ticketId,
      queue: v.queue,
      result: v.result,
      wait: v.waitSec,
      total: v.totalWaitSec,
      service: v.serviceSec,
      window: v.windowId,
      stars: v.stars,
      legs: JSON.stringify(v.legs),
    })),
    windows: days.flatMap(({ day, spans }) =>
      spans.map((s) => ({ day, id: s.windowId, state: s.state, from: iso(s.from), to: iso(s.to), ticket: s.ticketId })),
    ),
    load: days.flatMap(({ day, load }) =>
      load
        .filter(({ code }) => code !== '')
        .map((l) => ({
          day,
          kind: l.kind,
          code: l.code,
          slot: seconds(l.slot),
          arrivals: l.arrivals,
          called: l.called,
          served: l.served,
          hist: l.waitHist,
          left: l.abandoned,
          busy: l.busy,
          idle: l.idle,
        })),
    ),
    terminals: days.flatMap(({ day, terminals }) =>
      terminals.map((s) => ({ day, id: s.terminalId, state: s.state, from: iso(s.from), to: iso(s.to) })),
    ),
    uses: days.flatMap(({ day, uses }) =>
      uses.map((u) => ({ day, id: u.terminalId, item: u.item, outcome: u.outcome, uses: u.uses, seconds: u.seconds })),
    ),
    bookings: bookings.map((b) => ({
      day: b.day,
      id: b.bookingId,
      queue: b.queue,
      created: iso(b.createdAt),
      cancelled: iso(b.cancelledAt),
      start: iso(b.slotStart),
      end: iso(b.slotEnd),
      lead: b.leadDays,
    })),
    points: points.map((p) => ({
      day: p.day,
      id: p.pointId,
      item: p.item,
      channel: p.channel,
      from: iso(p.from),
      to: iso(p.to),
      count: p.count,
    })),
    consults: consults.map((c) => ({
      day: c.day,
      id: c.consultId,
      tier: c.tier,
      last: c.lastTier,
      asked: iso(c.askedAt),
      answered: iso(c.answeredAt),
      escalations: c.escalations,
      abandoned: iso(c.abandonedAt),
      sec: c.answerSec,
      legs: JSON.stringify(c.legs),
    })),
    matters: matters.map((m) => ({
      id: m.caseId,
      accepted: iso(m.accepted?.at ?? null),
      closed: iso(m.closedAt),
      delivered: iso(m.deliveredAt),
      result: m.closeResult,
      unit: m.unit,
      officer: m.officerId,
      stage: m.stage?.name ?? null,
      reopened: m.reopened,
      supplements: m.supplements,
    })),
    hall,
  };
}

async function found(hall: string): Promise<ReturnType<typeof expected>> {
  const day = (table: string, idColumn: string) =>
    `FROM ${table} AS t FINAL WHERE hall = '${hall}' AND ${idColumn} != '' AND (day, version) IN (SELECT day, max(version) FROM ${table} WHERE hall = '${hall}' GROUP BY day)`;
  const answers = await Promise.all([
    rows(
      `SELECT toString(day) AS day, ticket_id AS id, queue, result, wait_sec AS wait, total_wait_sec AS total, service_sec AS service, window_id AS window, stars, legs FROM visit FINAL WHERE hall = '${hall}' ORDER BY id`,
    ),
    rows(
      `SELECT toString(t.day) AS day, window_id AS id, state, from_at AS from, to_at AS to, ticket_id AS ticket ${day('window_span', 'window_id')} ORDER BY day, id, from_at`,
    ),
    rows(
      `SELECT toString(t.day) AS day, kind, code, t.slot AS slot, arrivals, called, served, wait_hist AS hist, abandoned AS left, busy, idle ${day('load_15min', 'code')} ORDER BY day, kind, code, slot`,
    ),
    rows(
      `SELECT toString(t.day) AS day, terminal_id AS id, state, from_at AS from, to_at AS to ${day('terminal_span', 'terminal_id')} ORDER BY day, id, from_at`,
    ),
    rows(
      `SELECT toString(t.day) AS day, terminal_id AS id, item, outcome, uses, seconds ${day('terminal_use', 'terminal_id')} ORDER BY day, id, item, outcome`,
    ),
    rows(
      `SELECT toString(t.day) AS day, booking_id AS id, queue, created_at AS created, cancelled_at AS cancelled, slot_start AS start, slot_end AS end, lead_days AS lead FROM booking AS t FINAL WHERE hall = '${hall}' ORDER BY id, day`,
    ),
    rows(
      `SELECT toString(t.day) AS day, point_id AS id, item, channel, from_at AS from, to_at AS to, count FROM point_count AS t FINAL WHERE hall = '${hall}' ORDER BY id, item, channel, from_at`,
    ),
    rows(
      `SELECT toString(t.day) AS day, consult_id AS id, tier, last_tier AS last, asked_at AS asked, answered_at AS answered, escalations, abandoned_at AS abandoned, answer_sec AS sec, legs FROM consult AS t FINAL WHERE startsWith(consult_id, '${hall}-') ORDER BY id, day`,
    ),
    rows(
      `SELECT case_id AS id, accepted_at AS accepted, closed_at AS closed, delivered_at AS delivered, result, unit, officer_id AS officer, stage, reopened, supplements FROM matter FINAL WHERE startsWith(case_id, '${hall}-') ORDER BY id`,
    ),
  ]);
  const [visits, windows, load, terminals, uses, bookings, points, consults, matters] = answers;
  return { visits, windows, load, terminals, uses, bookings, points, consults, matters, hall } as unknown as ReturnType<
    typeof expected
  >;
}

const sorted = (story: ReturnType<typeof expected>) =>
  Object.fromEntries(
    Object.entries(story).map(([name, list]) => [
      name,
      Array.isArray(list) ? list.map((row) => JSON.stringify(row)).sort() : list,
    ]),
  );

describe('events of every type, in any order and repetition, in several batches through the door', () => {
  const stories: ReturnType<typeof expected>[] = [];
  async function agrees(story: ReturnType<typeof expected>): Promise<void> {
    let last = await found(story.hall);
    const wanted = JSON.stringify(sorted(story));
    await until(
      async () => JSON.stringify(sorted((last = await found(story.hall)))),
      (text) => text === wanted,
      90_000,
    ).catch(() => undefined);
    expect(sorted(last)).toEqual(sorted(story));
  }

  it('stand in all tables as the pure fold tells them', async () => {
    const story = everyType({ minLength: 60, maxLength: 90 }).chain((events) =>
      fc.tuple(fc.constant(events), shuffled(events), fc.integer({ min: 2, max: 9 })),
    );
    await fc.assert(
      fc.asyncProperty(fc.array(story, { minLength: RUNS, maxLength: RUNS }), async (all) => {
        await Promise.all(all.map(([, again, pieces], run) => postInPieces(ownOf(again, run), pieces)));
        stories.push(...all.map(([events], run) => expected(tableRows(ownOf(events, run)), hallOf(run))));
        for (const told of stories) await agrees(told);
      }),
      { numRuns: 1, endOnFailure: true },
    );
    // nothing was right for want of anything to be wrong
    expect(
      Object.keys(stories[0] ?? {}).filter((table) =>
        stories.every((told) => Object.entries(told).some(([name, list]) => name === table && list.length === 0)),
      ),
    ).toEqual([]);
  });

  it('and a rebuild from the events alone gives the same again', async () => {
    for (const table of [
      'visit',
      'window_span',
      'load_15min',
      'terminal_span',
      'terminal_use',
      'booking',
      'point_count',
      'consult',
    ])
      await clickhouse.command({ query: `TRUNCATE TABLE ${table}` });
    await running.app.get(Rebuild).schedule({});
    for (const story of stories) await agrees(story);
  });
});
