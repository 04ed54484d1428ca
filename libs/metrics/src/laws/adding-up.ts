import type { LawResult, MetricKey } from '@cockpit/contracts';
import { addDays } from '@cockpit/domain';
import { Injectable } from '@nestjs/common';
import type { Ask } from '../asking/ask';
import type { PlanBook } from '../asking/plan-book';
import { judged, type Sides } from './law';
import { LawFacts } from './law-facts';
import { MetricSums } from './sums';

const DAY_MS = 86_400_000;
/** More hall days than this are not split by hour at once: the answer would be read span by span. */
const MOST_BY_HOUR = 2_000;
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
/** Quarter hours are added up in floating point, minutes of a province too. */
const MINUTES_TOLERANCE = 0.5;

/** What must be so of sums: of the hours of a day, and of the halls of a bureau. */
@Injectable()
export class AddingUp {
  constructor(
    private readonly sums: MetricSums,
    private readonly facts: LawFacts,
  ) {}

  /** What is added up hour by hour comes from visits and spans, what is added up by day from the roll-ups. */
  async hours(asked: Ask, plans: PlanBook): Promise<LawResult[]> {
    const ask = over(asked);
    const days = (Date.parse(ask.nowhere.last) - Date.parse(ask.nowhere.first)) / DAY_MS + 1;
    if (days * ask.halls.length > MOST_BY_HOUR) return [];
    const results = await Promise.all(
      BY_HOUR.map(async (of) => {
        const [hours, whole] = await Promise.all([
          this.sums.halls(of, 'hour', ask, plans),
          this.sums.halls(of, 'day', ask, plans),
        ]);
        return ask.halls.map(({ doc }) =>
          judged({
            law: 'hours',
            hall: doc.code,
            of,
            unit: of === 'idle_while_waiting' ? 'minutes' : of === 'arrivals' || of === 'served' ? 'count' : 'seconds',
            tolerance: 1,
            left: hours.get(doc.code) ?? 0,
            right: whole.get(doc.code) ?? 0,
          }),
        );
      }),
    );
    return results.flat();
  }

  /** The whole as metrics say it, out of roll-ups, against the visits and the quarter hours of each hall. */
  async halls(asked: Ask, plans: PlanBook): Promise<LawResult[]> {
    const ask = over(asked);
    const whole = (key: MetricKey, of: 'n' | 'd'): Promise<number> => this.sums.whole(key, of, ask, plans);
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

/** Only days that are over in their hall: then no side moves while the other is read, and no excuse is needed. */
export function over(ask: Ask): Ask {
  const least = (a: string, b: string): string => (a < b ? a : b);
  return {
    ...ask,
    halls: ask.halls
      .map((hall) => ({ ...hall, last: least(hall.last, addDays(hall.today, -1)) }))
      .filter(({ first, last }) => first <= last),
  };
}
