import { spawn, type ChildProcess } from 'node:child_process';
import { once } from 'node:events';
import { existsSync, mkdtempSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join, resolve } from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';
import { LiveHall, OrganisationDoc } from '@cockpit/contracts';
import { freePort } from '@cockpit/engines';
import { z } from 'zod';

const MAIN = resolve(__dirname, '..', '..', 'dist', 'apps', 'embedded', 'src', 'main.js');
/** for one step, on a machine that is busy with other tests */
const PATIENCE_MS = 150_000;
const SignIns = z.array(z.object({ name: z.string(), password: z.string() }));
const ROLES = 7;
/** twelve, and seven police stations */
const HALLS = 19;

let dataDir: string;
let url: string;
let child: ChildProcess;
let said = '';

beforeAll(async () => {
  dataDir = mkdtempSync(join(tmpdir(), 'hall-cockpit-interrupted-'));
  url = `http://127.0.0.1:${String(await freePort())}`;
});
afterAll(async () => {
  await end('SIGTERM');
  rmSync(dataDir, { recursive: true, force: true, maxRetries: 20, retryDelay: 100 });
});

function start(): void {
  said = '';
  child = spawn(process.execPath, [MAIN, '--history', '1', '--speed', '10'], {
    env: { ...process.env, PORT: new URL(url).port, DATA_DIR: dataDir },
    stdio: ['ignore', 'pipe', 'pipe'],
  });
  for (const stream of [child.stdout, child.stderr]) stream?.on('data', (chunk: Buffer) => (said += chunk.toString()));
}

async function end(signal: NodeJS.Signals): Promise<void> {
  if (child.exitCode !== null || child.signalCode !== null) return;
  const ended = once(child, 'exit');
  child.kill(signal);
  await ended;
}

async function until(what: string, isSo: () => boolean | Promise<boolean>): Promise<void> {
  const by = performance.now() + PATIENCE_MS;
  while (!(await isSo())) {
    if (child.exitCode !== null) throw new Error(`it ended with ${String(child.exitCode)} before ${what}:\n${said}`);
    if (performance.now() > by) throw new Error(`not within ${String(PATIENCE_MS)} ms: ${what}\n${said}`);
    await sleep(10);
  }
}

const hasSaid = (line: string) => () => said.includes(line);
const signInFile = (): string => join(dataDir, 'sign-in.json');
const tokens = (): string => {
  const file = join(dataDir, 'simulator.json');
  return existsSync(file) ? readFileSync(file, 'utf8') : '';
};

/** Each in the middle of what comes next, on what the ones before have left. */
const MOMENTS: readonly [what: string, isReached: () => boolean, signal: NodeJS.Signals][] = [
  ['the first engine runs', hasSaid('✓ redis is running'), 'SIGKILL'],
  ['ClickHouse gets its tables', hasSaid('✓ clickhouse is running'), 'SIGKILL'],
  ['Postgres gets its tables', hasSaid('✓ postgres is running'), 'SIGKILL'],
  ['the cockpit is loading', hasSaid('✓ the tables of Postgres'), 'SIGINT'],
  ['the first administrator is made', () => existsSync(signInFile()), 'SIGKILL'],
  ['the organisation is written', () => tokens().includes('"*"'), 'SIGKILL'],
  ['keys and people are made', () => tokens().includes('"sim-'), 'SIGKILL'],
  ['the morning is sent', () => tokens().includes('"position"'), 'SIGINT'],
  ['the past comes', hasSaid('✓ the halls are open'), 'SIGKILL'],
];

it('goes on after a first start that was cut off at every step', async () => {
  for (const [what, isReached, signal] of MOMENTS) {
    start();
    await until(what, isReached);
    await end(signal);
  }
  start();
  await until('the past is complete', hasSaid('the past is complete'));

  const people = SignIns.parse(JSON.parse(readFileSync(signInFile(), 'utf8')));
  expect(people).toHaveLength(ROLES);
  const cookies = new Map<string, string>();
  for (const { name: username, password } of people) {
    const session = await fetch(`${url}/v1/session`, {
      method: 'POST',
      headers: { 'content-type': 'application/json', origin: url },
      body: JSON.stringify({ username, password }),
    });
    expect([username, session.status]).toEqual([username, 200]);
    cookies.set(username, session.headers.getSetCookie()[0]?.split(';')[0] ?? '');
  }
  const get = async (path: string): Promise<unknown> =>
    (await fetch(`${url}${path}`, { headers: { cookie: cookies.get('admin') ?? '' } })).json();
  expect(OrganisationDoc.parse(await get('/v1/organisation')).halls).toHaveLength(HALLS);
  const before = LiveHall.parse(await get('/v1/halls/H32/live'));
  await until('the hall goes on', async () => LiveHall.parse(await get('/v1/halls/H32/live')).at > before.at);
}, 600_000);
