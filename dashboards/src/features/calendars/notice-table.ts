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
