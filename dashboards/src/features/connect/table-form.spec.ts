import { emptyTable, formOf, placeOf, withKind } from './table-form';

const FILLED = {
  ...{ ...emptyTable(), host: ' 10.1.2.3 ', database: 'queue', user: 'reader', password: 'p' },
  ...{ table: 'dbo.tickets', cursorColumn: 'changed', reason: 'r' },
};

it('names every field that is missing or wrong', () => {
  expect(placeOf(emptyTable())).toEqual({
    place: null,
    wrong: ['host', 'database', 'user', 'table', 'cursorColumn', 'reason'],
  });
  expect(placeOf({ ...FILLED, host: 'http://x', port: 0, table: 'a.b.c' }).wrong).toEqual(['host', 'port', 'table']);
});

it('makes a place without the password, and a form of a place', () => {
  const { place } = placeOf(FILLED);
  expect(place).toMatchObject({ host: '10.1.2.3', port: 3306, keyColumn: null });
  expect(JSON.stringify(place)).not.toContain('password');
  if (place === null) throw new Error('no place');
  expect(formOf({ place })).toMatchObject({ keyColumn: '', password: '', host: '10.1.2.3' });
});

it('changes the port with the kind, unless somebody chose one', () => {
  expect(withKind(emptyTable(), 'postgres').port).toBe(5432);
  expect(withKind({ ...emptyTable(), port: 13306 }, 'postgres').port).toBe(13306);
});
