import { Module } from '@nestjs/common';
import { NestFactory } from '@nestjs/core';
import { AccessModule } from '@cockpit/access';
import type { MetricBy, MetricKey } from '@cockpit/contracts';
import { LiveBindingsModule } from '@cockpit/live';
import { MetricsCoreModule, MetricsService, RollUp } from '@cockpit/metrics';
import { OrganisationModule, OrganisationService } from '@cockpit/organisation';
import { PlatformModule, createClickhouse, type Settings } from '@cockpit/platform';
import { BENCH_DAYS, fillProvince, province } from './metrics-province';

/** The part of an API process that answers for figures. */
@Module({ imports: [AccessModule, OrganisationModule, LiveBindingsModule, MetricsCoreModule] })
class Figures {}

interface PageTimes {
  p50Ms: number;
  p95Ms: number;
  pages: number;
}
export interface MetricsBench {
  halls: number;
  visits: number;
  days: number;
  fillSec: number;
  rollUpSec: number;
  hallDaysRolledUp: number;
  alone: Record<string, PageTimes>;
  clients10: Record<string, PageTimes>;
  /** the same sums of the bureau's page straight from the tables below, alone */
  without: Record<string, PageTimes>;
}

const EVERYTHING = { halls: 'all' } as const;
const OVERVIEW: readonly MetricKey[] = [
  'arrivals',
  'served',
  'wait_mean',
  'wait_p90',
  'service_level',
  'no_show_rate',
  'abandon_rate',
  'occupancy',
];

/** A manager's pages over a province of `halls` halls and `visits` visits in 28 days. */
export async function benchMetrics(
  settings: Settings,
  halls: number,
  visits: number,
  seconds: number,
  say: (line: string) => void,
): Promise<MetricsBench> {
  const app = await NestFactory.createApplicationContext(
    PlatformModule.under(Figures, { ...settings, logLevel: 'warn' }, { role: 'bench' }),
    { logger: false, abortOnError: false },
  );
  const clickhouse = createClickhouse(settings, 'writer');
  try {
    await app
      .get(OrganisationService)
      .replace(province(halls), { kind: 'system', id: 'bench', name: 'bench' }, '2020-01-01');
    const filled = await timed(() => fillProvince(clickhouse, halls, visits));
    say(`${visits.toLocaleString('en')} visits stand in the tables after ${filled.toFixed(0)} s`);
    const rollUp = app.get(RollUp);
    let rolled = 0;
    const rollUpSec = await timed(async () => {
      for (let done = await rollUp.turn(() => true); done > 0; done = await rollUp.turn(() => true)) rolled += done;
    });
    say(`${rolled.toLocaleString('en')} hall days rolled up in ${rollUpSec.toFixed(0)} s`);
    const metrics = app.get(MetricsService);
    const day = (ago: number): string => new Date(Date.now() - ago * 86_400_000).toISOString().slice(0, 10);
    const hall = (): string => `P${String(Math.floor(Math.random() * halls))}`;
    const all = (
      keys: readonly MetricKey[],
      query: { hall?: string; from: string; to: string; by: MetricBy },
    ): Promise<unknown> => Promise.all(keys.map((key) => metrics.answer(key, query, EVERYTHING)));
    const pages: Record<string, () => Promise<unknown>> = {
      'bureau: 8 KPIs over 28 days by hall': () => all(OVERVIEW, { from: day(BENCH_DAYS), to: day(1), by: 'hall' }),
      'ranking: service level over 7 days by hall': () =>
        all(['service_level'], { from: day(7), to: day(1), by: 'hall' }),
      'hall: 4 KPIs of a day by hour': () =>
        all(['arrivals', 'wait_mean', 'service_level', 'occupancy'], {
          hall: hall(),
          from: day(3),
          to: day(3),
          by: 'hour',
        }),
      'window: a day of the windows of a hall': () =>
        all(['busy', 'idle', 'idle_while_waiting', 'served'], { hall: hall(), from: day(3), to: day(3), by: 'window' }),
    };
    const run = async (
      clients: number,
      what: Record<string, () => Promise<unknown>>,
    ): Promise<Record<string, PageTimes>> => {
      const results: Record<string, PageTimes> = {};
      for (const [name, page] of Object.entries(what)) {
        results[name] = await timesOf(page, clients, seconds);
        say(
          `${String(clients)} at once · ${name}: P50 ${String(results[name].p50Ms)} ms, P95 ${String(results[name].p95Ms)} ms`,
        );
      }
      return results;
    };
    const plain = (table: string, sums: string) => async (): Promise<unknown> =>
      (
        await clickhouse.query({
          query: `SELECT hall, ${sums} FROM ${table} FINAL WHERE day BETWEEN {from:Date} AND {to:Date} GROUP BY hall`,
          query_params: { from: day(BENCH_DAYS), to: day(1) },
          format: 'JSONEachRow',
        })
      ).json();
    return {
      halls,
      visits,
      days: BENCH_DAYS,
      fillSec: filled,
      rollUpSec,
      hallDaysRolledUp: rolled,
      alone: await run(1, pages),
      clients10: await run(10, pages),
      without: await run(1, {
        'sums of the bureau page out of load_15min': plain(
          'load_15min',
          'sum(arrivals), sum(served), sum(wait_sum), sumForEach(wait_hist), sum(no_shows), sum(abandoned), sum(called)',
        ),
        'sums of the bureau page out of visit': plain(
          'visit',
          "countIf(isNotNull(issued_at)), countIf(isNotNull(finished_at)), sum(wait_sec), countIf(wait_sec <= 900), countIf(result = 'no-show'), countIf(result = 'cancelled')",
        ),
      }),
    };
  } finally {
    await clickhouse.close();
    await app.close();
  }
}

async function timed(work: () => Promise<unknown>): Promise<number> {
  const began = performance.now();
  await work();
  return (performance.now() - began) / 1000;
}

async function timesOf(page: () => Promise<unknown>, clients: number, seconds: number): Promise<PageTimes> {
  const times: number[] = [];
  await page();
  const began = performance.now();
  await Promise.all(
    Array.from({ length: clients }, async () => {
      do times.push((await timed(page)) * 1000);
      while (performance.now() - began < seconds * 1000);
    }),
  );
  times.sort((a, b) => a - b);
  const at = (share: number): number =>
    Math.round(times[Math.min(times.length - 1, Math.floor(times.length * share))] ?? 0);
  return { p50Ms: at(0.5), p95Ms: at(0.95), pages: times.length };
}
