import { useI18n } from 'vue-i18n';
import { dayText, type Locale } from '../../shared/format';
import type { Foreseen } from './next-day';

/** The next day of a hall by its date, and as tomorrow when it is. */
export function useNextDayName(): (next: Foreseen) => string {
  const { t, locale } = useI18n();
  return ({ opensAt, timeZone, isTomorrow }) => {
    const date = dayText(opensAt, timeZone, locale.value as Locale);
    return isTomorrow ? t('home.tomorrow', { date }) : date;
  };
}
