import type { MetricBy, MetricKey } from '@cockpit/contracts';
import { Injectable } from '@nestjs/common';
import type { Ask } from '../asking/ask';
import type { PlanBook } from '../asking/plan-book';
import { Sources } from '../sources/sources';

export const keyOf = (hall: string, day: string): string => `${day} ${hall}`;

/** Sums of metric numerators. */
@Injectable()
export class MetricSums {
  constructor(private readonly sources: Sources) {}

  /** By hall and part. */
  async parts(key: MetricKey, by: MetricBy, ask: Ask, plans: PlanBook): Promise<Map<string, number>> {
    return this.added(key, by, ask, plans, ({ hall, by: part }) => keyOf(hall, part));
  }

  /** By hall, over the parts of a split. */
  async halls(key: MetricKey, by: MetricBy, ask: Ask, plans: PlanBook): Promise<Map<string, number>> {
    return this.added(key, by, ask, plans, ({ hall }) => hall);
  }

  /** Over the whole query. */
  async whole(key: MetricKey, column: 'n' | 'd', ask: Ask, plans: PlanBook): Promise<number> {
    return (await this.sources.get(key).rows(key, { ...ask, by: null }, plans)).reduce(
      (sum, row) => sum + row[column],
      0,
    );
  }

  private async added(
    key: MetricKey,
    by: MetricBy,
    ask: Ask,
    plans: PlanBook,
    nameOf: (row: { hall: string; by: string }) => string,
  ): Promise<Map<string, number>> {
    const sums = new Map<string, number>();
    for (const row of await this.sources.get(key).rows(key, { ...ask, by }, plans))
      sums.set(nameOf(row), (sums.get(nameOf(row)) ?? 0) + row.n);
    return sums;
  }
}
