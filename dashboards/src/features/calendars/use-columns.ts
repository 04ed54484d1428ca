import { computed } from 'vue';
import { useI18n } from 'vue-i18n';
import { column, type Column } from '../../kit/columns';
import { DASH } from '../../shared/format';
import { lengthOf, type Line } from './lines';

/** The columns of a notice of holidays. */
export function useNoticeColumns() {
  const { t } = useI18n();
  const day = (key: 'from' | 'to'): Column<Line> =>
    column(key, t(`calendars.${key}`), (line) => line[key], {
      nowrap: true,
      field: {
        kind: 'day',
        value: (line) => line[key],
        write: (line, text) => (line[key] = text),
        testid: (_, at) => `${key}-${String(at)}`,
      },
    });
  return computed<Column<Line>[]>(() => [
    column('name', t('calendars.name'), ({ name }) => name, {
      heading: true,
      field: {
        value: ({ name }) => name,
        write: (line, text) => (line.name = text),
        testid: (_, at) => `name-${String(at)}`,
      },
    }),
    column('kind', t('calendars.kind'), ({ isOffDay }) => t(isOffDay ? 'calendars.off' : 'calendars.makeUp'), {
      field: {
        value: ({ isOffDay }) => String(isOffDay),
        write: (line, text) => (line.isOffDay = text === 'true'),
        options: [true, false].map((is) => ({ value: String(is), text: t(is ? 'calendars.off' : 'calendars.work') })),
        testid: (_, at) => `kind-${String(at)}`,
      },
    }),
    day('from'),
    day('to'),
    column('days', t('calendars.days'), { numeric: true, text: (line) => String(lengthOf(line) || DASH) }),
  ]);
}
