import { mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { createServer, type AddressInfo } from 'node:net';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { plainFault, portFault } from './plain-fault';

const coded = (code: string, message = 'said by the store\nwith more below'): Error =>
  Object.assign(new Error(message), { code });

function thrownBy(work: () => unknown): unknown {
  try {
    work();
  } catch (error) {
    return error;
  }
  throw new Error('nothing was thrown');
}

it.each<[string, unknown, RegExp]>([
  ['a wrong password of Postgres', coded('28P01'), /^Postgres refuses .*correct POSTGRES_URL \(said by the store\)$/],
  ['a database that is not there', coded('3D000'), /no such database.*create it/],
  ['a column that is missing', coded('42703'), /lacks a column.*“cockpit migrate”/],
  ['a table that is missing', coded('42P01'), /lacks a table.*“cockpit migrate”/],
  ['a right that is missing', coded('42501'), /--application-role/],
  ['within what TypeORM says', Object.assign(new Error('failed'), { driverError: coded('42703') }), /lacks a column/],
  ['a wrong password of ClickHouse', coded('516'), /ClickHouse refuses.*CLICKHOUSE_URL/],
  ['a column that ClickHouse lacks', coded('47'), /ClickHouse lacks a column/],
  ['a wrong password of Redis', new Error('WRONGPASS invalid username-password pair'), /Redis refuses.*REDIS_URL/],
  ['a missing password of Redis', new Error('NOAUTH Authentication required.'), /Redis refuses/],
  ['a wrong port', new AggregateError([coded('ECONNREFUSED')]), /does not answer.*POSTGRES_URL/],
  ['a full disk', coded('ENOSPC'), /disk is full/],
  ['behind a cause', new Error('outer', { cause: coded('28P01') }), /Postgres refuses/],
])('%s is one sentence', (_what, error, sentence) => {
  const said = plainFault(error);
  expect(said).toMatch(sentence);
  expect(said).not.toMatch(/\n/);
});

it.each([new Error('a mistake of ours'), new TypeError('x is undefined'), coded('23505'), coded('1000'), 'text', null])(
  'leaves its stack to %s',
  (error) => {
    expect(plainFault(error)).toBeUndefined();
  },
);

describe('files', () => {
  let dir: string;
  beforeEach(() => {
    dir = mkdtempSync(join(tmpdir(), 'hall-cockpit-fault-'));
  });
  afterEach(() => {
    rmSync(dir, { recursive: true });
  });

  it('names the path and what to do', () => {
    writeFileSync(join(dir, 'file'), '');
    const read = (path: string): string | undefined => plainFault(thrownBy(() => readFileSync(path)));
    expect(read(join(dir, 'gone'))).toBe(`there is no ${join(dir, 'gone')}: correct the path`);
    expect(read(join(dir, 'file', 'in'))).toContain('no directory');
    const others = Object.assign(coded('EACCES'), { path: dir, syscall: 'open' });
    expect(plainFault(others)).toMatch(new RegExp(`^${dir} may not be used by \\S+.*: call the command as its owner`));
    expect(plainFault(Object.assign(coded('EROFS'), { path: dir }))).toContain('name another place');
  });
});

it('names a port that is taken, and another', async () => {
  const holder = createServer().listen(0, '127.0.0.1');
  await new Promise((done) => holder.once('listening', done));
  const { port } = holder.address() as AddressInfo;
  const error = await new Promise((failed) => createServer().once('error', failed).listen(port, '127.0.0.1'));
  expect(plainFault(error)).toBe(portFault('EADDRINUSE', '127.0.0.1', port));
  expect(plainFault(error)).toContain(`port ${String(port)} is in use by another program`);
  holder.close();
});

it.each([
  ['EADDRNOTAVAIL', /HOST=10\.9\.8\.7 is no address of this machine/],
  ['EACCES', /port 80 may only be used by root/],
  ['EINVAL', /\(EINVAL\)/],
])('says what %s means', (code, said) => {
  expect(portFault(code, '10.9.8.7', 80)).toMatch(said);
});
