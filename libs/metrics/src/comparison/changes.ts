import { METRICS, type Caller, type ChangeBy, type MetricChange, type MetricKey } from '@cockpit/contracts';
import { changeOfFigure, type PartSums } from '@cockpit/domain';
import { Injectable } from '@nestjs/common';
import { unprocessable } from '@cockpit/platform';
import { daysBefore, daysOf, type Ask } from '../asking/ask';
import { Asking, type Question } from '../asking/asking';
import { assertBy, assertNarrowing, spanOf } from '../asking/question';
import { recentDays } from '../asking/recent-days';
import { MetricsService } from '../metrics.service';
import { Sources } from '../sources/sources';
import { rolledUp } from '../sums';

export interface ChangeQuestion extends Omit<Question, 'by'> {
  readonly by: ChangeBy;
  /** the period it is held against; without both days the one directly before */
  readonly earlierFrom?: string | undefined;
  readonly earlierTo?: string | undefined;
}

/** What moved a figure: its parts, or how much of each there was. */
@Injectable()
export class Changes {
  constructor(
    private readonly asking: Asking,
    private readonly sources: Sources,
    private readonly metrics: MetricsService,
  ) {}

  /** @throws AppError 422 for a metric that is no share or mean, or has not this split; 404 for an unknown hall; 400 for an impossible period */
  async of(key: MetricKey, question: ChangeQuestion, caller: Pick<Caller, 'halls'>): Promise<MetricChange> {
    const { earlierFrom, earlierTo, ...asked } = question;
    const { hall, from, to, by } = asked;
    assertBy(key, by);
    assertNarrowing(key, asked);
    if (METRICS[key].rollUp !== 'ratio')
      throw unprocessable('no-such-split', `${key} is no share or mean: it does not fall into mix and rate`);
    const usual = from === undefined && to === undefined ? recentDays(await this.metrics.today(hall, caller)) : {};
    const now = await this.asking.resolve({ ...asked, ...usual }, caller);
    const period = spanOf(now);
    const first = daysBefore(period.from, daysOf(period));
    const before = { from: earlierFrom ?? first, to: earlierTo ?? daysBefore(period.from, 1) };
    const then = await this.asking.resolve({ ...asked, ...before }, caller);
    const [was, is] = await Promise.all([this.parts(key, then), this.parts(key, now)]);
    const found = changeOfFigure(was, is);
    return {
      ...{ key, unit: METRICS[key].unit, hall: hall ?? null, by, ...period, before: spanOf(then) },
      change:
        found === null
          ? null
          : { ...found, parts: found.parts.map(({ part, mix, rate }) => ({ by: part, mix, rate })) },
    };
  }

  private async parts(key: MetricKey, ask: Ask): Promise<PartSums[]> {
    const rows = await this.sources.get(key).rows(key, ask, await this.asking.plans(ask));
    return [...rolledUp(rows, ({ by }) => by)].map(([part, { n, d }]) => ({ part, n, d }));
  }
}
