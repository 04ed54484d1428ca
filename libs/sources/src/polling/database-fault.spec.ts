import { faultOf, namingDatabase } from './database-fault';

const AT = { kind: 'mysql', host: '10.1.2.3', port: 3306, database: 'tickets', user: 'reader', tls: false } as const;
const coded = (code: string, message = 'as the server says it'): Error => Object.assign(new Error(message), { code });

it.each([
  [
    'ER_ACCESS_DENIED_ERROR',
    /^MySQL at 10\.1\.2\.3:3306 refuses reader: correct .*or set “tls”.*\(as the server says it\)$/,
  ],
  ['42501', /gives reader no right to read/],
  ['ENOTFOUND', /cannot be found: correct “host”/],
  ['CERT_HAS_EXPIRED', /not trusted: name its authority in “caFile”/],
  ['HANDSHAKE_NO_SSL_SUPPORT', /has no TLS/],
  ['ER_SECURE_TRANSPORT_REQUIRED', /encrypted connections only: set “tls”/],
  ['3D000', /has no database tickets: correct “database”/],
  ['42703', /lacks what “query”/],
  ['ER_NO_SUCH_TABLE', /lacks what “query”/],
  ['ECONNREFUSED', /does not answer: start it, or correct “host” and “port”/],
  ['57014', /took too long: give the cursor’s “column” an index/],
  ['XX000', /could not be read \(as the server says it\)/],
])('%s', (code, sentence) => {
  expect(faultOf(AT, coded(code)).message).toMatch(sentence);
});

it('speaks of TLS to whoever is refused without it, and to nobody else', () => {
  const refused = (at: object) => faultOf({ ...AT, ...at }, coded('ER_ACCESS_DENIED_ERROR')).why.code;
  expect([refused({}), refused({ tls: true })]).toEqual(['database-refused-plain', 'database-refused']);
  expect(faultOf({ ...AT, kind: 'postgres' }, coded('28P01')).why.code).toBe('database-refused');
});

it.each([
  ['no pg_hba.conf entry for host "10.1.2.3", user "reader", database "tickets", no encryption', 'database-wants-tls'],
  ['no pg_hba.conf entry for host "10.1.2.3", user "reader", database "tickets", SSL off', 'database-wants-tls'],
  ['no pg_hba.conf entry for host "10.1.2.3", user "reader", database "tickets", SSL on', 'database-refused'],
  ['The server does not support SSL connections', 'database-no-tls'],
])('%s', (said, code) => {
  expect(faultOf({ ...AT, kind: 'postgres' }, coded('28000', said)).why.code).toBe(code);
});

it('says something where the error says nothing', () => {
  expect(faultOf(AT, coded('ECONNREFUSED', '')).message).toMatch(/\(ECONNREFUSED\)$/);
});

it('puts the failure of a reading into words and hands everything else on', async () => {
  let closed = 0;
  const database = namingDatabase(AT, {
    read: (from) => (from === '1' ? Promise.resolve([{ id: '1' }]) : Promise.reject(coded('42P01'))),
    latest: () => Promise.reject(coded('28P01')),
    first: () => Promise.reject(coded('ETIMEDOUT')),
    close: () => Promise.resolve(void (closed += 1)),
    cut: () => void (closed += 1),
  });
  expect(await database.read('1', 1)).toEqual([{ id: '1' }]);
  await expect(database.read('2', 1)).rejects.toThrow('lacks what');
  await expect(database.latest(1)).rejects.toMatchObject({ why: { code: 'database-refused-plain' } });
  await expect(database.first()).rejects.toMatchObject({ why: { code: 'database-away' } });
  await database.close();
  database.cut();
  expect(closed).toBe(2);
});
