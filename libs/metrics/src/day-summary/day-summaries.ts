import type { Caller, DaySummary, MetricAnswer } from '@cockpit/contracts';
import { hallDay } from '@cockpit/domain';
import { HallConfigs } from '@cockpit/live';
import { HallClock } from '@cockpit/organisation';
import { Injectable } from '@nestjs/common';
import { PlanResults } from '@cockpit/redirect';
import { MetricsService } from '../metrics.service';
import { expectedOf } from './expected';

/** With fewer called visitors an hour's mean is mostly chance. */
const MIN_VISITORS = 5;

/** Summary of a day from the common metrics, with the forecast of the next open day. */
@Injectable()
export class DaySummaries {
  constructor(
    private readonly metrics: MetricsService,
    private readonly configs: HallConfigs,
    private readonly hallClock: HallClock,
    private readonly plans: PlanResults,
  ) {}

  /**
   * @param requested null for the hall's current day
   * @throws {AppError} 404 for an unknown hall
   */
  async read(hall: string, requested: string | null, caller: Pick<Caller, 'halls'>): Promise<DaySummary> {
    const { now, timeZone } = await this.hallClock.local(hall);
    const currentDay = hallDay(now, timeZone);
    const day = requested ?? currentDay;
    const [today, next, arrivals, served, wait, saved, [plan]] = await Promise.all([
      this.configs.get(hall, day),
      this.nextDay(hall, day, day >= currentDay),
      this.metrics.answer('arrivals', { hall, from: day, to: day }, caller),
      this.metrics.answer('served', { hall, from: day, to: day }, caller),
      this.metrics.answer('wait_mean', { hall, from: day, to: day, by: 'hour' }, caller),
      this.metrics.answer('minutes_saved', { hall, from: day, to: day }, caller),
      this.plans.between([hall], day, day),
    ]);
    const closes = today?.open.at(-1)?.to;
    return {
      hall,
      day,
      over: closes !== undefined && now >= closes,
      heardAt: arrivals.freshness.lastEventAt,
      arrivals: arrivals.numerator,
      served: served.numerator,
      waitMeanSec: meanOf(wait),
      worst: worstHour(wait),
      saved:
        saved.value === null || saved.low === undefined || saved.high === undefined
          ? null
          : { min: saved.value, lowMin: saved.low, highMin: saved.high },
      plan: plan ?? null,
      next,
    };
  }

  /** @param withForecast false for a past day, whose next day has no current forecast */
  private async nextDay(hall: string, day: string, withForecast: boolean): Promise<DaySummary['next']> {
    const config = await this.configs.nextOpen(hall, day);
    const opens = config?.open[0]?.from;
    if (config === null || opens === undefined) return null;
    const expected = withForecast ? expectedOf(config) : null;
    return { day: config.day, opensAt: new Date(opens).toISOString(), timeZone: config.hall.timeZone, expected };
  }
}

/** Computed from the sums, because a feed is silent after closing and that must not hide the day's figures. */
const meanOf = ({ numerator, denominator }: Pick<MetricAnswer, 'numerator' | 'denominator'>): number | null =>
  numerator === null || denominator === null || denominator === 0 ? null : numerator / denominator;

/** The hour with the longest mean wait among hours with enough visitors. */
function worstHour({ parts }: Pick<MetricAnswer, 'parts'>): DaySummary['worst'] {
  const hours = parts.flatMap((part) => {
    const waitMeanSec = meanOf(part);
    const visitors = part.denominator ?? 0;
    return waitMeanSec === null || visitors < MIN_VISITORS ? [] : [{ hour: Number(part.by), waitMeanSec, visitors }];
  });
  return hours.sort((a, b) => b.waitMeanSec - a.waitMeanSec || a.hour - b.hour)[0] ?? null;
}
