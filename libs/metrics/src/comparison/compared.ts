import {
  METRICS,
  type ComparedWith,
  type Caller,
  type MetricBy,
  type MetricCompared,
  type MetricKey,
} from '@cockpit/contracts';
import { Injectable } from '@nestjs/common';
import { Asking, type Question } from '../asking/asking';
import { assertBy, assertNarrowing, spanOf } from '../asking/question';
import { MetricsService } from '../metrics.service';
import { Sources } from '../sources/sources';
import { figureOf, rolledUp, type Figure, type Row } from '../sums';
import { serving } from './classes';
import { Beginnings } from './beginnings';
import { MatchedDays, askedFor, figureOn, rowsOver, type HallDays, type Matched } from './matched-days';

export interface ComparedQuestion extends Question {
  readonly against: ComparedWith;
}
type Part = MetricCompared['parts'][number];
const NO_SIDE = { value: null, numerator: null, denominator: null };

/** Compares a figure with matched days before or a year ago. */
@Injectable()
export class Compared {
  constructor(
    private readonly matched: MatchedDays,
    private readonly asking: Asking,
    private readonly sources: Sources,
    private readonly metrics: MetricsService,
    private readonly beginnings: Beginnings,
  ) {}

  /**
   * @throws AppError 422 `no-such-split` for a metric without daily values or without this split, 404 for an unknown
   * hall, 400 for an impossible period
   */
  async compare(
    key: MetricKey,
    { against, by, ...question }: ComparedQuestion,
    caller: Pick<Caller, 'halls'>,
  ): Promise<MetricCompared> {
    assertBy(key, 'day');
    assertBy(key, by);
    assertNarrowing(key, question);
    const matched = await this.matched.match(
      key,
      { ...(await this.metrics.withDays(question, caller)), by },
      against,
      caller,
    );
    const { days, byDay, sums } = matched;
    const matchedDays = byDay.filter(({ then }) => then !== null);
    const currentDays = matchedDays.map(({ day }) => day);
    const others = matchedDays.flatMap(({ other }) => other ?? []);
    const isComparable = matchedDays.length > 0;
    const span = spanOf(matched.now);
    const begun = await this.beginnings.within(
      serving(matched.now.halls).map(({ doc }) => doc.code),
      span,
    );
    return {
      key,
      unit: METRICS[key].unit,
      hall: question.hall ?? null,
      by: by ?? null,
      ...span,
      days,
      begun: [...begun].map(([hall, since]) => ({ hall, since })).sort((a, b) => (a.hall < b.hall ? -1 : 1)),
      now: isComparable ? sideOf(figureOn(key, sums.now, currentDays)) : NO_SIDE,
      then: isComparable ? sideOf(figureOn(key, sums.then, others)) : NO_SIDE,
      byDay: [...byDay],
      parts: by === undefined || !isComparable ? [] : await this.parts(key, matched, by),
    };
  }

  private async parts(key: MetricKey, matched: Matched, by: MetricBy): Promise<Part[]> {
    if (by === 'hall') return hallParts(key, matched);
    const { days, now } = matched;
    const rowsOf = async (side: 'now' | 'then'): Promise<Map<string, Row>> => {
      const rows = await rowsOver(days.ranges, side, async (span) => {
        const query = askedFor(now, span);
        return this.sources.get(key).rows(key, query, await this.asking.plans(query));
      });
      return rolledUp(rows, (row) => row.by);
    };
    const [current, earlierRows] = await Promise.all([rowsOf('now'), rowsOf('then')]);
    const names = [...new Set([...current.keys(), ...earlierRows.keys()])].sort();
    return names.map((name) => ({
      by: name,
      matched: days.matched,
      now: valueOf(key, current.get(name), by),
      then: valueOf(key, earlierRows.get(name), by),
    }));
  }
}

const valueOf = (key: MetricKey, row: Row | undefined, by: MetricBy): number | null =>
  row === undefined ? null : figureOf(key, row, by === 'aspect' ? row.by : undefined).value;

const sideOf = ({ value, numerator, denominator, histogram }: Figure): MetricCompared['now'] => ({
  value,
  numerator,
  denominator,
  ...(histogram === undefined ? {} : { histogram }),
});

/** Each hall is compared on its own days with data on both sides; a hall opened in between is compared with nothing. */
function hallParts(key: MetricKey, { sums, byDay }: Matched): Part[] {
  return [...new Set([...sums.now.keys(), ...sums.then.keys()])].sort().map((hall): Part => {
    const pairs = byDay.flatMap(({ day, other, running }) => {
      const isKnown =
        sums.now.get(hall)?.has(day) === true && other !== null && sums.then.get(hall)?.has(other) === true;
      return running || !isKnown ? [] : [{ day, other }];
    });
    const valueOn = (side: HallDays, days: readonly string[]): number | null =>
      pairs.length === 0 ? null : figureOn(key, side, days, hall).value;
    return {
      by: hall,
      matched: pairs.length,
      now: valueOn(
        sums.now,
        pairs.map(({ day }) => day),
      ),
      then: valueOn(
        sums.then,
        pairs.map(({ other }) => other),
      ),
    };
  });
}
