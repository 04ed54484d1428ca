import { DASH } from '../shared/format';
import { fileRows, filterRows, nextSorting, sortRows, type Column } from './columns';

interface Hall {
  name: string;
  waiting: number | null;
}
const columns: Column<Hall>[] = [
  { key: 'name', title: 'Hall', value: ({ name }) => name, note: ({ name }) => `code-${name}` },
  { key: 'waiting', title: 'Waiting', value: ({ waiting }) => waiting },
  { key: 'actions', title: 'Actions', actions: () => [] },
];
const rows: Hall[] = [
  { name: 'Hall 10', waiting: 3 },
  { name: 'Hall 9', waiting: null },
  { name: 'Hall 2', waiting: 20 },
];
const names = (key: string, descending: boolean) =>
  sortRows(rows, columns, { key, descending }).map(({ name }) => name);

it('sorts numbers by size, names with numbers as people count them, and what has no value last', () => {
  expect(names('name', false)).toEqual(['Hall 2', 'Hall 9', 'Hall 10']);
  expect(names('waiting', false)).toEqual(['Hall 10', 'Hall 2', 'Hall 9']);
  expect(names('waiting', true)).toEqual(['Hall 2', 'Hall 10', 'Hall 9']);
  expect(sortRows(rows, columns, null)).toBe(rows);
});

it('turns a heading from ascending to descending and back to the order of the rows', () => {
  const first = nextSorting(null, 'name');
  const second = nextSorting(first, 'name');
  expect([first, second, nextSorting(second, 'name')]).toEqual([
    { key: 'name', descending: false },
    { key: 'name', descending: true },
    null,
  ]);
  expect(nextSorting(second, 'waiting')).toEqual({ key: 'waiting', descending: false });
});

it('finds every word in any column, small print included', () => {
  expect(filterRows(rows, columns, ' hall CODE-hall 20 ')).toEqual([rows[2]]);
  expect(filterRows(rows, columns, '')).toBe(rows);
});

it('exports what is shown without columns of buttons', () => {
  expect(fileRows(columns, rows.slice(0, 2))).toEqual([
    ['Hall', 'Waiting'],
    ['Hall 10', 3],
    ['Hall 9', DASH],
  ]);
});
