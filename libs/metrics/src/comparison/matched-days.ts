import { METRICS, type ComparedWith, type Caller, type DaysMatched, type MetricKey } from '@cockpit/contracts';
import { daysOfSpan, matchDays, rangesOf, type DayClasses, type DaySpan, type MatchedRange } from '@cockpit/domain';
import { Injectable } from '@nestjs/common';
import type { Ask, HallAt } from '../asking/ask';
import { Asking, type Question } from '../asking/asking';
import { spanOf } from '../asking/question';
import { Sources } from '../sources/sources';
import { figureOf, rolledUp, type Figure, type Row } from '../sums';
import { datedFigures } from './chart-points';
import { KnownDays, daysOfAny } from './known-days';

/** Rows by hall and day. */
export type HallDays = ReadonlyMap<string, ReadonlyMap<string, Row>>;

export interface ComparedDay {
  readonly day: string;
  readonly other: string | null;
  readonly running: boolean;
  readonly now: number;
  readonly then: number | null;
}

/** A period matched with other days, with the data of both. */
export interface Matched {
  readonly now: Ask;
  readonly then: Ask;
  readonly sums: { readonly now: HallDays; readonly then: HallDays };
  /** every day of the period with data */
  readonly byDay: readonly ComparedDay[];
  readonly days: DaysMatched;
}

/** The query for another span. */
export function askedFor(ask: Ask, { from, to }: DaySpan): Ask {
  const on = <At extends Omit<HallAt, 'doc'>>(at: At): At => ({ ...at, first: from, last: to });
  return { ...ask, nowhere: on(ask.nowhere), halls: ask.halls.map(on) };
}

/** Matches days of the same kind where both sides have data. */
@Injectable()
export class MatchedDays {
  constructor(
    private readonly asking: Asking,
    private readonly sources: Sources,
    private readonly known: KnownDays,
  ) {}

  /** @param key must have daily values @throws AppError 404 for an unknown hall, 400 for an impossible period */
  async match(
    key: MetricKey,
    question: Question,
    against: ComparedWith,
    caller: Pick<Caller, 'halls'>,
  ): Promise<Matched> {
    const now: Ask = { ...(await this.asking.resolve(question, caller)), by: 'day' };
    const classes = await this.asking.dayClasses();
    const period = spanOf(now);
    const { pairs } = matchDays(period, against, classes);
    const others = pairs.map(({ other }) => other).sort();
    const then = askedFor(now, { from: others[0] ?? period.from, to: others.at(-1) ?? period.from });
    const [current, compared] = await Promise.all([
      this.side(key, now),
      pairs.length === 0 ? NONE : this.side(key, then),
    ]);
    const counterpart = new Map(pairs.map(({ day, other }) => [day, other]));
    const byDay = [...current.values].map(([day, value]): ComparedDay => {
      const other = counterpart.get(day) ?? null;
      const running = current.running.has(day) || (other !== null && compared.running.has(other));
      return {
        day,
        other,
        running,
        now: value,
        then: other === null || running ? null : (compared.values.get(other) ?? null),
      };
    });
    const comparable = byDay.flatMap(({ day, other, then: was }) =>
      other === null || was === null ? [] : [{ day, other }],
    );
    const ranges = rangesOf(comparable, (day, other) => !current.values.has(day) && !compared.values.has(other));
    return {
      now: { ...now, by: question.by ?? null },
      then: { ...then, by: question.by ?? null },
      sums: { now: current.halls, then: compared.halls },
      byDay,
      days: {
        against,
        known: byDay.filter(({ running }) => !running).length,
        matched: comparable.length,
        ranges,
        unpublished: unpublished([...daysOfSpan(period), ...others], classes),
      },
    };
  }

  private async side(key: MetricKey, ask: Ask): Promise<Side> {
    const plans = await this.asking.plans(ask);
    const [rows, known] = await Promise.all([
      this.sources.get(key).rows(key, ask, plans),
      this.known.find(key, ask, plans),
    ]);
    const figures = datedFigures(key, rows, daysOfAny(known), 'day', spanOf(ask));
    const today = new Map(ask.halls.map(({ doc, today: own }) => [doc.code, own]));
    const isOver = ({ hall, by }: Row): boolean => by < (today.get(hall) ?? ask.nowhere.today);
    return {
      halls: hallDays(key, rows.filter(isOver), known),
      running: new Set(rows.flatMap((row) => (isOver(row) ? [] : [row.by]))),
      values: new Map(figures.map(({ at, value }) => [at, value])),
    };
  }
}

interface Side {
  /** finished days only */
  readonly halls: HallDays;
  /** days still in progress in a hall that has data of them */
  readonly running: ReadonlySet<string>;
  /** figures of days with data */
  readonly values: ReadonlyMap<string, number>;
}
const NONE: Side = { halls: new Map(), running: new Set(), values: new Map() };

/** @param known days on which a missing row counts as 0 */
function hallDays(key: MetricKey, rows: readonly Row[], known: ReadonlyMap<string, ReadonlySet<string>>): HallDays {
  const halls = new Map<string, Map<string, Row>>();
  const zeros = [...known].flatMap(([hall, days]) => [...days].map((by): Row => ({ hall, by, n: 0, d: 0 })));
  for (const row of rolledUp([...rows, ...zeros], ({ hall, by }) => `${hall} ${by}`).values()) {
    const day = row.by.slice(row.by.lastIndexOf(' ') + 1);
    if (figureOf(key, row).value === null) continue;
    if (METRICS[key].rollUp === 'sum' && row.n === 0 && known.get(row.hall)?.has(day) !== true) continue;
    const days = halls.get(row.hall) ?? new Map<string, Row>();
    halls.set(row.hall, days.set(day, row));
  }
  return halls;
}

export const unpublished = (days: readonly string[], classes: Pick<DayClasses, 'isPublished'>): number[] =>
  [...new Set(days.filter((day) => !classes.isPublished(day)).map((day) => Number(day.slice(0, 4))))].sort(
    (a, b) => a - b,
  );

/** Rows of a source for several ranges. @param side which days of the ranges */
export async function rowsOver(
  ranges: readonly MatchedRange[],
  side: 'now' | 'then',
  rows: (span: DaySpan) => Promise<Row[]>,
): Promise<Row[]> {
  const found = await Promise.all(
    ranges.map(({ from, to, otherFrom, otherTo }) =>
      rows(side === 'now' ? { from, to } : { from: otherFrom, to: otherTo }),
    ),
  );
  return found.flat();
}

/** The figure over several days and halls. */
export const figureOn = (key: MetricKey, halls: HallDays, days: readonly string[], hall?: string): Figure =>
  figureOf(
    key,
    rolledUp(
      [...halls].flatMap(([code, byDay]) =>
        hall === undefined || code === hall ? days.flatMap((day) => byDay.get(day) ?? []) : [],
      ),
      () => '',
    ).get(''),
  );
