import type { LawResult, MetricKey } from '@cockpit/contracts';
import { addDays } from '@cockpit/domain';
import { Injectable } from '@nestjs/common';
import type { Ask } from '../asking/ask';
import type { PlanBook } from '../asking/plan-book';
import { judged, type Sides } from './law';
import { LawFacts } from './law-facts';
import { MetricSums } from './sums';

const DAY_MS = 86_400_000;
/** With more hall days the split by hour is skipped, because it reads every span. */
const MAX_BY_HOUR = 2_000;
const BY_HOUR = [
  'arrivals',
  'served',
  'wait',
  'busy',
  'idle',
  'paused',
  'offline',
  'idle_while_waiting',
] as const satisfies readonly MetricKey[];
/** Sums of quarter hours are floating-point numbers. */
const MINUTES_TOLERANCE = 0.5;

/** Checks sums: hours against days, and halls against the bureau. */
@Injectable()
export class AddingUp {
  constructor(
    private readonly sums: MetricSums,
    private readonly facts: LawFacts,
  ) {}

  /** Compares sums by hour, from visits and spans, with sums by day, from roll-ups. */
  async hours(query: Ask, plans: PlanBook): Promise<LawResult[]> {
    const ask = finishedDays(query);
    const days = (Date.parse(ask.nowhere.last) - Date.parse(ask.nowhere.first)) / DAY_MS + 1;
    if (days * ask.halls.length > MAX_BY_HOUR) return [];
    const results = await Promise.all(
      BY_HOUR.map(async (metric) => {
        const [hours, whole] = await Promise.all([
          this.sums.halls(metric, 'hour', ask, plans),
          this.sums.halls(metric, 'day', ask, plans),
        ]);
        return ask.halls.map(({ doc }) =>
          judged({
            law: 'hours',
            hall: doc.code,
            of: metric,
            unit:
              metric === 'idle_while_waiting'
                ? 'minutes'
                : metric === 'arrivals' || metric === 'served'
                  ? 'count'
                  : 'seconds',
            tolerance: 1,
            left: hours.get(doc.code) ?? 0,
            right: whole.get(doc.code) ?? 0,
          }),
        );
      }),
    );
    return results.flat();
  }

  /** Compares totals from roll-ups with the visits and quarter hours of each hall. */
  async halls(query: Ask, plans: PlanBook): Promise<LawResult[]> {
    const ask = finishedDays(query);
    const whole = (key: MetricKey, column: 'n' | 'd'): Promise<number> => this.sums.whole(key, column, ask, plans);
    const [arrivals, served, missed, waits, busy, load, done] = await Promise.all([
      whole('arrivals', 'n'),
      whole('served', 'n'),
      whole('no_show_rate', 'n'),
      whole('wait', 'd'),
      whole('busy', 'n'),
      this.facts.load(ask),
      this.facts.done(ask),
    ]);
    const sum = <T>(rows: readonly T[], value: (row: T) => number): number =>
      rows.reduce((total, row) => total + value(row), 0);
    const count = { law: 'halls', unit: 'count' } as const;
    const sides: Sides[] = [
      { ...count, of: 'arrivals', left: arrivals, right: sum(load, (row) => row.arrivals) },
      { ...count, of: 'served', left: served, right: sum(done, (row) => row.served) },
      { ...count, of: 'no-show', left: missed, right: sum(done, (row) => row.missed) },
      { ...count, of: 'waits', left: waits, right: sum(done, (row) => row.waits) },
      {
        law: 'halls',
        unit: 'minutes',
        of: 'busy',
        left: busy / 60,
        right: sum(load, (row) => row.busy) / 60,
        tolerance: MINUTES_TOLERANCE,
      },
    ];
    return sides.map(judged);
  }
}

/** Keeps only finished days, whose data does not change during the check. */
export function finishedDays(ask: Ask): Ask {
  const least = (a: string, b: string): string => (a < b ? a : b);
  return {
    ...ask,
    halls: ask.halls
      .map((hall) => ({ ...hall, last: least(hall.last, addDays(hall.today, -1)) }))
      .filter(({ first, last }) => first <= last),
  };
}
