import type { Caller, DaySummary, MetricAnswer } from '@cockpit/contracts';
import { hallDay } from '@cockpit/domain';
import { HallConfigs } from '@cockpit/live';
import { HallClock } from '@cockpit/organisation';
import { Injectable } from '@nestjs/common';
import { PlanResults } from '@cockpit/redirect';
import { MetricsService } from '../metrics.service';
import { expectedOf } from './expected';

/** With fewer called in an hour their mean is chance. */
const LEAST_VISITORS = 5;

/** What the day comes to: the same metrics as everywhere else, and the forecast of the next day the hall opens. */
@Injectable()
export class DaySummaries {
  constructor(
    private readonly metrics: MetricsService,
    private readonly configs: HallConfigs,
    private readonly hallClock: HallClock,
    private readonly plans: PlanResults,
  ) {}

  /**
   * @param asked null for the hall's own day
   * @throws {AppError} 404 for a hall nobody knows
   */
  async read(hall: string, asked: string | null, caller: Pick<Caller, 'halls'>): Promise<DaySummary> {
    const { now, timeZone } = await this.hallClock.local(hall);
    const own = hallDay(now, timeZone);
    const day = asked ?? own;
    const [today, next, arrivals, served, wait, saved, [plan]] = await Promise.all([
      this.configs.get(hall, day),
      this.nextDay(hall, day, day >= own),
      this.metrics.answer('arrivals', { hall, from: day, to: day }, caller),
      this.metrics.answer('served', { hall, from: day, to: day }, caller),
      this.metrics.answer('wait_mean', { hall, from: day, to: day, by: 'hour' }, caller),
      this.metrics.answer('minutes_saved', { hall, from: day, to: day }, caller),
      this.plans.between([hall], day, day),
    ]);
    const closes = today?.open.at(-1)?.to;
    return {
      ...{ hall, day, over: closes !== undefined && now >= closes },
      ...{ heardAt: arrivals.freshness.lastEventAt, arrivals: arrivals.numerator, served: served.numerator },
      ...{ waitMeanSec: meanOf(wait), worst: worstHour(wait) },
      saved:
        saved.value === null || saved.low === undefined || saved.high === undefined
          ? null
          : { min: saved.value, lowMin: saved.low, highMin: saved.high },
      plan: plan ?? null,
      next,
    };
  }

  /** @param foreseen false for a day that is past: what is expected of its next one today was not known then */
  private async nextDay(hall: string, day: string, foreseen: boolean): Promise<DaySummary['next']> {
    const config = await this.configs.nextOpen(hall, day);
    const opens = config?.open[0]?.from;
    if (config === null || opens === undefined) return null;
    const expected = foreseen ? expectedOf(config) : null;
    return { day: config.day, opensAt: new Date(opens).toISOString(), timeZone: config.hall.timeZone, expected };
  }
}

/** Nothing more comes once the doors are shut: that the feed is silent then takes nothing from the figures of the day. */
const meanOf = ({ numerator, denominator }: Pick<MetricAnswer, 'numerator' | 'denominator'>): number | null =>
  numerator === null || denominator === null || denominator === 0 ? null : numerator / denominator;

/** The hour whose visitors waited longest, among those with enough of them to tell. */
function worstHour({ parts }: Pick<MetricAnswer, 'parts'>): DaySummary['worst'] {
  const known = parts.flatMap((part) => {
    const waitMeanSec = meanOf(part);
    const visitors = part.denominator ?? 0;
    return waitMeanSec === null || visitors < LEAST_VISITORS ? [] : [{ hour: Number(part.by), waitMeanSec, visitors }];
  });
  return known.sort((a, b) => b.waitMeanSec - a.waitMeanSec || a.hour - b.hour)[0] ?? null;
}
