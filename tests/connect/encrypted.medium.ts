import { createConnection } from 'mysql2/promise';
import type { DatabaseTables } from '@cockpit/contracts';
import { listTables, openDatabase, tableQuery, type DatabasePlace } from '@cockpit/sources';
import { until } from '../ingestion/support';
import { authority } from '../support/certificates';
import { startMariaDb, type ServerTls } from '../support/mariadb';
import { startSecurePostgres } from '../support/secure-postgres';

interface Secure {
  place: Omit<DatabasePlace, 'tls' | 'ca' | 'tlsName'>;
  stop(): Promise<void>;
}
async function mariadb(tls: ServerTls): Promise<Secure> {
  const server = await startMariaDb(tls);
  const connection = await createConnection({ uri: server.owner, ssl: { ca: tls.ca } });
  await connection.query('CREATE TABLE tickets (id integer PRIMARY KEY, changed timestamp)');
  await connection.end();
  const place = { kind: 'mysql' as const, host: 'localhost', port: server.port, database: 'legacy', user: 'reader' };
  return { place: { ...place, password: 'reader', allowPrivateHost: true }, stop: () => server.stop() };
}
async function postgres(tls: ServerTls): Promise<Secure> {
  const server = await startSecurePostgres(tls);
  const { port, password } = server;
  const place = { kind: 'postgres' as const, host: 'localhost', port, database: 'cockpit', user: 'cockpit' };
  return { place: { ...place, password, allowPrivateHost: true }, stop: () => server.stop() };
}

const OURS = authority('Bureau root');
const OTHERS = authority('Somebody else');

/** A certificate for other names than the one it is reached by must be told apart from one that fits. */
describe.each([
  ['Postgres', postgres],
  ['MariaDB', mariadb],
])('an encrypted connection to %s', (_, start) => {
  let named: Secure;
  beforeAll(async () => {
    named = await start({ ...OURS.issue('localhost', 'db.bureau.example'), ca: OURS.pem });
    // what was switched on takes effect a moment later
    await until(
      () => tables({ tls: false }).catch(codeOf),
      (said) => said !== 'tickets',
    );
  });
  afterAll(() => named.stop());

  const at = (over: Partial<DatabasePlace>): DatabasePlace => ({
    ...named.place,
    tls: true,
    ca: OURS.pem,
    tlsName: null,
    ...over,
  });
  const namesOf = ({ tables: found }: DatabaseTables): string => found.map(({ name }) => name).join();
  const tables = async (over: Partial<DatabasePlace> = {}): Promise<string> => namesOf(await listTables(at(over)));
  const codeOf = (error: unknown): string => (error as { why?: { code: string } }).why?.code ?? String(error);
  const refused = (over: Partial<DatabasePlace>): Promise<string> => tables(over).catch(codeOf);

  it('is made when the certificate is of a trusted authority and of the host, and the table is read', async () => {
    expect(await tables()).toBe('tickets');
    const place = at({});
    const database = openDatabase(place, { query: tableQuery(place.kind, 'tickets'), column: 'id' });
    expect(await database.read('0', 1)).toEqual([]);
    await database.close();
    // more than one authority may be named: an old one and the one that follows it
    expect(await tables({ ca: `${OTHERS.pem}${OURS.pem}` })).toBe('tickets');
  });

  it('is refused when somebody else signed the certificate, or nobody that is known', async () => {
    expect(await refused({ ca: OTHERS.pem })).toBe('database-untrusted');
    expect(await refused({ ca: null })).toBe('database-untrusted');
    expect(await refused({ ca: OURS.pem.replace(/[A-Za-z]{20}/, 'x') })).toBe('database-bad-ca');
  });

  it('is refused when the certificate is of another name or address, unless that name is given', async () => {
    // not even a certificate for this machine speaks for its address
    expect(await refused({ host: '127.0.0.1' })).toBe('database-other-name');
    expect(await refused({ tlsName: 'other.example' })).toBe('database-other-name');
    expect(await tables({ host: '127.0.0.1', tlsName: 'db.bureau.example' })).toBe('tickets');
    expect(await tables({ tlsName: 'db.bureau.example' })).toBe('tickets');
  });

  it('is what a server may require: a plain one is refused, and says why', async () => {
    // MariaDB says no more than of a wrong password
    const isPostgres = named.place.kind === 'postgres';
    expect(await refused({ tls: false })).toBe(isPostgres ? 'database-wants-tls' : 'database-refused-plain');
  });

  it('is still refused for a wrong password', async () => {
    expect(await refused({ password: 'wrong' })).toBe('database-refused');
  });
});

it.each([
  ['Postgres', postgres],
  ['MariaDB', mariadb],
])('an address in a certificate of %s stands for itself', async (_, start) => {
  const server = await start({ ...OURS.issue('127.0.0.1'), ca: OURS.pem });
  try {
    const place = { ...server.place, host: '127.0.0.1', tls: true, ca: OURS.pem, tlsName: null };
    await until(
      () =>
        listTables(place).then(
          ({ tables }) => tables.length,
          () => 0,
        ),
      (count) => count === 1,
    );
  } finally {
    await server.stop();
  }
});
