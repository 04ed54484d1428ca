import type { ClickHouseClient } from '@clickhouse/client';
import { Inject, Injectable, type OnApplicationBootstrap } from '@nestjs/common';
import { OverdueForecast } from '@cockpit/domain';
import { CLICKHOUSE_READER, DeadLetters, INTERVALS, type Intervals } from '@cockpit/platform';
import { DataSource } from 'typeorm';
import { z } from 'zod';
import { GroundsLoader } from '../grounds/grounds-loader';
import { matterForecastJob } from '../worker/jobs';
import { JobQueues, JobWorkers } from '@cockpit/jobs';
import { casesToLearnFrom, isAnyOpen, keepForecasts, openAfter, type OpenRow } from './forecast-table';

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
