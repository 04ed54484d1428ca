import { spawn, type ChildProcess } from 'node:child_process';
import { once } from 'node:events';
import { existsSync, readFileSync, writeFileSync } from 'node:fs';
import { join, resolve } from 'node:path';
import { freePort } from '@cockpit/engines';
import { parse } from 'yaml';
import { z } from 'zod';
import { ORGANISATION, issued } from '../ingestion/support';
import { emptyStores, freshStores, type Stores } from '../support/engines';
import { folder, get, removeFolders, until } from './support';

jest.setTimeout(240_000);
const ROOT = resolve(__dirname, '..', '..');
const Service = z.looseObject({
  image: z.string().optional(),
  build: z.string().optional(),
  command: z.union([z.string(), z.array(z.string())]).optional(),
  environment: z.record(z.string(), z.string()).default({}),
  volumes: z.array(z.string()).default([]),
  ports: z.array(z.string()).default([]),
  restart: z.string(),
  healthcheck: z.looseObject({}).optional(),
  depends_on: z.record(z.string(), z.object({ condition: z.string() })).default({}),
});
const Compose = z.object({ services: z.record(z.string(), Service), volumes: z.record(z.string(), z.unknown()) });
const compose = Compose.parse(parse(readFileSync(join(ROOT, 'docker-compose.yml'), 'utf8'), { merge: true }));
const ROLES = ['ingest', 'writer', 'worker', 'api'] as const;
const SECRET = 'a secret of the tests, long enough to be one';
/** what the operator fills in */
const FILLED: Record<string, string> = {
  COCKPIT_SECRET: SECRET,
  REDIS_PASSWORD: 'r'.repeat(32),
  POSTGRES_PASSWORD: 'p'.repeat(32),
  CLICKHOUSE_PASSWORD: 'c'.repeat(32),
};
const filled = (text: string): string =>
  text
    .replaceAll(/\$\{(\w+):\?[^}]*\}/g, (_, name: string) => {
      const value = FILLED[name];
      if (value === undefined) throw new Error(`docker-compose.yml asks for ${name}, which .env.example does not name`);
      return value;
    })
    .replaceAll(/\$\{\w+:-([^}]*)\}/g, '$1');

/** Entry point and environment of the image every role runs in. */
const dockerfile =
  readFileSync(join(ROOT, 'Dockerfile'), 'utf8')
    .split(/^FROM /m)
    .at(-1) ?? '';
const entryPoint = z.array(z.string()).parse(JSON.parse(/^ENTRYPOINT (.*)$/m.exec(dockerfile)?.[1] ?? '[]'));
const imageEnv = Object.fromEntries(
  (/^ENV (.*)$/m.exec(dockerfile)?.[1] ?? '').split(' ').map((pair) => pair.split('=') as [string, string]),
);

function service(name: string): z.infer<typeof Service> {
  const found = compose.services[name];
  if (found === undefined) throw new Error(`docker-compose.yml has no service ${name}`);
  return found;
}

interface Started {
  child: ChildProcess;
  url: string;
  output: () => string;
  answer: () => string;
}
let stores: Stores;
const started = new Map<string, Started>();

/** The service's own command, or another one beside it as `docker compose exec` runs it, in the service's environment and the image's; only addresses are those of the engines here. */
async function start(name: string, exec?: readonly string[]): Promise<Started> {
  const { command, environment } = service(name);
  const port = await freePort();
  const [program = '', ...options] = entryPoint;
  const words = exec ?? z.array(z.string()).parse(command);
  if (!existsSync(join(ROOT, words[0] ?? ''))) throw new Error(`${words.join(' ')} is missing: npm run build`);
  const env = {
    PATH: process.env['PATH'],
    ...imageEnv,
    ...Object.fromEntries(Object.entries(environment).map(([key, value]) => [key, filled(value)])),
    HOST: '127.0.0.1',
    PORT: String(port),
    DATA_DIR: folder(),
    DASHBOARD_DIR: join(ROOT, 'dist', 'dashboards'),
    REDIS_URL: stores.redisUrl,
    POSTGRES_URL: stores.postgresUrl,
    CLICKHOUSE_URL: stores.clickhouseUrl,
    CLICKHOUSE_DATABASE: stores.clickhouseDatabase,
    ...(exec ? { COCKPIT_URL: urlOf(new URL(filled(environment['COCKPIT_URL'] ?? '')).hostname) } : {}),
  };
  const child = spawn(program, [...options, ...words], { cwd: ROOT, env, stdio: ['ignore', 'pipe', 'pipe'] });
  let said = '';
  let answered = '';
  for (const stream of [child.stdout, child.stderr]) stream.on('data', (chunk: Buffer) => (said += chunk.toString()));
  child.stdout.on('data', (chunk: Buffer) => (answered += chunk.toString()));
  const one = { child, url: `http://127.0.0.1:${String(port)}`, output: () => said, answer: () => answered };
  started.set(exec ? words.join(' ') : name, one);
  return one;
}

const urlOf = (role: string): string => started.get(role)?.url ?? '';

/** `docker compose exec api node dist/apps/cli/src/main.js …`, as docs/operations.md has it. */
async function cockpit(...args: string[]): Promise<{ code: number | null; answer: string; output: string }> {
  const main =
    /docker compose exec api node (\S+) /.exec(readFileSync(join(ROOT, 'docs', 'operations.md'), 'utf8'))?.[1] ?? '';
  const { child, answer, output } = await start('api', [main, ...args]);
  const [code] = (await once(child, 'close')) as [number | null];
  return { code, answer: answer().trim(), output: output() };
}

beforeAll(async () => {
  stores = await freshStores();
  // as new servers are: nothing in them yet
  await emptyStores(stores);
});
afterAll(async () => {
  for (const { child } of started.values()) {
    if (child.exitCode !== null || child.signalCode !== null) continue;
    const ended = once(child, 'exit');
    child.kill('SIGTERM');
    await ended;
  }
  await stores.dispose();
  removeFolders();
});

describe('docker-compose.yml', () => {
  it('asks for what .env.example names, and for nothing else', () => {
    const asked = new Set(
      [...readFileSync(join(ROOT, 'docker-compose.yml'), 'utf8').matchAll(/\$\{(\w+):\?/g)].map(([, name]) => name),
    );
    const named = [...readFileSync(join(ROOT, '.env.example'), 'utf8').matchAll(/^(\w+)=/gm)].map(([, name]) => name);
    expect([...asked].sort()).toEqual(named.sort());
  });

  it('runs the engines so that nothing acknowledged is lost, on volumes of their own, healthy before anything uses them', () => {
    const engines = ['redis', 'postgres', 'clickhouse'];
    expect(Object.keys(compose.services).sort()).toEqual([...engines, 'migrate', ...ROLES].sort());
    const words = filled(z.string().parse(service('redis').command))
      .trim()
      .split(/\s+/);
    const option = (name: string): string | undefined => words[words.indexOf(`--${name}`) + 1];
    expect([
      words[0],
      option('appendonly'),
      option('appendfsync'),
      option('maxmemory-policy'),
      option('requirepass'),
    ]).toEqual(['redis-server', 'yes', 'always', 'noeviction', FILLED['REDIS_PASSWORD']]);
    expect(engines.map((name) => service(name).image)).toEqual([
      expect.stringMatching(/^redis:[7-9]/),
      expect.stringMatching(/^postgres:1[5-9]/),
      expect.stringMatching(/^clickhouse\/clickhouse-server:2[5-9]\./),
    ]);
    for (const name of engines) {
      expect(service(name).restart).toBe('unless-stopped');
      const [data, ...settings] = service(name).volumes;
      expect(data).toMatch(new RegExp(`^${name}:/`));
      for (const file of settings) expect(file).toMatch(/^\.\/deploy\/.*:ro$/);
      expect(compose.volumes).toHaveProperty(name);
      expect(service(name).healthcheck).toHaveProperty('test');
      expect(service('migrate').depends_on).toHaveProperty(name, { condition: 'service_healthy' });
    }
    for (const role of ROLES)
      expect(service(role).depends_on).toEqual({ migrate: { condition: 'service_completed_successfully' } });
  });

  it('gives every role addresses and passwords that the engines have', () => {
    for (const name of [...ROLES, 'migrate']) {
      const { environment } = service(name);
      const address = (variable: string): URL => new URL(filled(environment[variable] ?? ''));
      const [redis, postgres, clickhouse] = [address('REDIS_URL'), address('POSTGRES_URL'), address('CLICKHOUSE_URL')];
      expect([
        redis.hostname,
        redis.password,
        postgres.hostname,
        postgres.username,
        postgres.password,
        postgres.pathname,
        clickhouse.hostname,
        clickhouse.port,
        clickhouse.username,
        clickhouse.password,
      ]).toEqual([
        'redis',
        FILLED['REDIS_PASSWORD'],
        'postgres',
        service('postgres').environment['POSTGRES_USER'],
        FILLED['POSTGRES_PASSWORD'],
        `/${service('postgres').environment['POSTGRES_DB'] ?? ''}`,
        'clickhouse',
        '8123',
        service('clickhouse').environment['CLICKHOUSE_USER'],
        FILLED['CLICKHOUSE_PASSWORD'],
      ]);
    }
    // a role listens where its port is published
    for (const role of ['ingest', 'api']) expect(service(role).ports[0]?.split(':')[1]).toBe(imageEnv['PORT']);
    expect(imageEnv['HOST']).toBe('0.0.0.0');
  });

  it('brings empty servers up to date, and starts four roles that take events and answer', async () => {
    const { child, output } = await start('migrate');
    const [code] = (await once(child, 'exit')) as [number | null];
    expect([code, code === 0 ? '' : output()]).toEqual([0, '']);

    for (const role of ROLES) await start(role);
    for (const role of ROLES) {
      const one = started.get(role);
      await until(
        async () => {
          if (one?.child.exitCode !== null) return `${role} ended: ${one?.output() ?? ''}`;
          return (await fetch(`${one.url}/health/ready`)).ok ? 'ready' : 'not ready';
        },
        (state) => state === 'ready',
        60_000,
      );
    }

    // the operator's first steps, on these servers and no others
    const file = join(folder(), 'organisation.json');
    writeFileSync(file, JSON.stringify(ORGANISATION));
    expect(await cockpit('organisation', 'import', file)).toMatchObject({ code: 0 });
    const key = await cockpit('source', 'add', 'tickets', '--hall', 'H32');
    const token = await cockpit('token', 'add', 'admin', '--role', 'administrator');
    const user = await cockpit('user', 'add', 'chief', '--role', 'administrator');
    expect([key.code, token.code, user.code]).toEqual([0, 0, 0]);
    const doctor = await cockpit('doctor', '--json');
    expect([doctor.code, doctor.answer]).toEqual([0, expect.stringContaining(`ready on ${urlOf('ingest')}`)]);
    for (const word of ['backup', 'restore'])
      expect(await cockpit(word, folder())).toMatchObject({
        code: 2,
        output: expect.stringContaining('servers of your own') as string,
      });
    const session = await fetch(`${urlOf('api')}/v1/session`, {
      method: 'POST',
      headers: { 'content-type': 'application/json', origin: urlOf('api') },
      body: JSON.stringify({ username: 'chief', password: user.answer }),
    });
    expect(session.ok).toBe(true);
    const answer = await fetch(`${urlOf('ingest')}/v1/events`, {
      method: 'POST',
      body: JSON.stringify(issued('compose')),
      headers: { authorization: `Bearer ${key.answer}`, 'content-type': 'application/cloudevents+json' },
    });
    expect(answer.status).toBe(202);
    await until(
      () => get<{ items: { ticketId: string }[] }>(urlOf('api'), token.answer, '/v1/visits?hall=H32&day=2026-03-04'),
      ({ items }) => items.some(({ ticketId }) => ticketId === 't-compose'),
    );
    // each role has its own doors only, and the dashboards are the api's
    expect(
      (await fetch(`${urlOf('ingest')}/v1/visits?hall=H32`, { headers: { authorization: `Bearer ${token.answer}` } }))
        .status,
    ).toBe(404);
    expect((await fetch(urlOf('api'))).headers.get('content-type')).toContain('text/html');
  });
});
