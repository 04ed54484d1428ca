import { useI18n } from 'vue-i18n';
import { count, endOfDayTime, timeOfDay, type Locale } from '../../shared/format';
import type { Span } from './load-option';
import type { DayOutlook } from './outlook';

/** A day ahead in words, the same wherever it is told. */
export function useOutlookWords() {
  const { t, locale } = useI18n();
  const n = (value: number): string => count(value, locale.value as Locale);
  const spanText = ({ at, until }: Span, timeZone: string): string =>
    `${timeOfDay(at, timeZone)}–${endOfDayTime(until, timeZone)}`;
  /** how many are lacking, where and when; null where nothing is known of staff or of visitors */
  const staffText = ({ worst, people, isRostered }: DayOutlook, timeZone: string): string | null => {
    if (worst !== null)
      return t(worst.others > 0 ? 'forecast.outlookShortest' : 'forecast.outlookShort', {
        n: worst.others,
        people: n(worst.people),
        queue: worst.queue,
        span: spanText(worst, timeZone),
      });
    return people !== null && isRostered ? t('forecast.outlookFits') : null;
  };
  return {
    spanText,
    /** work that is left when the doors close, and for how many; less than one of them is no work to speak of */
    leftText: (leftMin: number, meanServiceMin: number | null): string[] => {
      const people = Math.round(leftMin / (meanServiceMin ?? Infinity));
      return people < 1 ? [] : [t('forecast.notCleared', { n: n(leftMin), people })];
    },
    staffText,
    /** the same of a day that is named; the day alone where nothing is known of staff */
    dayText: (day: string, outlook: DayOutlook, timeZone: string): string => {
      const staff = staffText(outlook, timeZone);
      if (staff === null) return day;
      return outlook.worst === null
        ? t('forecast.outlookDayFits', { day, staff })
        : t('forecast.outlookNext', { day, short: staff });
    },
    /** how many come, and when most; null where that cannot be foreseen */
    peakText: ({ people, peak }: DayOutlook, timeZone: string): string | null =>
      people === null || peak === null ? null : t('forecast.peak', { n: n(people), span: spanText(peak, timeZone) }),
  };
}
