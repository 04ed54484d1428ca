import { METRICS, type Caller, type ChartStep, type MetricChart, type MetricKey } from '@cockpit/contracts';
import { LEAST_POINTS, controlChart, targetOf } from '@cockpit/domain';
import { Injectable } from '@nestjs/common';
import { daysBefore, daysOf, type Ask } from '../asking/ask';
import { Asking, type Question } from '../asking/asking';
import { assertBy, assertNarrowing, spanOf } from '../asking/question';
import { MetricsService } from '../metrics.service';
import { Sources } from '../sources/sources';
import { targetPlaces } from '../targets/place';
import { TargetStore } from '../targets/target-store';
import { datedFigures, kindOf, pointOf } from './chart-points';
import { KnownDays, daysOfAny } from './known-days';

export type ChartQuestion = Omit<Question, 'by'> & { step?: ChartStep | undefined };

/** Baseline for the limits: eight of each weekday, or half a year of weeks. */
const BASELINE_DAYS: Readonly<Record<ChartStep, number>> = { day: 56, week: 182 };
/** Longer periods are drawn by week. */
const MAX_DAILY = 92;

/** Control charts: a metric over time with the limits of its usual variation. */
@Injectable()
export class Charts {
  constructor(
    private readonly asking: Asking,
    private readonly sources: Sources,
    private readonly metrics: MetricsService,
    private readonly targets: TargetStore,
    private readonly known: KnownDays,
  ) {}

  /**
   * @throws AppError 422 `no-such-split` for a metric without daily values, 404 for an unknown hall, 400 for an
   * impossible period
   */
  async read(
    key: MetricKey,
    { step, ...question }: ChartQuestion,
    caller: Pick<Caller, 'halls'>,
  ): Promise<MetricChart> {
    assertBy(key, 'day');
    assertNarrowing(key, question);
    const { hall } = question;
    const resolved = await this.asking.resolve(
      { ...(await this.metrics.withDays(question, caller)), by: 'day' },
      caller,
    );
    const period = spanOf(resolved);
    const by = step ?? (daysOf(period) > MAX_DAILY ? 'week' : 'day');
    const ask = reachingBack(resolved, BASELINE_DAYS[by]);
    const [plans, books] = await Promise.all([this.asking.plans(ask), this.targets.books()]);
    const [all, known] = await Promise.all([
      this.sources.get(key).rows(key, ask, plans),
      this.known.find(key, ask, plans),
    ]);
    // an unfinished day has no figure yet
    const today = new Map(ask.halls.map(({ doc, today: own }) => [doc.code, own]));
    const rows = all.filter(({ hall: code, by: day }) => day < (today.get(code) ?? ask.nowhere.today));
    const figures = datedFigures(key, rows, daysOfAny(known), by, {
      from: spanOf(ask).from,
      to: lastOver(ask, period.to),
    });
    const shown = figures.filter(({ at }) => at >= period.from);
    const earlier = figures.filter(({ until }) => until < period.from);
    const isOwn = earlier.length < LEAST_POINTS;
    const [baseline, kind] = [isOwn ? shown : earlier, kindOf(key, figures)];
    const points = shown.map(pointOf);
    const chart = controlChart(kind, isOwn ? points : earlier.map(pointOf), points);
    const place = ask.only === undefined ? targetPlaces(plans.on(period.to)?.halls ?? []).get(hall ?? null) : undefined;
    return {
      key,
      unit: METRICS[key].unit,
      hall: hall ?? null,
      ...period,
      step: by,
      kind,
      baseline: {
        from: baseline[0]?.at ?? null,
        to: baseline.at(-1)?.until ?? null,
        points: baseline.length,
        own: isOwn,
      },
      centre: chart.centre,
      overDispersion: chart.overDispersion,
      noLimits: chart.noLimits,
      points: shown.map(({ at, until, value, numerator, denominator }, i) => {
        const { low = null, high = null, signal = null } = chart.points[i] ?? {};
        const target = place === undefined ? null : targetOf(books, key, place, until.slice(0, 7));
        return { at, value, numerator, denominator, low, high, target, signal };
      }),
    };
  }
}

const reachingBack = (ask: Ask, days: number): Ask => ({
  ...ask,
  nowhere: { ...ask.nowhere, first: daysBefore(ask.nowhere.first, days) },
  halls: ask.halls.map((hall) => ({ ...hall, first: daysBefore(hall.first, days) })),
});

/** The last finished day of the period in any hall, because a week is complete only then. */
function lastOver({ halls, nowhere }: Ask, to: string): string {
  const last = [...halls.map(({ today }) => today), ...(halls.length === 0 ? [nowhere.today] : [])]
    .map((today) => daysBefore(today, 1))
    .reduce((most, day) => (day > most ? day : most), '');
  return last < to ? last : to;
}
