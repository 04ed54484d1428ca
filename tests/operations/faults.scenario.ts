import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { chmodSync, chownSync, mkdirSync, writeFileSync } from 'node:fs';
import { createServer, type AddressInfo, type Server } from 'node:net';
import { join } from 'node:path';
import { freePort } from '@cockpit/engines';
import { ORGANISATION } from '../live/support';
import { freshStores, type Stores } from '../support/engines';
import { onPostgres } from '../support/on-postgres';
import { cockpit, compiled, folder, removeFolders, type Said } from './support';

const SECRET = 'a secret of the tests, long enough to be one';
const NOBODY = 65_534;
const isRoot = process.getuid?.() === 0;
let stores: Stores;
let holder: Server;
let taken: number;
beforeAll(async () => {
  stores = await freshStores();
  holder = createServer().listen(0, '127.0.0.1');
  await once(holder, 'listening');
  taken = (holder.address() as AddressInfo).port;
});
afterAll(async () => {
  holder.close();
  removeFolders();
  await stores.dispose();
});

/** The three servers as settings name them, one of them otherwise. */
function servers(change: Record<string, string> = {}): Record<string, string> {
  return {
    REDIS_URL: stores.redisUrl,
    POSTGRES_URL: stores.postgresUrl,
    CLICKHOUSE_URL: stores.clickhouseUrl,
    CLICKHOUSE_DATABASE: stores.clickhouseDatabase,
    COCKPIT_SECRET: SECRET,
    ...change,
  };
}

function changed(address: string, change: Partial<Pick<URL, 'password' | 'port' | 'pathname'>>): string {
  return Object.assign(new URL(address), change).href;
}

/** No stack, no object printed as it is: at most a line for each thing that is wrong. */
function expectPlain({ code, stdout, stderr }: Said, sentence: RegExp, codes: readonly number[]): void {
  expect(stderr).toMatch(sentence);
  expect(stderr).not.toMatch(/^\s+at .*:\d+|node_modules|\[object Object\]/m);
  expect(stderr.trim().split('\n').length).toBeLessThanOrEqual(4);
  expect(codes).toContain(code);
  expect(stdout).toBe('');
}

const onServers = (args: readonly string[], change: Record<string, string> = {}): Promise<Said> =>
  cockpit(folder(), args, '', servers(change));

describe('stores', () => {
  it.each<[string, readonly string[], () => Record<string, string>, RegExp]>([
    [
      'a wrong password of Postgres',
      ['user', 'list'],
      () => ({ POSTGRES_URL: changed(stores.postgresUrl, { password: 'wrong' }) }),
      /^Postgres at 127\.0\.0\.1:\d+: Postgres refuses the name or password of POSTGRES_URL: correct/m,
    ],
    [
      'a port at which no Postgres is',
      ['migrate'],
      () => ({ POSTGRES_URL: changed(stores.postgresUrl, { port: '9' }) }),
      /^Postgres does not answer at 127\.0\.0\.1:9 .*start it, or correct POSTGRES_URL$/m,
    ],
    [
      'a database that is not there',
      ['user', 'list'],
      () => ({ POSTGRES_URL: changed(stores.postgresUrl, { pathname: '/nowhere' }) }),
      /there is no such database.*create it/,
    ],
    [
      'a wrong password of Redis',
      ['source', 'add', 'TICKETS', '--hall', 'all'],
      () => ({ REDIS_URL: changed(stores.redisUrl, { password: 'wrong' }) }),
      /Redis refuses the name or password of REDIS_URL/,
    ],
    [
      'a port at which no Redis is',
      ['source', 'add', 'TICKETS', '--hall', 'all'],
      () => ({ REDIS_URL: changed(stores.redisUrl, { port: '9' }) }),
      /^Redis does not answer at 127\.0\.0\.1:9 .*correct REDIS_URL$/m,
    ],
    [
      'a wrong password of ClickHouse',
      ['migrate'],
      () => ({ CLICKHOUSE_URL: changed(stores.clickhouseUrl, { password: 'wrong' }) }),
      /ClickHouse refuses the name or password of CLICKHOUSE_URL/,
    ],
    [
      'an address that is none',
      ['user', 'list'],
      () => ({ POSTGRES_URL: 'localhost' }),
      /POSTGRES_URL: an address beginning with postgres:/,
    ],
    [
      'a secret in a file that is not there',
      ['user', 'list'],
      () => ({ COCKPIT_SECRET: '', COCKPIT_SECRET_FILE: '/nowhere/secret' }),
      /COCKPIT_SECRET_FILE: there is no \/nowhere\/secret/,
    ],
  ])('%s', async (_what, args, change, sentence) => {
    expectPlain(await onServers(args, change()), sentence, [1, 2]);
  });

  it('a column that is missing', async () => {
    await onPostgres(stores.postgresUrl, 'ALTER TABLE app_user RENAME COLUMN role TO roll');
    try {
      expectPlain(await onServers(['user', 'list']), /Postgres lacks a column .*“cockpit migrate” \(.*role.*\)/, [1]);
    } finally {
      await onPostgres(stores.postgresUrl, 'ALTER TABLE app_user RENAME COLUMN roll TO role');
    }
  });
});

describe('files', () => {
  it.each<[string, readonly string[], RegExp]>([
    ['a file that is not there', ['organisation', 'import', 'gone.json'], /\/gone\.json/],
    ['a file that is not there, to poll', ['poll', 'gone.json'], /\/gone\.json/],
    ['a mapping that is not there', ['import', 'sub', '--source', 'A', '--mapping', 'gone.json'], /\/gone\.json/],
    ['a directory in place of a file', ['organisation', 'import', 'sub'], /\/sub/],
    ['a directory in place of a file to import', ['import', 'sub', '--source', 'A', '--dry-run'], /\/sub/],
    ['a directory in place of a calendar', ['calendar', 'import', 'sub'], /\/sub/],
    ['what is no JSON', ['calendar', 'import', 'text'], /\/text is no JSON/],
  ])('%s', async (_what, args, sentence) => {
    const cwd = folder();
    mkdirSync(join(cwd, 'sub'));
    writeFileSync(join(cwd, 'text'), 'no JSON');
    // the path is printed whole, as it is meant from here
    const said = await cockpit(folder(), args, '', servers(), { cwd });
    expectPlain(said, sentence, [1, 2]);
    expect(said.stderr).toContain(cwd);
  });

  it('an export where there is no directory', async () => {
    const cwd = folder();
    writeFileSync(join(cwd, 'organisation.json'), JSON.stringify(ORGANISATION));
    const call = (...args: string[]): Promise<Said> =>
      cockpit(folder(), ['organisation', ...args], '', servers(), { cwd });
    expect((await call('import', 'organisation.json')).code).toBe(0);
    const to = join(cwd, 'gone', 'to.json');
    expectPlain(await call('export', 'gone/to.json'), new RegExp(`^there is no ${to}: correct the path$`, 'm'), [1]);
    expect((await call('export', 'to.json')).stdout).toContain(`${join(cwd, 'to.json')}: `);
  });

  it.each<[string, Record<string, unknown>, RegExp, number]>([
    ['a wrong password of a legacy database', { user: 'stranger' }, /^Postgres at .* refuses stranger: correct/, 1],
    ['a column that its query lacks', {}, /the query has no column|lacks what “query”/, 1],
    ['a port at which no legacy database is', { port: 9 }, /^Postgres at .*:9 does not answer: start it/, 1],
  ])('%s', async (_what, change, sentence, code) => {
    const [cwd, at] = [folder(), new URL(stores.postgresUrl)];
    const mapping = {
      format: 'mapping/1',
      name: 'legacy',
      timeZone: 'Asia/Shanghai',
      events: [
        {
          type: 'hall.case.closed',
          id: '{at}',
          time: { column: 'at', as: 'instant', format: 'yyyy-MM-dd HH:mm:ss' },
          data: { caseId: { column: 'at' }, result: { value: 'closed' } },
        },
      ],
    };
    const poller = {
      format: 'poller/1',
      name: 'legacy',
      database: {
        kind: 'postgres',
        host: at.hostname,
        port: Number(at.port),
        database: at.pathname.slice(1),
        user: at.username,
        passwordFile: 'password',
        ...change,
      },
      query: 'SELECT name AS at FROM app_user',
      cursor: { column: 'nowhere', start: '0' },
      mapping: 'mapping.json',
      door: { url: 'http://127.0.0.1:9', keyFile: 'password' },
    };
    for (const [name, content] of Object.entries({ 'mapping.json': mapping, 'poller.json': poller }))
      writeFileSync(join(cwd, name), JSON.stringify(content));
    writeFileSync(join(cwd, 'password'), decodeURIComponent(at.password));
    expectPlain(await cockpit(folder(), ['poll', 'poller.json', '--once'], '', {}, { cwd }), sentence, [code]);
  });

  it('a directory of another user', async () => {
    const [dataDir, own] = [folder(), folder()];
    chmodSync(own, 0o755);
    if (isRoot) chmodSync(dataDir, 0o700);
    else chmodSync(dataDir, 0);
    if (isRoot) chownSync(own, NOBODY, NOBODY);
    const as = isRoot ? { uid: NOBODY, gid: NOBODY, cwd: own } : { cwd: own };
    const none = { REDIS_URL: '', POSTGRES_URL: '', CLICKHOUSE_URL: '' };
    const said = await cockpit(dataDir, ['user', 'list'], '', none, as);
    chmodSync(dataDir, 0o700);
    said.stderr = said.stderr.replace(/^no instance is running.*\n/, '');
    expectPlain(said, new RegExp(`${dataDir}\\S* may not be used by .*as its owner`), [1, 2]);
  });

  it('what a start did not write', async () => {
    const dataDir = folder();
    writeFileSync(join(dataDir, 'run.json'), '{"pid"');
    expectPlain(await cockpit(dataDir, ['user', 'list']), /run\.json is not what a start wrote/, [2]);
  });
});

describe('starts', () => {
  async function start(program: string, args: readonly string[], env: Record<string, string>): Promise<Said> {
    const child = spawn(process.execPath, [compiled(program), ...args], {
      env: { ...process.env, DATA_DIR: folder(), LOG_LEVEL: 'silent', ...env },
      stdio: ['ignore', 'ignore', 'pipe'],
    });
    const said: Said = { code: null, stdout: '', stderr: '' };
    child.stderr.on('data', (chunk: Buffer) => (said.stderr += chunk.toString()));
    await once(child, 'close');
    return { ...said, code: child.exitCode };
  }
  const none = { REDIS_URL: '', POSTGRES_URL: '', CLICKHOUSE_URL: '' };

  it.each<[string, string, readonly string[], () => Record<string, string>, RegExp, number]>([
    [
      'a port in use',
      'embedded',
      ['serve'],
      () => ({ ...none, PORT: String(taken) }),
      /port \d+ is in use by another program: choose another, such as PORT=\d+/,
      1,
    ],
    [
      'an address of another machine',
      'embedded',
      ['serve'],
      () => ({ ...none, HOST: '192.0.2.7' }),
      /HOST=192\.0\.2\.7 is no address of this machine/,
      1,
    ],
    ['half of the servers', 'embedded', ['serve'], () => ({ ...none, REDIS_URL: stores.redisUrl }), /set all three/, 2],
    [
      'servers without a secret',
      'embedded',
      ['serve'],
      () => ({ ...servers(), COCKPIT_SECRET: '' }),
      /COCKPIT_SECRET: at least 32/,
      2,
    ],
    [
      'servers that refuse',
      'embedded',
      ['serve'],
      () => servers({ POSTGRES_URL: changed(stores.postgresUrl, { password: 'wrong' }) }),
      /Postgres refuses/,
      1,
    ],
    ['a role whose port is in use', 'api', [], () => servers({ PORT: String(taken) }), /port \d+ is in use/, 1],
  ])('%s', async (_what, program, args, env, sentence, code) => {
    const said = await start(program, args, { PORT: String(await freePort()), ...env() });
    said.stderr = said.stderr.replace(/\n\ncockpit serve \[[\s\S]*/, '');
    expectPlain(said, sentence, [code]);
  });
});
