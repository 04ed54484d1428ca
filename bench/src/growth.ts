import { Module } from '@nestjs/common';
import { AccessModule } from '@cockpit/access';
import type { MetricKey } from '@cockpit/contracts';
import { LiveBindingsModule } from '@cockpit/live';
import { MetricsCoreModule, MetricsService, RollUp } from '@cockpit/metrics';
import { OrganisationModule, OrganisationService } from '@cockpit/organisation';
import { createClickhouse, type Settings } from '@cockpit/platform';
import { WarehouseModule, WarehouseReader, oneDay } from '@cockpit/warehouse';
import type { INestApplicationContext } from '@nestjs/common';
import { Pool } from 'pg';
import { ASKED_DAYS, HALLS, VISITS_A_DAY, fillClickhouse, fillPostgres, settle, tellOfDays } from './growth-tables';
import { province } from './metrics-province';
import { timeOf, type QueryTimes } from './query';

/** What wall, desk and manager ask, without HTTP around it. */
@Module({ imports: [AccessModule, OrganisationModule, LiveBindingsModule, WarehouseModule, MetricsCoreModule] })
export class GrowthModule {}

export interface GrowthStep {
  visits: number;
  days: number;
  fillSec: number;
  gibOnDisk: number;
  alone: Record<string, QueryTimes>;
  clients10: Record<string, QueryTimes>;
}
export interface GrowthBench {
  halls: number;
  steps: GrowthStep[];
  postgres: {
    visits: number;
    fillSec: number;
    alone: Record<string, QueryTimes>;
    clients10: Record<string, QueryTimes>;
  } | null;
}

const KPIS: readonly MetricKey[] = ['arrivals', 'wait_mean', 'wait_p90', 'service_level'];
const hall = (): string => `P${String(Math.floor(Math.random() * HALLS))}`;
const day = (ago: number): string => new Date(Date.now() - ago * 86_400_000).toISOString().slice(0, 10);
const anyDay = (): string => day(1 + Math.floor(Math.random() * ASKED_DAYS));

/** The same questions while the tables grow from the first size to the last: past days are added, the days asked about stay. */
export async function benchGrowth(
  app: INestApplicationContext,
  settings: Settings,
  sizes: readonly number[],
  seconds: number,
  withPostgres: boolean,
  say: (line: string) => void,
): Promise<GrowthBench> {
  await app
    .get(OrganisationService)
    .replace(province(HALLS), { kind: 'system', id: 'bench', name: 'bench' }, '2020-01-01');
  const client = createClickhouse(settings, 'writer');
  const [reader, metrics] = [app.get(WarehouseReader), app.get(MetricsService)];
  const kpis = (query: { hall?: string; from: string; to: string; by: 'hall' | 'day' }) =>
    Promise.all(KPIS.map((key) => metrics.answer(key, query, { halls: 'all' })));
  const questions = {
    'wall: load of a hall day': () => reader.load(hall(), anyDay()),
    'desk: page of 200 visits': () => reader.visits(hall(), oneDay(anyDay()), 200),
    'manager: 4 KPIs over 28 days by hall': () => kpis({ from: day(ASKED_DAYS), to: day(1), by: 'hall' }),
    'manager: 4 KPIs of one hall by day': () => kpis({ hall: hall(), from: day(ASKED_DAYS), to: day(1), by: 'day' }),
  };
  const steps: GrowthStep[] = [];
  let days = 0;
  for (const size of sizes) {
    const wanted = Math.max(ASKED_DAYS, Math.round(size / VISITS_A_DAY));
    const began = performance.now();
    await fillClickhouse(client, days + 1, wanted);
    if (days === 0) {
      await tellOfDays(client);
      const rollUp = app.get(RollUp);
      while ((await rollUp.turn(() => true)) > 0);
    }
    await settle(client);
    days = wanted;
    const fillSec = Math.round((performance.now() - began) / 1000);
    say(`${(days * VISITS_A_DAY).toLocaleString('en')} visits after ${String(fillSec)} s`);
    const bytes = (
      await (
        await client.query({
          query: 'SELECT sum(bytes_on_disk) AS n FROM system.parts WHERE active AND database = currentDatabase()',
          format: 'JSONEachRow',
        })
      ).json<{ n: string }>()
    )[0]?.n;
    steps.push({
      visits: days * VISITS_A_DAY,
      days,
      fillSec,
      gibOnDisk: Number((Number(bytes ?? 0) / 2 ** 30).toFixed(2)),
      ...(await ask(questions, seconds, say)),
    });
  }
  await client.close();
  return { halls: HALLS, steps, postgres: withPostgres ? await askPostgres(settings, seconds, say) : null };
}

async function ask(
  questions: Record<string, () => Promise<unknown>>,
  seconds: number,
  say: (line: string) => void,
): Promise<Pick<GrowthStep, 'alone' | 'clients10'>> {
  const times: Pick<GrowthStep, 'alone' | 'clients10'> = { alone: {}, clients10: {} };
  for (const [name, question] of Object.entries(questions)) {
    await question();
    times.alone[name] = await timeOf(question, 1, seconds);
    times.clients10[name] = await timeOf(question, 10, seconds);
    say(
      `  ${name}: alone P95 ${String(times.alone[name].p95Ms)} ms, ten at once P95 ${String(times.clients10[name].p95Ms)} ms`,
    );
  }
  return times;
}

async function askPostgres(
  settings: Settings,
  seconds: number,
  say: (line: string) => void,
): Promise<NonNullable<GrowthBench['postgres']>> {
  const pool = new Pool({ connectionString: settings.postgresUrl, max: 10 });
  const days = ASKED_DAYS + 4;
  const began = performance.now();
  await fillPostgres(pool, days);
  const fillSec = Math.round((performance.now() - began) / 1000);
  const rows = (sql: string, params: readonly unknown[]): Promise<unknown> => pool.query(sql, [...params]);
  const kpis =
    'count(*), avg(wait_sec), percentile_cont(0.9) WITHIN GROUP (ORDER BY wait_sec), avg((wait_sec <= 900)::int)';
  const questions = {
    'wall: load of a hall day': () =>
      rows(
        `SELECT queue, date_bin('15 minutes', issued_at, 'epoch') AS slot, count(*), sum(wait_sec), sum(service_sec) FROM plain_visit WHERE hall = $1 AND day = $2 GROUP BY 1, 2`,
        [hall(), anyDay()],
      ),
    'desk: page of 200 visits': () =>
      rows('SELECT * FROM plain_visit WHERE hall = $1 AND day = $2 ORDER BY ticket_id LIMIT 200', [hall(), anyDay()]),
    'manager: 4 KPIs over 28 days by hall': () =>
      rows(`SELECT hall, ${kpis} FROM plain_visit WHERE day BETWEEN $1 AND $2 GROUP BY hall`, [
        day(ASKED_DAYS),
        day(1),
      ]),
    'manager: 4 KPIs of one hall by day': () =>
      rows(`SELECT day, ${kpis} FROM plain_visit WHERE hall = $1 AND day BETWEEN $2 AND $3 GROUP BY day`, [
        hall(),
        day(ASKED_DAYS),
        day(1),
      ]),
  };
  say(`plain Postgres holds ${(days * VISITS_A_DAY).toLocaleString('en')} visits after ${String(fillSec)} s`);
  const times = await ask(questions, seconds, say);
  await pool.end();
  return { visits: days * VISITS_A_DAY, fillSec, ...times };
}
