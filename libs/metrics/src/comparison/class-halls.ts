import type { Caller, MetricKey } from '@cockpit/contracts';
import { Injectable } from '@nestjs/common';
import type { Ask, HallAt } from '../asking/ask';
import { Asking, type Question } from '../asking/asking';
import { spanOf } from '../asking/question';
import { MetricsService } from '../metrics.service';
import { Sources } from '../sources/sources';
import type { Row } from '../sums';
import { daysBefore, earlier, type DaysBefore } from './before';
import { Beginnings, lateIn } from './beginnings';
import { isOf, serving, type ClassOf } from './classes';

export type ComparisonQuestion = Pick<Question, 'hall' | 'from' | 'to'> & {
  [Side in keyof ClassOf]?: ClassOf[Side] | undefined;
};

interface Resolved {
  /** all halls of the question */
  resolved: Ask;
  /** halls with service */
  served: HallAt[];
  /** halls of the class */
  halls: HallAt[];
}

/** Selects the halls to compare and reads their data. */
@Injectable()
export class ClassHalls {
  constructor(
    private readonly asking: Asking,
    private readonly sources: Sources,
    private readonly metrics: MetricsService,
    private readonly beginnings: Beginnings,
  ) {}

  /** Uses recent days by default. @throws AppError 404 for an unknown hall, 400 for an impossible period */
  async resolve(
    { tier = null, size = null, ...question }: ComparisonQuestion,
    caller: Pick<Caller, 'halls'>,
  ): Promise<Resolved> {
    const resolved = await this.asking.resolve(await this.metrics.withDays(question, caller), caller);
    const served = serving(resolved.halls);
    return { resolved, served, halls: served.filter(({ doc }) => isOf({ tier, size }, doc)) };
  }

  /** The days to compare ranks with. @param halls the ranked halls */
  async before(ask: Ask, halls: readonly HallAt[]): Promise<DaysBefore> {
    const classes = await this.asking.dayClasses();
    const { from, to } = spanOf(ask);
    // uses the opening hours of that time
    const { span } = daysBefore(ask, classes, () => true);
    const plans = await this.asking.book(span.from < from ? span.from : from, to);
    const openDays = new Map<string, boolean>();
    const isOpen = (day: string): boolean => {
      const open = openDays.get(day) ?? halls.some(({ doc }) => plans.opens(doc.code, day));
      openDays.set(day, open);
      return open;
    };
    return daysBefore(ask, classes, isOpen);
  }

  /** Halls that began during the period, with their first day. */
  begun(ask: Ask): Promise<Map<string, string>> {
    return this.beginnings.within(codesOf(ask), spanOf(ask));
  }

  /** Rows of the days before, without halls that began late in them, because few days say nothing about the whole. */
  async rowsBefore(key: MetricKey, ask: Ask, then: DaysBefore): Promise<Row[]> {
    const [rows, first] = await Promise.all([
      this.allRows(key, earlier(ask, then)),
      this.beginnings.first(codesOf(ask)),
    ]);
    const late = lateIn(then.span, first);
    return rows.filter(({ hall }) => !late.has(hall));
  }

  /** Rows of several queries together. */
  async allRows(key: MetricKey, asks: readonly Ask[]): Promise<Row[]> {
    return (await Promise.all(asks.map((ask) => this.rows(key, ask)))).flat();
  }

  async rows(key: MetricKey, ask: Ask): Promise<Row[]> {
    return ask.halls.length === 0 ? [] : this.sources.get(key).rows(key, ask, await this.asking.plans(ask));
  }
}

const codesOf = ({ halls }: Ask): string[] => halls.map(({ doc }) => doc.code);
