import type { MetricAnswer, MetricKey } from '@cockpit/contracts';
import { useAnswer, type Answer } from '../../shared/answer';
import { fetchMetric } from '../figures/api';
import type { Period } from '../figures/period';
import type { TrendDay } from './options';

/** One hall's figure by day, and how long people waited there. */
export interface HallFigures {
  hall: string;
  days: MetricAnswer;
  /** what both are told by, whichever figure is looked at */
  whole: MetricAnswer[];
  /** its distribution of waits */
  waits: MetricAnswer['histogram'];
}
export interface Beside {
  own: HallFigures;
  other: HallFigures;
}
export interface BesideQuestion {
  key: MetricKey;
  hall: string;
  other: string;
  period: Period;
}

/** A wait says little without how many waited, and how many of them in time. */
const TOLD: readonly MetricKey[] = ['arrivals', 'wait_p50', 'wait_p90', 'service_level'];

/** Two halls in one period, asked together. */
export function useBeside(question: () => BesideQuestion | null): Answer<Beside> {
  return useAnswer({
    name: 'beside',
    about: question,
    ask: async ({ key, hall, other, period }) => {
      const of = async (code: string): Promise<HallFigures> => {
        const at = { hall: code, ...period };
        const [days, ...whole] = await Promise.all([
          fetchMetric(key, { ...at, by: 'day' }),
          ...TOLD.filter((one) => one !== key).map((one) => fetchMetric(one, at)),
        ]);
        const waits = [days, ...whole].find((one) => one.key === 'wait_p90')?.histogram;
        return { hall: code, days, whole, waits };
      };
      const [own, its] = await Promise.all([of(hall), of(other)]);
      return { own, other: its };
    },
    everyMs: 60_000,
  });
}

const valuesOf = ({ parts }: MetricAnswer): Map<string, number> =>
  new Map(parts.flatMap(({ by, value }) => (value === null ? [] : [[by, value] as const])));

/** On how many days there is a figure. */
export const daysWithData = (answer: MetricAnswer): number => valuesOf(answer).size;

/** Every day on which either hall has a figure, side by side. */
export function besideByDay({ own, other }: Beside): TrendDay[] {
  const [ours, theirs] = [valuesOf(own.days), valuesOf(other.days)];
  return [...new Set([...ours.keys(), ...theirs.keys()])]
    .sort()
    .map((day) => ({ day, other: day, now: ours.get(day) ?? null, then: theirs.get(day) ?? null }));
}

/** Whether both halls have figures of the very same days: only then their whole is of the same days. */
export const sameDays = (beside: Beside): boolean =>
  besideByDay(beside).every(({ now, then }) => now !== null && then !== null);
