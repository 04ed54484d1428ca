import { put, valueOf, type Row } from './column';

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
