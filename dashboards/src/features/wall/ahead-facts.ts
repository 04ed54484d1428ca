import { DASH, timeOfDay } from '../../shared/format';
import type { Ahead } from './ahead';

export interface Fact {
  readonly key: string;
  readonly value: string;
  readonly label: string;
  /** fewer officers are there than are needed */
  readonly short: boolean;
}

/** The next peak in two figures: when it begins, and the officers that are there of those it needs. */
export function aheadFacts(
  { at, arrivals, needed, there }: Ahead,
  timeZone: string,
  t: (key: string, params?: Record<string, unknown>) => string,
): Fact[] {
  return [
    { key: 'peak', value: timeOfDay(at, timeZone), label: t('calm.peak', { n: arrivals }), short: false },
    {
      key: 'staff',
      value: `${there === null ? DASH : String(there)} / ${String(needed)}`,
      label: t('calm.staff'),
      short: there !== null && there < needed,
    },
  ];
}
