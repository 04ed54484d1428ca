import { computed } from 'vue';
import type { Address } from '../../shared/address';
import { usePeriod, type PeriodChoice } from './use-period';

/** A period that the address names: `days=28` are always the last ones, `from` and `to` are always the same. */
export function useAddressedPeriod({ said, say }: Address, hall: () => string, startDays = 28): PeriodChoice {
  const days = computed({
    get: () => {
      const named = Number(said('days'));
      return Number.isInteger(named) && named > 0 ? named : startDays;
    },
    set: (value) => {
      say({ days: String(value), from: '', to: '' });
    },
  });
  const own = computed({
    get: () => (said('from') === '' && said('to') === '' ? null : { from: said('from'), to: said('to') }),
    set: (value) => {
      say(value === null ? { from: '', to: '' } : { ...value, days: '' });
    },
  });
  return usePeriod(hall, startDays, { days, own });
}
