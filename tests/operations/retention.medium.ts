import { Module } from '@nestjs/common';
import { createClient, type ClickHouseClient } from '@clickhouse/client';
import { AccessModule, AuditLog } from '@cockpit/access';
import { MatterRebuild } from '@cockpit/matters';
import { MetricsModule } from '@cockpit/metrics';
import { OrganisationModule } from '@cockpit/organisation';
import { Rebuild, Retention, RetentionModule, WarehouseModule } from '@cockpit/warehouse';
import { snapshot } from '../../bench/src/crash/tables';
import { Desk, WithWorker, type Sent } from '../matters/support';
import { bootApp, type RunningApp } from '../support/engines';
import { until } from './support';

@Module({ imports: [WithWorker, MetricsModule] })
class Pipeline {}
/** The worker in which retention was switched on. */
@Module({ imports: [AccessModule, OrganisationModule, WarehouseModule, RetentionModule] })
class Keeping {}

const DAY_MS = 86_400_000;
const DAYS = 30;
const TABLES = [
  'event',
  'visit',
  'window_span',
  'load_15min',
  'booking',
  'terminal_span',
  'terminal_use',
  'point_count',
  'consult',
  'visit_day',
  'day_told',
  'queue_observation',
  'quote',
];
/** noon in the hall, so many days from now */
const noon = (days: number): number =>
  Date.parse(`${new Date(Date.now() + days * DAY_MS).toISOString().slice(0, 10)}T04:00:00Z`);
const hallDayOf = (days: number): string => new Date(noon(days)).toISOString().slice(0, 10);
const firstDay = new Date(Date.now() - (DAYS + 1) * DAY_MS).toISOString().slice(0, 10);

let desk: Desk;
let keeping: RunningApp | undefined;
let clickhouse: ClickHouseClient;
let kept: Map<string, string[]>;

const event = (id: string, type: string, time: number, data: object): Sent => ({
  id,
  type: `hall.${type}`,
  time: new Date(time).toISOString(),
  data: { ...(/^(case|consult)/.test(type) ? {} : { hallId: 'H32' }), ...data },
});

/** One of everything on one day; names carry the day. */
function story(days: number): Sent[] {
  const [base, name] = [noon(days), `d${String(-days)}`];
  const at = (min: number): number => base + min * 60_000;
  const ticket = { ticketId: `t-${name}` };
  const slot = { slotStart: new Date(at(30)).toISOString(), slotEnd: new Date(at(60)).toISOString() };
  return [
    event(`${name}-1`, 'ticket.issued', at(0), { ...ticket, number: 'A1', queue: 'household', channel: 'walk-in' }),
    event(`${name}-2`, 'ticket.called', at(5), { ...ticket, windowId: 'w1' }),
    event(`${name}-3`, 'ticket.started', at(6), { ...ticket, windowId: 'w1' }),
    event(`${name}-4`, 'ticket.finished', at(9), { ...ticket, windowId: 'w1', result: 'done' }),
    event(`${name}-5`, 'window.opened', at(-10), { windowId: 'w1', queues: ['household'] }),
    event(`${name}-6`, 'window.closed', at(100), { windowId: 'w1' }),
    event(`${name}-7`, 'booking.created', at(-100), { bookingId: `b-${name}`, queue: 'household', ...slot }),
    event(`${name}-8`, 'terminal.heartbeat', at(1), { terminalId: 'm1' }),
    event(`${name}-9`, 'terminal.used', at(2), { terminalId: 'm1', item: 'print', seconds: 40, outcome: 'done' }),
    event(`${name}-10`, 'point.counted', at(20), {
      pointId: 'p1',
      item: 'print',
      channel: 'self-service',
      from: new Date(at(0)).toISOString(),
      to: new Date(at(15)).toISOString(),
      count: 3,
    }),
    event(`${name}-11`, 'consult.asked', at(3), { consultId: `q-${name}`, tier: 'ai', channel: 'phone' }),
    event(`${name}-12`, 'consult.answered', at(4), { consultId: `q-${name}`, tier: 'ai', channel: 'phone' }),
    event(`${name}-13`, 'queue.observed', at(3), { queue: 'household', waiting: 2 }),
  ];
}
const accepted = (caseId: string, days: number, data: object = {}): Sent =>
  event(`${caseId}-in`, 'case.accepted', noon(days), {
    caseId,
    kind: 'case',
    channel: 'window',
    unit: 'approval',
    hallId: 'H32',
    ...data,
  });
const closed = (caseId: string, days: number): Sent =>
  event(`${caseId}-out`, 'case.closed', noon(days), { caseId, result: 'granted' });

const SPECIAL: Sent[] = [
  accepted('open', -200, { ticketId: 't-d200' }),
  accepted('over', -200),
  closed('over', -190),
  accepted('late', -200),
  closed('late', -2),
  // a package is open: a part that is closed counts for its clock
  accepted('whole', -200, { packageId: 'move' }),
  accepted('part', -200, { packageId: 'move', parentId: 'whole' }),
  closed('part', -195),
  event('bad', 'ticket.rated', noon(-200), { ticketId: 't-x', stars: 1 }),
  event('good', 'ticket.rated', noon(-200), { ticketId: 't-y', stars: 5 }),
  event('ahead', 'booking.created', noon(-60), {
    bookingId: 'b-ahead',
    queue: 'household',
    slotStart: new Date(noon(5)).toISOString(),
    slotEnd: new Date(noon(5) + 1_800_000).toISOString(),
  }),
  event('broken', 'terminal.fault', noon(-DAYS - 3), { terminalId: 'm2' }),
  event('mended', 'terminal.restored', noon(-DAYS + 2), { terminalId: 'm2' }),
];
const OLD = [-200, -199, -DAYS - 12, -DAYS - 11, -DAYS - 3];
const YOUNG = [-DAYS, -DAYS + 1, -2, -1];

const rows = async <T>(query: string): Promise<T[]> =>
  (await clickhouse.query({ query, format: 'JSONCompactEachRow' })).json<T>();
const counts = async (): Promise<Record<string, number>> =>
  Object.fromEntries(
    await Promise.all(
      TABLES.map(
        async (table) =>
          [
            table,
            (await rows<[number | string]>(`SELECT count() FROM ${table}`)).map(([n]) => Number(n))[0] ?? 0,
          ] as const,
      ),
    ),
  );
const ids = async (): Promise<Set<string>> => new Set((await rows<[string]>('SELECT id FROM event')).map(([id]) => id));
/** the rows that stand under days to be kept */
const youngRows = (tables: Map<string, string[]>): Record<string, string[]> =>
  Object.fromEntries(
    [...tables].map(([name, lines]) => [
      name,
      lines.filter((line) => (/"(\d{4}-\d{2}-\d{2})"/.exec(line)?.[1] ?? '9') >= firstDay || name === 'matter'),
    ]),
  );
const quiet = async (at: RunningApp): Promise<void> => {
  let looks = 0;
  await until(
    async () => {
      looks = (await at.app.get(Rebuild).left()) + (await desk.dirty()) === 0 ? looks + 1 : 0;
      return looks;
    },
    (n) => n >= 5,
    60_000,
  );
};

beforeAll(async () => {
  desk = await Desk.open(Pipeline);
  clickhouse = createClient({ url: desk.stores.clickhouseUrl, database: desk.stores.clickhouseDatabase });
  await desk.send([...OLD, ...YOUNG].flatMap(story));
  await desk.send(SPECIAL);
  await clickhouse.insert({
    table: 'quote',
    format: 'JSONEachRow',
    values: [-200, -1].map((days) => ({
      hall: 'H32',
      ticket_id: `t-d${String(-days)}`,
      quoted_at: noon(days) / 1000,
      p50_sec: 1,
      p80_sec: 2,
      p90_sec: 3,
    })),
  });
  await desk.settled();
  await until(
    async () => (await rows<[number]>('SELECT uniqExact(day) FROM visit_day WHERE arrivals > 0'))[0],
    (row) => Number(row?.[0]) === OLD.length + YOUNG.length,
    60_000,
  );
  await quiet(desk.running);
  // this process has no retention: what it still had to roll up it would write after the other has deleted it
  await until(
    () =>
      rows(
        "SELECT hall, day FROM day_told GROUP BY hall, day HAVING maxIf(version, told IN ('day', 'organisation')) > least(maxIf(version, told = 'visit_day'), maxIf(version, told = 'window_day')) AND day < today() - 1",
      ),
    (stale) => stale.length === 0,
    60_000,
  );
});
afterAll(async () => {
  await keeping?.close();
  await clickhouse.close();
  await desk.close();
});

describe('what is older than RETENTION_DAYS', () => {
  it('is deleted by the worker, by itself; what is young, or of an open matter, stays as it was', async () => {
    const before = await snapshot(desk.stores.settings);
    const all = await ids();
    keeping = await bootApp(desk.stores, Keeping, { retentionDays: DAYS });
    const audit = keeping.app.get(AuditLog);
    const entries = await until(
      () => audit.list({ limit: 10 }),
      (list) => list.some(({ action }) => action === 'retention.delete'),
      60_000,
    );
    const said = entries.find(({ action }) => action === 'retention.delete')?.after as {
      firstDay: string;
      retentionDays: number;
      deleted: Record<string, number>;
    };
    expect(said).toMatchObject({ firstDay, retentionDays: DAYS });
    expect(Object.keys(said.deleted).sort()).toEqual([...TABLES, 'window_day'].sort());

    kept = await snapshot(desk.stores.settings);
    expect(youngRows(kept)).toEqual(youngRows(before));
    expect(
      (
        await rows<[string, string]>(
          "SELECT table, day FROM (SELECT 'visit' AS table, day FROM visit UNION ALL SELECT 'load', day FROM load_15min UNION ALL SELECT 'span', day FROM window_span UNION ALL SELECT 'terminal', day FROM terminal_span UNION ALL SELECT 'booking', day FROM booking UNION ALL SELECT 'consult', day FROM consult UNION ALL SELECT 'point', day FROM point_count UNION ALL SELECT 'rolled', day FROM visit_day) GROUP BY table, day ORDER BY ALL",
        )
      ).filter(([, day]) => day < firstDay),
    ).toEqual([]);
    expect((await rows<[string]>('SELECT ticket_id FROM visit FINAL')).map(([id]) => id).sort()).toEqual(
      YOUNG.map((days) => `t-d${String(-days)}`).sort(),
    );

    const left = await ids();
    const young = [...all].filter((id) => [...YOUNG, -DAYS - 3].some((days) => id.startsWith(`d${String(-days)}-`)));
    const stays = [
      'open-in',
      'late-in',
      'late-out',
      'whole-in',
      'part-in',
      'part-out',
      'bad',
      'ahead',
      'broken',
      'mended',
      'd200-1',
      'd200-2',
      'd200-3',
      'd200-4',
    ];
    expect([...left].sort()).toEqual([...new Set([...young, ...stays])].sort());
    expect((await desk.matters()).map(({ caseId }) => caseId)).toEqual(
      expect.arrayContaining(['open', 'whole', 'part', 'late']),
    );
  });

  it('is not there a second time', async () => {
    const before = await counts();
    expect(await keeping?.app.get(Retention).sweep()).toEqual({ firstDay, deleted: {} });
    expect(await counts()).toEqual(before);
    expect(hallDayOf(-DAYS) >= firstDay).toBe(true);
  });

  it('is not brought back by a rebuilding, which gives what stood', async () => {
    if (keeping === undefined) throw new Error('the worker did not start');
    const asked = await keeping.app.get(Rebuild).schedule({});
    expect(asked.visits).toBe(YOUNG.length);
    await desk.running.app.get(MatterRebuild).markAll();
    await quiet(keeping);
    expect(Object.fromEntries(await snapshot(desk.stores.settings))).toEqual(Object.fromEntries(kept));
  });
});
