import { LiveBindingsModule } from '@cockpit/live';
import { MattersMarkerModule, MattersModule } from '@cockpit/matters';
import { WorkWatch } from '@cockpit/platform';
import { WriterModule } from '@cockpit/warehouse';
import { createClient, type ClickHouseClient } from '@clickhouse/client';
import { Module } from '@nestjs/common';
import { DataSource } from 'typeorm';
import { DoorModule, issued, openPipeline, until, type Pipeline } from '../ingestion/support';

jest.setTimeout(180_000);

@Module({ imports: [DoorModule, LiveBindingsModule, WriterModule, MattersMarkerModule, MattersModule] })
class WholePipeline {}

let pipeline: Pipeline;
let clickhouse: ClickHouseClient;
let postgres: DataSource;
beforeAll(async () => {
  pipeline = await openPipeline(WholePipeline, { logPartitions: 1, workStalledMin: 0.1, logLevel: 'silent' });
  clickhouse = createClient({ url: pipeline.stores.clickhouseUrl, database: pipeline.stores.clickhouseDatabase });
  postgres = pipeline.running.app.get(DataSource);
});
afterAll(async () => {
  await clickhouse.close();
  await pipeline.close();
});

const health = async (): Promise<{ ok: boolean; checks: Record<string, string> }> =>
  (await (await fetch(`${pipeline.running.url}/health/ready`)).json()) as {
    ok: boolean;
    checks: Record<string, string>;
  };
const accepted = (id: string, dueAt?: string) => ({
  specversion: '1.0',
  source: '/t',
  id,
  type: 'hall.case.accepted',
  time: '2026-03-04T09:30:00Z',
  data: { caseId: id, kind: 'case', channel: 'window', unit: 'u', ...(dueAt === undefined ? {} : { dueAt }) },
});

/** A case whose red card is due in a moment: without one there is no work that cards could fail at. */
async function almostDue(id: string): Promise<void> {
  await pipeline.post([accepted(id, new Date(Date.now() + 20_000).toISOString())]);
  await until(
    () => postgres.query<unknown[]>('SELECT 1 FROM matter_clock WHERE case_id = $1', [id]),
    (rows) => rows.length > 0,
    30_000,
  );
}

/** Stores that answer, and one statement of one worker that fails. */
const STOPPED: [
  worker: string,
  stop: () => Promise<unknown>,
  give: () => Promise<Response>,
  mend: () => Promise<unknown>,
][] = [
  [
    'writer-0',
    () => clickhouse.command({ query: 'RENAME TABLE event TO event_away' }),
    () => pipeline.post([issued('s1')]),
    () => clickhouse.command({ query: 'RENAME TABLE event_away TO event' }),
  ],
  [
    'days-0',
    () => clickhouse.command({ query: 'RENAME TABLE load_15min TO load_away' }),
    () => pipeline.post([issued('s2')]),
    () => clickhouse.command({ query: 'RENAME TABLE load_away TO load_15min' }),
  ],
  [
    'matters',
    () =>
      postgres.query(
        'ALTER TABLE matter_change RENAME TO matter_change_away; ALTER SEQUENCE matter_version RENAME TO matter_version_away',
      ),
    () => pipeline.post([accepted('s3')]),
    () =>
      postgres.query(
        'ALTER TABLE matter_change_away RENAME TO matter_change; ALTER SEQUENCE matter_version_away RENAME TO matter_version',
      ),
  ],
  [
    'cards',
    () => almostDue('s5').then(() => postgres.query('ALTER TABLE matter_card RENAME TO matter_card_away')),
    () => pipeline.post([accepted('s4')]),
    () => postgres.query('ALTER TABLE matter_card_away RENAME TO matter_card'),
  ],
];

it.each(STOPPED)(
  'health fails and says so when %s does nothing while work waits, and is well again when it does',
  async (worker, stop, give, mend) => {
    await until(health, ({ ok }) => ok, 30_000);
    await stop();
    try {
      expect((await give()).status).toBe(202);
      const { checks } = await until(health, (now) => now.checks[`work:${worker}`] !== 'ok', 60_000);
      expect(checks).toMatchObject({
        redis: 'ok',
        postgres: 'ok',
        clickhouse: 'ok',
        [`work:${worker}`]: expect.stringContaining('none was done') as string,
      });
      expect((await fetch(`${pipeline.running.url}/health/ready`)).status).toBe(503);
      // whoever raises warnings hears of it
      const stalled = await until(
        () => pipeline.running.app.get(WorkWatch).stalled(Date.now()),
        (all) => all.some((one) => one.worker === worker),
        20_000,
      );
      expect(stalled.map((one) => one.worker)).toContain(worker);
    } finally {
      await mend();
    }
    await until(health, ({ ok }) => ok, 60_000);
    await until(
      () => pipeline.running.app.get(WorkWatch).stalled(Date.now()),
      (all) => all.length === 0,
      20_000,
    );
  },
);
