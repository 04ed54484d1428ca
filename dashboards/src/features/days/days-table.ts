import type { HallDoc } from '@cockpit/contracts';
import type { Cell } from '../../shared/table-file';
import { daysAfter } from '../figures/period';
import { dayIn, timeIn, type Heading, type Line } from '../organisation/tables/table';
import { wordOf, type Words } from '../organisation/tables/words';
import { emptyForm, hoursText, wishesOf, type Form } from './month';

export type Hall = Pick<HallDoc, 'code' | 'name' | 'closures' | 'specialDays'>;
const FIELDS = ['hall', 'firstDay', 'lastDay', 'kind', 'hours', 'told'] as const;
const KINDS = ['closed', 'open', 'weekly'] as const;
/** As long as anything that is looked at at once. */
const LONGEST = 100;

export const dayHeadings = (words: Words): Heading[] =>
  FIELDS.map((field) => ({ field, names: words.fieldNames(field), needed: field === 'firstDay' }));

/** What was said of days to come: a row for each stretch of a hall with the same hours for the same reason. */
export function dayRows(halls: readonly Hall[], today: string, words: Words): Cell[][] {
  return halls.flatMap((hall) => {
    const closures = hall.closures.map((day) => ({ day, hours: [], reason: '' }));
    const days = [...closures, ...(hall.specialDays ?? [])].filter(({ day }) => day >= today);
    const stretches: { first: string; last: string; hours: string; reason: string }[] = [];
    for (const { day, hours, reason } of days.sort((a, b) => (a.day < b.day ? -1 : 1))) {
      const [open, before] = [hoursText(hours), stretches.at(-1)];
      if (before?.hours === open && before.reason === reason && daysAfter(before.last, 1) === day) before.last = day;
      else stretches.push({ first: day, last: day, hours: open, reason });
    }
    return stretches.map(({ first, last, hours, reason }): Cell[] => [
      ...[hall.name, first, last, words.value(hours === '' ? 'closed' : 'open'), hours.replaceAll(' ', words.comma)],
      reason,
    ]);
  });
}

/**
 * The stretches that a table says; each fault at its row and column. Days it does not name stay as they are, and so do closures
 * without a reason that it names again.
 */
export function formsOf(lines: readonly Line[], halls: readonly Hall[], today: string, words: Words): Form[] {
  const seen = new Set<string>();
  return lines.flatMap((line) => {
    const form = formOf(line, halls, today, words);
    const days = wishesOf(form).map(({ day }) => day);
    const double = days.find((day) => seen.has(`${form.hall} ${day}`));
    if (double !== undefined) line.fault('firstDay', 'twice', { value: double });
    for (const day of days) seen.add(`${form.hall} ${day}`);
    return form.told === '' && isClosedAlready(form, halls) ? [] : [form];
  });
}

/** Whether each of its days is one on which the hall is closed and nobody said why. */
function isClosedAlready(form: Form, halls: readonly Hall[]): boolean {
  const hall = halls.find(({ code }) => code === form.hall);
  const days = form.kind === 'closed' ? wishesOf(form) : [];
  return days.length > 0 && days.every(({ day }) => hall?.closures.includes(day));
}

function formOf(line: Line, halls: readonly Hall[], today: string, words: Words): Form {
  const [from, to] = stretchIn(line, today);
  const hours = hoursIn(line.text('hours'));
  if (hours === null) line.fault('hours', 'not-hours');
  const kind = wordOf(line, 'kind', KINDS, line.text('hours') === '' ? 'closed' : 'open', words);
  if (kind === 'open' && hours?.length === 0) line.fault('hours', 'missing');
  const told = line.text('told');
  const isOpen = kind === 'open' && hours !== null && hours.length > 0;
  const form = { ...emptyForm(), hall: hallIn(line, halls), from, to, kind, told, ...(isOpen ? { hours } : {}) };
  if (kind !== 'weekly' && told === '' && !isClosedAlready(form, halls)) line.fault('told', 'missing');
  return form;
}

/** Without a hall it is about every one of the place. */
function hallIn(line: Line, halls: readonly Hall[]): string {
  const value = line.text('hall');
  if (value === '') return '';
  const found = halls.filter(({ code, name }) => [code, name].includes(value));
  if (found.length !== 1) line.fault('hall', found.length === 0 ? 'no-such' : 'twice', { value });
  return found[0]?.code ?? '';
}

function stretchIn(line: Line, today: string): [string, string] {
  const day = (field: string): string => {
    const read = dayIn(line.text(field));
    if (read === null) line.fault(field, line.text(field) === '' ? 'missing' : 'not-a-day');
    return read ?? '';
  };
  const from = day('firstDay');
  const to = line.text('lastDay') === '' ? from : day('lastDay');
  if (from === '' || to === '') return [from, to];
  if (from < today) line.fault('firstDay', 'day-over', { value: from, today });
  if (to < from) line.fault('lastDay', 'ends-first', { from, to });
  if (to >= daysAfter(from, LONGEST)) line.fault('lastDay', 'too-big', { limit: daysAfter(from, LONGEST - 1) });
  return [from, to];
}

/** `09:00–12:00；13:30–17:00`; null where a piece is no stretch of hours. */
export function hoursIn(text: string): { from: string; to: string }[] | null {
  const pieces = text
    .replace(/\s*(?:-|–|—|~|～|至|到|\bto\b)\s*/g, '-')
    .split(/[;；、,，\s]+/)
    .filter((one) => one !== '');
  const read = pieces.map((one) => one.split('-').map(timeIn));
  const hours = read.flatMap(([from, to, ...more]) =>
    typeof from !== 'string' || typeof to !== 'string' || more.length > 0 ? [] : [{ from, to }],
  );
  return hours.length === pieces.length ? hours : null;
}
