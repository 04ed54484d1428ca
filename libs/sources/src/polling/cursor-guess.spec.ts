import type { DatabaseColumn } from '@cockpit/contracts';
import { guessCursor } from './cursor-guess';

const column = (name: string, type: string, more: Partial<DatabaseColumn> = {}): DatabaseColumn => ({
  name,
  type,
  nullable: true,
  primary: false,
  indexed: false,
  ...more,
});
const ID = column('id', 'bigint(20) unsigned', { primary: true, indexed: true, nullable: false });

it.each([
  ['updated_at', 'timestamp with time zone'],
  ['LAST_MODIFIED', 'datetime(3)'],
  ['更新时间', 'timestamp without time zone'],
  ['gxsj', 'datetime'],
])('finds changes by %s (%s)', (name, type) => {
  expect(guessCursor([ID, column('call_time', type), column(name, type)])).toEqual({
    key: 'id',
    cursor: { column: name, finds: 'changes' },
  });
});

it('takes the time of a change that is indexed, then the one that is never empty', () => {
  const [one, two] = [column('changed', 'datetime'), column('updated', 'datetime', { nullable: false })];
  expect(guessCursor([one, two]).cursor?.column).toBe('updated');
  expect(guessCursor([{ ...one, indexed: true }, two]).cursor?.column).toBe('changed');
});

it('finds only new rows by a number or the time of making', () => {
  expect(guessCursor([column('called', 'datetime'), ID]).cursor).toEqual({ column: 'id', finds: 'new' });
  expect(guessCursor([column('创建时间', 'timestamp')]).cursor).toEqual({ column: '创建时间', finds: 'new' });
});

it('guesses nothing of a text, a day, or a time that any row may have', () => {
  const text = column('id', 'varchar(36)', { primary: true });
  const columns = [text, column('updated', 'date'), column('last_name', 'text'), column('called', 'datetime')];
  expect(guessCursor(columns)).toEqual({ key: 'id', cursor: null });
});
