import { computed } from 'vue';
import { useI18n } from 'vue-i18n';
import { useAnswer } from '../../shared/answer';
import { dayText, type Locale } from '../../shared/format';
import { fetchWeek } from './api';
import { nextDays, outlookOf } from './outlook';
import { useOutlookWords } from './outlook-words';

interface OutlookOf {
  readonly hall: string;
  readonly today: string;
  readonly timeZone: string;
}

const EVERY_MS = 30 * 60_000;

/** Tomorrow and the days after it, in words; fetched once for all that show them. */
export function useOutlook(of: () => OutlookOf) {
  const { t, locale } = useI18n();
  const { staffText, peakText, dayText: dayLead } = useOutlookWords();
  /** noon, so that no time zone makes it another day */
  const dateText = (day: string): string => dayText(Date.parse(`${day}T12:00:00Z`), 'UTC', locale.value as Locale);
  const { data, problem, refresh } = useAnswer({
    name: 'outlook',
    about: () => ({ hall: of().hall, today: of().today }),
    ask: ({ hall }) => fetchWeek(hall),
    everyMs: EVERY_MS,
  });
  const days = computed(() =>
    (data.value ?? []).map((load) => {
      const outlook = outlookOf(load);
      const name = load.day === nextDays(of().today, 1)[0] ? t('forecast.tomorrow') : '';
      return {
        ...outlook,
        load,
        name,
        lead: dayLead(name || dateText(load.day), outlook, of().timeZone),
        staff: staffText(outlook, of().timeZone),
        peak: peakText(outlook, of().timeZone),
      };
    }),
  );
  return {
    days,
    isKnown: computed(() => data.value !== null),
    problem,
    refresh,
    dateText,
  };
}
