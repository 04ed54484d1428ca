import {
  METRICS,
  type ComparedWith,
  type Caller,
  type ChangeBy,
  type MetricChange,
  type MetricKey,
} from '@cockpit/contracts';
import { changeOfFigure, type PartSums } from '@cockpit/domain';
import { Injectable } from '@nestjs/common';
import { unprocessable } from '@cockpit/platform';
import { daysBefore, daysOf, type Ask } from '../asking/ask';
import { Asking, type Question } from '../asking/asking';
import { assertBy, assertNarrowing, spanOf } from '../asking/question';
import { MetricsService } from '../metrics.service';
import { Sources } from '../sources/sources';
import { rolledUp, type Row } from '../sums';
import { MatchedDays, askedFor, rowsOver } from './matched-days';

export interface ChangeQuestion extends Omit<Question, 'by'> {
  readonly by: ChangeBy;
  /** the compared period; default: the period directly before */
  readonly earlierFrom?: string | undefined;
  readonly earlierTo?: string | undefined;
  /** compares with matched days before or a year ago instead of a period */
  readonly against?: ComparedWith | undefined;
}

/** Explains the change of a figure by the mix and the rates of its parts. */
@Injectable()
export class Changes {
  constructor(
    private readonly asking: Asking,
    private readonly sources: Sources,
    private readonly metrics: MetricsService,
    private readonly matched: MatchedDays,
  ) {}

  /**
   * @throws AppError 422 for a metric that is no share or mean, or an unsupported split; 404 for an unknown hall; 400
   * for an impossible period
   */
  async compute(key: MetricKey, question: ChangeQuestion, caller: Pick<Caller, 'halls'>): Promise<MetricChange> {
    const { earlierFrom, earlierTo, against, ...request } = question;
    const { hall, by } = request;
    assertBy(key, by);
    if (against !== undefined) assertBy(key, 'day');
    assertNarrowing(key, request);
    if (METRICS[key].rollUp !== 'ratio')
      throw unprocessable('no-such-split', `${key} is no share or mean: it does not fall into mix and rate`);
    const datedQuestion = await this.metrics.withDays(request, caller);
    if (against !== undefined) return this.ofMatched(key, datedQuestion, against, caller);
    const now = await this.asking.resolve(datedQuestion, caller);
    const period = spanOf(now);
    const first = daysBefore(period.from, daysOf(period));
    const before = { from: earlierFrom ?? first, to: earlierTo ?? daysBefore(period.from, 1) };
    const then = await this.asking.resolve({ ...request, ...before }, caller);
    const [was, is] = await Promise.all([this.rows(key, then), this.rows(key, now)]);
    return {
      key,
      unit: METRICS[key].unit,
      hall: hall ?? null,
      by,
      ...period,
      before: spanOf(then),
      change: changeBetween(partsOf(was), partsOf(is)),
    };
  }

  private async ofMatched(
    key: MetricKey,
    question: Question & { by: ChangeBy },
    against: ComparedWith,
    caller: Pick<Caller, 'halls'>,
  ): Promise<MetricChange> {
    const { now, then, days } = await this.matched.match(key, question, against, caller);
    const [was, is] = await Promise.all(
      (['then', 'now'] as const).map((side) =>
        rowsOver(days.ranges, side, (span) => this.rows(key, askedFor(now, span))),
      ),
    );
    return {
      key,
      unit: METRICS[key].unit,
      hall: question.hall ?? null,
      by: question.by,
      ...spanOf(now),
      before: spanOf(then),
      days,
      change: changeBetween(partsOf(was ?? []), partsOf(is ?? [])),
    };
  }

  private async rows(key: MetricKey, ask: Ask): Promise<Row[]> {
    return this.sources.get(key).rows(key, ask, await this.asking.plans(ask));
  }
}

const partsOf = (rows: readonly Row[]): PartSums[] =>
  [...rolledUp(rows, ({ by }) => by)].map(([part, { n, d }]) => ({ part, n, d }));

function changeBetween(earlier: readonly PartSums[], current: readonly PartSums[]): MetricChange['change'] {
  const found = changeOfFigure(earlier, current);
  return found === null
    ? null
    : { ...found, parts: found.parts.map(({ part, mix, rate }) => ({ by: part, mix, rate })) };
}
