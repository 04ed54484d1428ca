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
  return {
    spanText,
    /** work that is left when the doors close, and for how many; less than one of them is no work to speak of */
    leftText: (leftMin: number, meanServiceMin: number | null): string[] => {
      const people = Math.round(leftMin / (meanServiceMin ?? Infinity));
      return people < 1 ? [] : [t('forecast.notCleared', { n: n(leftMin), people })];
    },
    /** where and when staff falls shortest; null where nothing is known of staff or of visitors */
    staffText: ({ worst, people, isRostered }: DayOutlook, timeZone: string): string | null => {
      if (worst !== null)
        return t('forecast.outlookShort', {
          ...{ queue: worst.queue, span: spanText(worst, timeZone), n: n(worst.shortMin) },
          // so many would do it in that time: one fewer would not
          people: n(Math.max(1, Math.ceil((worst.shortMin * 60_000) / (worst.until - worst.at)))),
        });
      return people !== null && isRostered ? t('forecast.outlookFits') : null;
    },
    /** how many come, and when most; null where that cannot be foreseen */
    peakText: ({ people, peak }: DayOutlook, timeZone: string): string | null =>
      people === null || peak === null ? null : t('forecast.peak', { n: n(people), span: spanText(peak, timeZone) }),
  };
}
