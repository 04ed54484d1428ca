import { spawn, type ChildProcess } from 'node:child_process';
import { existsSync, readFileSync } from 'node:fs';
import { createServer, type AddressInfo } from 'node:net';
import { join, resolve } from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';
import type { BrowserContext } from 'playwright-core';

const MINUTE = 60_000;

/** What `npm run demo` starts, as somebody who may sign in as anybody of it. */
export interface RunningDemo {
  url: string;
  /** the page of its group chat, once it is there */
  groupUrl(): Promise<string>;
  /** the password of one of its people; see sign-in.json for who there is */
  passwordOf(name: string): string;
  /** the answer of the API to one of its people */
  get(path: string, as?: string): Promise<unknown>;
  /** lets a browser be one of its people */
  signIn(context: BrowserContext, name: string): Promise<void>;
}

export interface Demo extends RunningDemo {
  /** @returns its exit code */
  stop(): Promise<number | null>;
}

/**
 * @param speed simulated seconds in a second
 * @param historyDays as many past days as its last week and the day before need; without it all of its month
 * @throws with everything it said, when it does not get ready
 */
export async function startDemo(dataDir: string, speed = 10, historyDays?: number): Promise<Demo> {
  const port = await freePort();
  const url = `http://127.0.0.1:${String(port)}`;
  const history = historyDays === undefined ? [] : ['--history', String(historyDays)];
  const child = spawn(process.execPath, [resolve('scripts/demo.mjs'), '--speed', String(speed), ...history], {
    cwd: resolve('.'),
    env: { ...process.env, PORT: String(port), DATA_DIR: dataDir },
    stdio: ['ignore', 'pipe', 'pipe'],
  });
  let said = '';
  for (const stream of [child.stdout, child.stderr]) stream.on('data', (chunk: Buffer) => (said += chunk.toString()));
  const signInFile = join(dataDir, 'sign-in.json');
  await until('the demonstration to be ready', 14 * MINUTE, async () => {
    if (child.exitCode !== null) throw new Error(`the demonstration ended with ${String(child.exitCode)}`);
    const ready = await fetch(`${url}/health/ready`).then(
      (answer) => answer.ok,
      () => false,
    );
    // the wall lives long before its past is there, and pages are looked at with all of it
    if (!ready || !existsSync(signInFile) || !said.includes('the past is complete')) return null;
    return true;
  }).catch((error: unknown) => {
    child.kill('SIGKILL');
    throw new Error(`${String(error)}\nit said:\n${said}`);
  });
  return {
    ...demoAt(url, dataDir),
    stop: () => ended(child),
  };
}

/** What a demonstration that somebody else started offers to somebody who may read its directory. @throws when nobody can sign in yet */
export function demoAt(url: string, dataDir: string): RunningDemo {
  const people = JSON.parse(readFileSync(join(dataDir, 'sign-in.json'), 'utf8')) as {
    name: string;
    password: string;
  }[];
  const passwordOf = (name: string): string => {
    const password = people.find((person) => person.name === name)?.password;
    if (password === undefined) throw new Error(`nobody of the demonstration is called ${name}`);
    return password;
  };
  const enter = (name: string) => ({ username: name, password: passwordOf(name) });
  const cookies = new Map<string, Promise<string>>();
  const cookieOf = async (name: string): Promise<string> => {
    const session = await fetch(`${url}/v1/session`, {
      method: 'POST',
      headers: { 'content-type': 'application/json', origin: url },
      body: JSON.stringify(enter(name)),
    });
    return session.headers
      .getSetCookie()
      .map((one) => one.split(';')[0])
      .join('; ');
  };
  return {
    url,
    groupUrl: () =>
      until('the group chat to open', 2 * MINUTE, () => {
        const log = join(dataDir, 'logs', 'simulator.log');
        const lines = existsSync(log) ? readFileSync(log, 'utf8') : '';
        return Promise.resolve(/group chat of those on duty: (\S+)/.exec(lines)?.[1] ?? null);
      }),
    passwordOf,
    get: async (path, as = 'h32') => {
      const cookie = cookies.get(as) ?? cookieOf(as);
      cookies.set(as, cookie);
      const answer = await fetch(`${url}${path}`, { headers: { cookie: await cookie } });
      if (!answer.ok) throw new Error(`GET ${path}: ${String(answer.status)} ${await answer.text()}`);
      return answer.json();
    },
    signIn: async (context, name) => {
      const answer = await context.request.post(`${url}/v1/session`, { data: enter(name), headers: { origin: url } });
      if (!answer.ok()) throw new Error(`${name} cannot sign in: ${await answer.text()}`);
    },
  };
}

export async function until<T>(what: string, patienceMs: number, look: () => Promise<T | null>): Promise<T> {
  const end = Date.now() + patienceMs;
  while (Date.now() < end) {
    const seen = await look();
    if (seen !== null) return seen;
    await sleep(500);
  }
  throw new Error(`waited ${String(patienceMs / 1000)} s for ${what}`);
}

function ended(child: ChildProcess): Promise<number | null> {
  return new Promise((resolveCode) => {
    child.once('exit', resolveCode);
    child.kill('SIGINT');
  });
}

function freePort(): Promise<number> {
  return new Promise((resolvePort, reject) => {
    const server = createServer()
      .once('error', reject)
      .listen(0, '127.0.0.1', () => {
        const { port } = server.address() as AddressInfo;
        server.close(() => {
          resolvePort(port);
        });
      });
  });
}
