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

/** Where many matters are open a round takes long: so many times as long is left to everything else. */
const REST = 20;

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
type Tell = (open: readonly OpenRow[]) => Promise<void>;

/** Tells of every open matter how likely it is to miss its due time, from how long its like have taken. One that nothing can be told of is put away. */
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
    const began = performance.now();
    if (began < this.restUntil) return 'resting';
    const asked = await this.refresh();
    this.restUntil = performance.now() + (performance.now() - began) * REST;
    return asked > 0 ? 'refreshed' : 'nothing-open';
  }

  /** @returns how many open matters were asked about */
  async refresh(): Promise<number> {
    const { parts } = await this.grounds.fresh();
    if (!(await isAnyOpen(this.postgres))) return 0;
    const known = await casesToLearnFrom(this.clickhouse);
    const forecasts = new Map<number, OverdueForecast>();
    const forecastAt = (now: number): OverdueForecast => {
      let forecast = forecasts.get(now);
      if (!forecast) forecasts.set(now, (forecast = new OverdueForecast(known, now)));
      return forecast;
    };
    return this.askAll(async (open) => {
      const told = z
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
      await keepForecasts(this.postgres, told);
    });
  }

  private async askAll(tell: Tell): Promise<number> {
    const again = new Set(idsOf((await this.letters.due([WORKER])).map(({ body }) => body)));
    const away = new Set(idsOf(await this.letters.resting(WORKER)).filter((id) => !again.has(id)));
    let asked = 0;
    for (let after = ''; ;) {
      const open = await openAfter(this.postgres, after);
      const last = open.at(-1);
      if (!last) break;
      after = last.id;
      asked += open.length;
      await this.sift(
        open.filter(({ id }) => !away.has(id)),
        tell,
      );
      for (const { id } of open) again.delete(id);
    }
    // what is no longer open needs no telling
    await this.sift(
      [...again].map((id) => ({ id })),
      () => Promise.resolve(),
    );
    return asked;
  }

  private sift(open: readonly OpenRow[], work: Tell): Promise<OpenRow[]> {
    return this.letters.sift(WORKER, open, { nameOf: ({ id }) => id, bodyOf: ({ id }) => ({ id }), work });
  }
}

const idsOf = (bodies: readonly unknown[]): string[] =>
  z
    .array(Dead)
    .parse(bodies)
    .map(({ id }) => id);
