import { DESK_FIGURES, type DeskFigure, type DeskReport, type MatterDeskName } from '@cockpit/contracts';
import { DASH, count, type Locale } from '../../shared/format';
import { queryOf, type CaseFilter } from '../cases/filter';

/** Figures that tell something: a share of nothing that this desk has is none. */
export const shownFigures = ({ figures }: Pick<DeskReport, 'figures'>): DeskFigure[] =>
  figures.filter(({ of }) => of === null || of > 0);

/** What is shown of it: how many, or which share. */
export const textOf = ({ count: n, of }: Pick<DeskFigure, 'count' | 'of'>, locale: Locale): string =>
  of === null
    ? count(n, locale)
    : of === 0
      ? DASH
      : new Intl.NumberFormat(locale, { style: 'percent', maximumFractionDigits: 1 }).format(n / of);

/** One figure of the strip. */
interface Shown {
  key: string;
  label: string;
  value: string;
  hint: string;
  note?: string;
  tone?: 'bad';
  to: { name: string; query: Record<string, string> };
}

interface Place {
  desk: MatterDeskName;
  hall: string;
  period: { from: string; to: string };
}
/** The list of exactly the matters that a figure counts. */
export function listOf(key: DeskFigure['key'], { desk, hall, period }: Place): CaseFilter {
  const { trait, now } = DESK_FIGURES[key];
  return {
    desk,
    state: now ? 'open' : 'all',
    ...(hall === '' ? {} : { hall }),
    ...(trait === null ? {} : { trait }),
    ...(now ? {} : period),
  };
}

/** Shares of those that have a time limit: of fewer than came or were closed, which the base says. */
const OF_LIMITED: readonly DeskFigure['key'][] = ['contact-in-time', 'answer-in-time', 'closing-in-time'];
const baseOf = (
  key: DeskFigure['key'],
  n: number,
  of: number,
  t: (key: string, values: Record<string, number>) => string,
): string => {
  if (OF_LIMITED.includes(key)) return t('desks.ofLimited', { n, of });
  // one reopened has been closed before, and may be open again
  return key === 'reopened' ? t('desks.ofClosed', { n, of }) : `${String(n)} / ${String(of)}`;
};

/** Its figures as a strip, each with the way to its matters. */
export const stripOf = (
  report: Pick<DeskReport, 'desk' | 'figures'>,
  place: Omit<Place, 'desk'>,
  t: (key: string, values?: Record<string, number>) => string,
  locale: Locale,
): Shown[] =>
  shownFigures(report).map((figure) => ({
    key: figure.key,
    label: t(`desks.figure.${figure.key}`),
    value: textOf(figure, locale),
    hint: t(`desks.definition.${figure.key}`),
    to: { name: 'cases', query: queryOf(listOf(figure.key, { desk: report.desk, ...place })) },
    ...(figure.of === null ? {} : { note: baseOf(figure.key, figure.count, figure.of, t) }),
  }));

/** The list of those that are past their time, which the desk's own figures do not count. */
export const overdueOf = (desk: MatterDeskName, hall: string): CaseFilter => ({
  desk,
  state: 'red',
  ...(hall === '' ? {} : { hall }),
});

/** How many of the open ones are past their time, in front of those that are still to fall due; `count` null: not known yet. */
export function withOverdue(
  strip: readonly Shown[],
  overdue: { count: number | null; desk: MatterDeskName; hall: string },
  t: (key: string) => string,
  locale: Locale,
): Shown[] {
  const at = strip.findIndex(({ key }) => key === 'due-today');
  if (overdue.count === null || at < 0) return [...strip];
  const figure: Shown = {
    key: 'overdue',
    label: t('desks.figure.overdue'),
    value: count(overdue.count, locale),
    hint: t('desks.definition.overdue'),
    to: { name: 'cases', query: queryOf(overdueOf(overdue.desk, overdue.hall)) },
    ...(overdue.count > 0 ? { tone: 'bad' } : {}),
  };
  return [...strip.slice(0, at), figure, ...strip.slice(at)];
}
