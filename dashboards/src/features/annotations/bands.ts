import type { Annotation } from '@cockpit/contracts';

/** A stretch of an axis with what was noted on it; the first and the last place, both included. */
export interface Band {
  readonly first: number;
  readonly last: number;
  readonly text: string;
}
type Times = Pick<Annotation, 'from' | 'to' | 'firstDay' | 'lastDay' | 'text'>;

/** On an axis of days or Mondays, of which some may be left out. @param until the last day of each place of the axis; default: the day itself */
export function dayBands(
  notes: readonly Times[],
  days: readonly string[],
  until: (day: string) => string = (day) => day,
): Band[] {
  return notes.flatMap(({ firstDay, lastDay, text }) => {
    const on = days.flatMap((day, i) => (day <= lastDay && until(day) >= firstDay ? [i] : []));
    const [first, last] = [on[0], on.at(-1)];
    return first === undefined || last === undefined ? [] : [{ first, last, text }];
  });
}

/** On an axis of slots of a day. @param slots epoch ms at which each begins */
export function slotBands(notes: readonly Times[], slots: readonly number[], lengthMs: number): Band[] {
  return notes.flatMap(({ from, to, text }) => {
    const on = slots.flatMap((at, i) => (at < Date.parse(to) && at + lengthMs > Date.parse(from) ? [i] : []));
    const [first, last] = [on[0], on.at(-1)];
    return first === undefined || last === undefined ? [] : [{ first, last, text }];
  });
}

/** As long as there is room for over one place of an axis. */
const SHORT = 14;
const shortened = (text: string): string => (text.length > SHORT ? `${text.slice(0, SHORT)}…` : text);

/**
 * A series that is nothing but shaded bands: only bars reach from edge to edge of the places of an axis, a band of one day has no width on a line.
 */
export const bandSeries = (bands: readonly Band[], ink: { text: string; mark: string }): object[] =>
  bands.length === 0
    ? []
    : [
        {
          type: 'bar',
          data: [],
          silent: true,
          markArea: {
            silent: true,
            itemStyle: { color: ink.mark, opacity: 0.22 },
            label: { color: ink.text, position: 'insideTop', fontSize: 12 },
            data: bands.map(({ first, last, text }) => [{ name: shortened(text), xAxis: first }, { xAxis: last }]),
          },
        },
      ];
