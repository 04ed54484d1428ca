import type { MetricAnswer, MetricKey } from '@cockpit/contracts';
import { useAnswer, type Answer } from '../../shared/answer';
import { fetchMetric } from '../figures/api';
import type { Period } from '../figures/period';
import type { TrendDay } from './options';

/** One hall's figure by day, and how long people waited there. */
export interface HallFigures {
  hall: string;
  days: MetricAnswer;
  half: MetricAnswer;
  /** how long nine of ten waited, with the distribution of waits */
  most: MetricAnswer;
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

/** Two halls in one period, asked together. */
export function useBeside(question: () => BesideQuestion | null): Answer<Beside> {
  return useAnswer({
    name: 'beside',
    about: question,
    ask: async ({ key, hall, other, period }) => {
      const of = async (code: string): Promise<HallFigures> => {
        const at = { hall: code, ...period };
        const [days, half, most] = await Promise.all([
          fetchMetric(key, { ...at, by: 'day' }),
          fetchMetric('wait_p50', at),
          fetchMetric('wait_p90', at),
        ]);
        return { hall: code, days, half, most };
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
