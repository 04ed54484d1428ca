import type { ClickHouseClient } from '@clickhouse/client';
import { Inject, Injectable, type OnApplicationBootstrap } from '@nestjs/common';
import { OverdueForecast, type OverdueCase } from '@cockpit/domain';
import { CLICKHOUSE_READER, DeadLetters, INTERVALS, type Intervals, selectRows } from '@cockpit/platform';
import { DataSource } from 'typeorm';
import { z } from 'zod';
import { GroundsLoader } from '../grounds/grounds-loader';
import { matterForecastJob } from '../worker/jobs';
import { JobQueues, JobWorkers } from '@cockpit/jobs';

/** Number of latest matters to learn from; older ones do not describe the current office. */
const TRAINING_ROWS = 100_000;
const BATCH = 5_000;
/** Minimum change of a probability that is stored. */
const MIN_CHANGE = 0.005;

const Known = z.object({
  item: z.string(),
  unit: z.string(),
  category: z.string(),
  openedAt: z.coerce.number(),
  dueAt: z.coerce.number(),
  closedAt: z.coerce.number().nullable(),
});
/** a raw row of an open matter */
const Row = z.looseObject({ id: z.string() });
type OpenRow = z.infer<typeof Row>;

const LEARN = `SELECT ifNull(item, kind) AS item, ifNull(unit, '') AS unit, category, toUnixTimestamp64Milli(accepted_at) AS openedAt, toUnixTimestamp64Milli(due_at) AS dueAt,
    if(closed_at IS NULL, NULL, toUnixTimestamp64Milli(closed_at)) AS closedAt
  FROM (SELECT * FROM matter FINAL WHERE accepted_at IS NOT NULL AND due_at IS NOT NULL ORDER BY accepted_at DESC LIMIT ${String(TRAINING_ROWS)})`;
const OPEN = `
  SELECT id, item, kind, unit, category, hall, accepted_at, due_at FROM matter_clock
  WHERE id > $1 AND accepted_at IS NOT NULL AND due_at > accepted_at AND NOT paused ORDER BY id LIMIT ${String(BATCH)}`;
const KEEP = `
  UPDATE matter_clock c SET predicted_overdue = t.p FROM jsonb_to_recordset($1::jsonb) AS t (id text, p float8)
  WHERE c.id = t.id AND (c.predicted_overdue IS NULL OR abs(c.predicted_overdue - t.p) > ${String(MIN_CHANGE)})`;

type Queryable = Pick<DataSource, 'query'>;

export async function isAnyOpen(postgres: Queryable): Promise<boolean> {
  const some: unknown[] = await postgres.query('SELECT 1 FROM matter_clock LIMIT 1');
  return some.length > 0;
}

/** The next open matters by id that can become late. */
export const openAfter = async (postgres: Queryable, after: string): Promise<OpenRow[]> =>
  z.array(Row).parse(await postgres.query(OPEN, [after]));

/** @param forecasts p: probability of missing the due time */
export const keepForecasts = (postgres: Queryable, forecasts: readonly { id: string; p: number }[]): Promise<unknown> =>
  postgres.query(KEEP, [JSON.stringify(forecasts)]);

export const casesToLearnFrom = (clickhouse: ClickHouseClient): Promise<OverdueCase[]> =>
  selectRows(clickhouse, { label: 'matters.learn', row: Known, sql: LEARN });

/** Pause after a round, as a multiple of its duration, so that long rounds leave CPU to other work. */
const PAUSE_FACTOR = 20;

const Open = z.object({
  id: z.string(),
  item: z.string().nullable(),
  kind: z.string(),
  unit: z.string().nullable(),
  category: z.string(),
  hall: z.string().nullable(),
  accepted_at: z.date(),
  due_at: z.date(),
});

const WORKER = 'forecast';
const Dead = z.object({ id: z.string() });
type Forecast = (open: readonly OpenRow[]) => Promise<void>;

/**
 * Predicts for every open matter the probability of being late, from the duration of similar matters. Matters that fail
 * become dead letters.
 */
@Injectable()
export class OverdueForecaster implements OnApplicationBootstrap {
  private restUntil = 0;

  constructor(
    @Inject(CLICKHOUSE_READER) private readonly clickhouse: ClickHouseClient,
    private readonly postgres: DataSource,
    private readonly grounds: GroundsLoader,
    private readonly jobs: JobQueues,
    private readonly workers: JobWorkers,
    private readonly letters: DeadLetters,
    @Inject(INTERVALS) private readonly intervals: Intervals,
  ) {}

  async onApplicationBootstrap(): Promise<void> {
    this.workers.register(matterForecastJob, () => this.round());
    await this.jobs.every(matterForecastJob, {}, this.intervals.overdueForecast);
  }

  private async round(): Promise<string> {
    const startedAt = performance.now();
    if (startedAt < this.restUntil) return 'resting';
    const examined = await this.refresh();
    this.restUntil = performance.now() + (performance.now() - startedAt) * PAUSE_FACTOR;
    return examined > 0 ? 'refreshed' : 'nothing-open';
  }

  /** @returns number of examined open matters */
  async refresh(): Promise<number> {
    const { parts } = await this.grounds.fresh();
    if (!(await isAnyOpen(this.postgres))) return 0;
    const cases = await casesToLearnFrom(this.clickhouse);
    const forecasts = new Map<number, OverdueForecast>();
    const forecastAt = (now: number): OverdueForecast => {
      let forecast = forecasts.get(now);
      if (!forecast) forecasts.set(now, (forecast = new OverdueForecast(cases, now)));
      return forecast;
    };
    return this.forecastAll(async (open) => {
      const predictions = z
        .array(Open)
        .parse(open)
        .map(({ id, item, kind, unit, category, hall, accepted_at, due_at }) => {
          const now = (hall === null ? undefined : parts.hallNow.get(hall)) ?? parts.wallNow;
          const matter = {
            item: item ?? kind,
            unit: unit ?? '',
            category,
            openedAt: accepted_at.getTime(),
            dueAt: due_at.getTime(),
            closedAt: null,
          };
          const p = forecastAt(now).missProbability(matter);
          if (!(p >= 0 && p <= 1)) throw new RangeError(`a probability of ${String(p)}`);
          return { id, p };
        });
      await keepForecasts(this.postgres, predictions);
    });
  }

  private async forecastAll(forecast: Forecast): Promise<number> {
    const retries = new Set(idsOf((await this.letters.due([WORKER])).map(({ body }) => body)));
    const excluded = new Set(idsOf(await this.letters.resting(WORKER)).filter((id) => !retries.has(id)));
    let examined = 0;
    for (let after = ''; ;) {
      const open = await openAfter(this.postgres, after);
      const last = open.at(-1);
      if (!last) break;
      after = last.id;
      examined += open.length;
      await this.sift(
        open.filter(({ id }) => !excluded.has(id)),
        forecast,
      );
      for (const { id } of open) retries.delete(id);
    }
    // letters of matters that are no longer open are removed
    await this.sift(
      [...retries].map((id) => ({ id })),
      () => Promise.resolve(),
    );
    return examined;
  }

  private sift(open: readonly OpenRow[], work: Forecast): Promise<OpenRow[]> {
    return this.letters.sift(WORKER, open, { nameOf: ({ id }) => id, bodyOf: ({ id }) => ({ id }), work });
  }
}

const idsOf = (bodies: readonly unknown[]): string[] =>
  z
    .array(Dead)
    .parse(bodies)
    .map(({ id }) => id);
