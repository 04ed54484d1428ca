import { hasToBeFilled, put, valueOf, type Row } from './column';

it.each([
  ['number', ' 12.5 ', 12.5],
  ['number', '12分', '12分'],
  ['time', '9:05', '09:05'],
  ['time', '0830', '08:30'],
  ['time', '8点', '8点'],
  ['text', ' 甲 ', '甲'],
  ['text', ' ', ''],
] as const)('what is typed into a field of %s: %s', (kind, typed, kept) => {
  expect(valueOf({ kind }, typed)).toBe(kept);
});

it('leaves out what may be empty', () => {
  const row: Row = { zone: 'z' };
  put(row, 'zone', valueOf({ kind: 'text', empty: '—' }, ' '));
  expect(row).toEqual({});
});

it('has to be filled in where it is typed, may not be empty and may be changed', () => {
  const of = { field: 'code' };
  expect(hasToBeFilled({ ...of, kind: 'text' }, {})).toBe(true);
  expect([
    hasToBeFilled({ ...of, kind: 'text', empty: '' }, {}),
    hasToBeFilled({ ...of, kind: 'select' }, {}),
    hasToBeFilled({ ...of, kind: 'text', fixed: () => true }, {}),
  ]).toEqual([false, false, false]);
});
