import { spawn, type ChildProcess, type SpawnOptions } from 'node:child_process';
import { once } from 'node:events';
import { existsSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join, resolve } from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';
import { freePort } from '@cockpit/engines';

export const compiled = (program: string): string => {
  const main = resolve(__dirname, '..', '..', 'dist', 'apps', program, 'src', 'main.js');
  if (!existsSync(main)) throw new Error(`${main} is missing: npm run build`);
  return main;
};

export async function until<T>(ask: () => Promise<T>, good: (value: T) => boolean, withinMs = 60_000): Promise<T> {
  const end = performance.now() + withinMs;
  let last: unknown;
  for (;;) {
    try {
      const value = await ask();
      if (good(value)) return value;
      last = value;
    } catch (error) {
      last = String(error);
    }
    if (performance.now() > end)
      throw new Error(`not within ${String(withinMs)} ms; last seen: ${JSON.stringify([last]).slice(0, 1500)}`);
    await sleep(30);
  }
}

export interface Said {
  code: number | null;
  stdout: string;
  stderr: string;
}

/** The command line on a data directory, as an operator runs it. */
export async function cockpit(
  dataDir: string,
  args: readonly string[],
  input = '',
  env: Record<string, string> = {},
  options: Pick<SpawnOptions, 'cwd' | 'uid' | 'gid'> = {},
): Promise<Said> {
  const child = spawn(process.execPath, [compiled('cli'), ...args], {
    ...options,
    env: { ...process.env, DATA_DIR: dataDir, ...env },
    stdio: ['pipe', 'pipe', 'pipe'],
  });
  const said: Said = { code: null, stdout: '', stderr: '' };
  child.stdout.on('data', (chunk: Buffer) => (said.stdout += chunk.toString()));
  child.stderr.on('data', (chunk: Buffer) => (said.stderr += chunk.toString()));
  child.stdin.end(input);
  await once(child, 'close');
  said.code = child.exitCode;
  return said;
}

/** @throws with what it said when it fails */
export async function done(dataDir: string, args: readonly string[], input = ''): Promise<string> {
  const { code, stdout, stderr } = await cockpit(dataDir, args, input);
  if (code !== 0) throw new Error(`cockpit ${args.join(' ')} ended with ${String(code)}: ${stderr}${stdout}`);
  return stdout;
}

const folders: string[] = [];
export function folder(): string {
  const dir = mkdtempSync(join(tmpdir(), 'hall-cockpit-operations-'));
  folders.push(dir);
  return dir;
}
export function removeFolders(): void {
  for (const dir of folders.splice(0)) rmSync(dir, { recursive: true, force: true });
}

/** A whole cockpit of one machine under its supervisor, with nothing of the demonstration in it. */
export class OwnCockpit {
  output = '';
  private constructor(
    private readonly child: ChildProcess,
    readonly dataDir: string,
    readonly url: string,
  ) {
    const hear = (chunk: Buffer): void => {
      this.output += chunk.toString();
    };
    child.stdout?.on('data', hear);
    child.stderr?.on('data', hear);
  }

  static async start(dataDir: string, env: Record<string, string> = {}): Promise<OwnCockpit> {
    const port = await freePort();
    const child = spawn(process.execPath, [compiled('embedded'), '--own'], {
      env: { ...process.env, NODE_ENV: 'production', LOG_LEVEL: 'warn', ...env, PORT: String(port), DATA_DIR: dataDir },
      stdio: ['ignore', 'pipe', 'pipe'],
    });
    const own = new OwnCockpit(child, dataDir, `http://127.0.0.1:${String(port)}`);
    await until(
      async () => {
        if (child.exitCode !== null) throw new Error(`it ended with ${String(child.exitCode)}: ${own.output}`);
        return existsSync(join(dataDir, 'run.json')) && (await fetch(`${own.url}/health/ready`)).ok;
      },
      Boolean,
      120_000,
    );
    return own;
  }

  async stop(): Promise<void> {
    if (this.child.exitCode !== null || this.child.signalCode !== null) return;
    const ended = once(this.child, 'exit');
    this.child.kill('SIGTERM');
    await ended;
  }
}

const ORGANISATION = {
  format: 'organisation/1',
  bureau: { code: 'bureau', name: '公安局' },
  branches: [{ code: 'household', name: '户政' }],
  halls: ['A1', 'B2'].map((code) => ({
    code,
    name: `大厅 ${code}`,
    tier: 'hall',
    queues: [{ code: 'household', name: '户政', branch: 'household' }],
    windows: ['w1', 'w2'].map((id) => ({ id, number: id, queues: ['household'] })),
    terminals: [{ id: 'm1', name: '自助机' }],
  })),
};

/** Two halls, a source and an administrator of theirs. */
export async function furnish(dataDir: string): Promise<{ key: string; token: string }> {
  const file = join(folder(), 'organisation.json');
  writeFileSync(file, JSON.stringify(ORGANISATION));
  await done(dataDir, ['organisation', 'import', file]);
  const key = (await done(dataDir, ['source', 'add', 'tickets', '--hall', 'A1', 'B2'])).trim();
  const token = (await done(dataDir, ['token', 'add', 'reader', '--role', 'administrator'])).trim();
  return { key, token };
}

export interface Sent {
  specversion: '1.0';
  source: string;
  id: string;
  type: string;
  time: string;
  data: object;
}
export const DAY = '2026-03-04';
const START = Date.parse(`${DAY}T09:00:00+08:00`);

/** Ten visits, what a window and a terminal did meanwhile, and a case that is overdue. */
export function story(number: number): Sent[] {
  const hallId = number % 2 === 0 ? 'A1' : 'B2';
  const base = START + number * 60_000;
  const event = (name: string, type: string, shiftMin: number, data: object): Sent => ({
    specversion: '1.0',
    source: '/tickets',
    id: `${String(number)}-${name}`,
    type: `hall.${type}`,
    time: new Date(base + shiftMin * 60_000).toISOString(),
    data: { hallId, ...data },
  });
  const visits = Array.from({ length: 10 }, (_, i) => {
    const ticketId = `t-${String(number)}-${String(i)}`;
    const at = { ticketId, windowId: 'w1' };
    return [
      event(`i${String(i)}`, 'ticket.issued', 0, {
        ticketId,
        number: `A${String(i)}`,
        queue: 'household',
        channel: 'walk-in',
      }),
      event(`c${String(i)}`, 'ticket.called', 5 + i, at),
      event(`s${String(i)}`, 'ticket.started', 6 + i, at),
      event(`f${String(i)}`, 'ticket.finished', 9 + i, { ...at, result: 'done' }),
    ];
  }).flat();
  return [
    ...visits,
    event('o', 'window.opened', 0, { windowId: 'w1' }),
    event('p', 'window.paused', 30, { windowId: 'w1', reason: 'break' }),
    event('h', 'terminal.heartbeat', 1, { terminalId: 'm1' }),
    event('u', 'terminal.used', 2, { terminalId: 'm1', item: 'print', seconds: 40, outcome: 'done' }),
    event('k', 'case.accepted', 3, {
      caseId: `case-${String(number)}`,
      kind: 'case',
      channel: 'window',
      unit: 'approval',
      dueAt: new Date(base + 3_600_000).toISOString(),
    }),
  ];
}

export async function post(
  url: string,
  key: string,
  events: readonly Sent[],
): Promise<{ accepted: number; rejected: unknown[] }> {
  const answer = await fetch(`${url}/v1/events`, {
    method: 'POST',
    body: JSON.stringify(events),
    headers: { authorization: `Bearer ${key}`, 'content-type': 'application/cloudevents-batch+json' },
  });
  if (answer.status !== 202) throw new Error(`${String(answer.status)} ${await answer.text()}`);
  return (await answer.json()) as { accepted: number; rejected: unknown[] };
}

export async function get<T>(url: string, token: string, path: string): Promise<T> {
  const answer = await fetch(`${url}${path}`, { headers: { authorization: `Bearer ${token}` } });
  if (!answer.ok) throw new Error(`GET ${path}: ${String(answer.status)} ${await answer.text()}`);
  return (await answer.json()) as T;
}

/** Every page of a list. */
export async function all(url: string, token: string, path: string): Promise<Record<string, unknown>[]> {
  const items: Record<string, unknown>[] = [];
  for (let cursor: string | null | undefined; cursor !== null;) {
    const page = await get<{ items: Record<string, unknown>[]; next: string | null }>(
      url,
      token,
      `${path}${cursor === undefined ? '' : `&cursor=${encodeURIComponent(cursor)}`}`,
    );
    items.push(...page.items);
    cursor = page.next;
  }
  return items;
}
