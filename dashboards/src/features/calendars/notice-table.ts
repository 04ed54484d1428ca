import { CalendarYear } from '@cockpit/contracts';
import type { Cell } from '../../shared/table-file';
import { dayIn, type Heading, type Line as TableLine } from '../organisation/tables/table';
import { wordOf, type Words } from '../organisation/tables/words';
import type { Line } from './lines';

const FIELDS = ['name', 'kind', 'from', 'to'] as const;

export const noticeHeadings = (words: Words): Heading[] =>
  FIELDS.map((field) => ({ field, names: words.fieldNames(field), needed: field === 'name' || field === 'from' }));

export const noticeRows = (lines: readonly Line[], words: Words): Cell[][] =>
  lines.map(({ name, isOffDay, from, to }) => [name, words.value(isOffDay ? 'off' : 'work'), from, to]);

/** A notice of holidays as a table has it, each fault at its row and column; without a last day it is one day. */
export const noticeOf = (lines: readonly TableLine[], words: Words): Line[] =>
  lines.map((line) => {
    const day = (field: 'from' | 'to'): string => {
      const read = dayIn(line.text(field));
      if (read === null) line.fault(field, line.text(field) === '' ? 'missing' : 'not-a-day');
      return read ?? '';
    };
    const name = line.text('name');
    if (name === '') line.fault('name', 'missing');
    const from = day('from');
    const to = line.text('to') === '' ? from : day('to');
    if (from !== '' && to !== '' && to < from) line.fault('to', 'ends-first', { from, to });
    return { name, isOffDay: wordOf(line, 'kind', ['off', 'work'] as const, 'off', words) === 'off', from, to };
  });

/** Places of a file that are named when it cannot be read. */
const FAULTS_NAMED = 5;

/** A notice as the file of the command line has it, or the places that are wrong. */
export function noticeIn(text: string): CalendarYear | { wrong: string[] } {
  const notice = CalendarYear.safeParse(jsonOf(text));
  if (notice.success) return notice.data;
  const places = notice.error.issues.slice(0, FAULTS_NAMED).map(({ path }) => path.map(String).join('.'));
  return { wrong: [...new Set(places)] };
}

function jsonOf(text: string): unknown {
  try {
    return JSON.parse(text);
  } catch {
    return undefined;
  }
}
