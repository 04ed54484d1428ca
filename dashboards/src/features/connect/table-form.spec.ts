import { addressOf, emptyTable, formOf, placeOf, withKind } from './table-form';

const FILLED = {
  ...emptyTable(),
  host: ' 10.1.2.3 ',
  database: 'queue',
  user: 'reader',
  password: 'p',
  table: 'dbo.tickets',
  cursorColumn: 'changed',
  reason: 'r',
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

it('knows where to ask before a table is chosen, and what is missing for that', () => {
  expect(addressOf({ ...FILLED, table: '', cursorColumn: '', reason: '' })).toEqual({
    address: {
      kind: 'mysql',
      host: '10.1.2.3',
      port: 3306,
      database: 'queue',
      user: 'reader',
      tls: false,
      ca: null,
      tlsName: null,
      allowPrivateHost: false,
    },
    wrong: [],
  });
  expect(addressOf(emptyTable())).toEqual({ address: null, wrong: ['host', 'database', 'user'] });
});

it('takes the certificates of what is given for TLS and leaves a key behind; without TLS there are none', () => {
  const pem = (what: string, body: string): string => `-----BEGIN ${what}-----\n${body}\n-----END ${what}-----`;
  const ca = `subject=CN = root\n${pem('CERTIFICATE', 'AAAA')}\n${pem('PRIVATE KEY', 'KKKK')}\n${pem('CERTIFICATE', 'BBBB')}`;
  const { address } = addressOf({ ...FILLED, tls: true, ca, tlsName: ' db.example ' });
  expect(address).toMatchObject({
    ca: `${pem('CERTIFICATE', 'AAAA')}\n${pem('CERTIFICATE', 'BBBB')}`,
    tlsName: 'db.example',
  });
  expect(addressOf({ ...FILLED, tls: false, ca, tlsName: 'x' }).address).toMatchObject({ ca: null, tlsName: null });
  expect(addressOf({ ...FILLED, tls: true, ca: 'not one' }).wrong).toEqual(['ca']);
});
