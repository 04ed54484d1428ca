import type { DayStaff } from '@cockpit/contracts';
import { useI18n } from 'vue-i18n';
import { dayText, endOfDayTime, timeOfDay, type Locale } from '../../shared/format';

type Shortage = DayStaff['shortages'][number];
interface Span {
  readonly from: string;
  readonly until: string;
}

/** What is said of the staff of a day ahead. */
export function useAheadWords(timeZone: () => string) {
  const { t, locale } = useI18n();
  const spanText = ({ from, until }: Span): string =>
    `${timeOfDay(Date.parse(from), timeZone())}–${endOfDayTime(Date.parse(until), timeZone())}`;
  const listed = (parts: readonly string[]): string => parts.join(t('list.comma'));
  return {
    /** noon, so that no time zone makes it another day */
    dateText: (day: string): string => dayText(Date.parse(`${day}T12:00:00Z`), 'UTC', locale.value as Locale),
    /** a day in a word or two */
    verdict: ({ unknown, lacking }: DayStaff): string => {
      if (unknown !== null) return t(`ahead.brief.${unknown}`);
      return lacking === 0 ? t('ahead.brief.fits') : t('ahead.short', { n: lacking });
    },
    shortText: ({ spans }: Shortage): string =>
      listed(spans.map((span) => t('ahead.shortWhen', { n: span.people, span: spanText(span) }))),
    /** breaks first, then whom to ask, then what nobody is there for; nothing left to ask says that the moves do it */
    stepsOf: ({ moves, helps }: Shortage): string[] => [
      ...moves.map((move) =>
        t('ahead.move', {
          number: move.number,
          kind: t(`plan.absence.${move.kind}`),
          before: timeOfDay(Date.parse(move.rosteredFrom), timeZone()),
          span: spanText(move),
        }),
      ),
      ...helps.flatMap((help) => [
        ...(help.windows.length === 0
          ? []
          : [
              t('ahead.help', {
                n: help.windows.length,
                span: spanText(help),
                windows: listed(
                  help.windows.map(({ number, home }) =>
                    home === null ? t('ahead.reserve', { number }) : t('ahead.helper', { number, home }),
                  ),
                ),
              }),
            ]),
        ...(help.missing === 0 ? [] : [t('ahead.missing', { n: help.missing, span: spanText(help) })]),
      ]),
      ...(helps.length === 0 ? [t('ahead.enoughAfter')] : []),
    ],
  };
}
