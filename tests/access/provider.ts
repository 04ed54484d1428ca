import { spawn, type ChildProcess } from 'node:child_process';
import { once } from 'node:events';
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { createServer, type AddressInfo } from 'node:net';
import { tmpdir } from 'node:os';
import { join, resolve } from 'node:path';
import type { Settings } from '@cockpit/platform';

/** What the provider says of somebody, by subject. */
export type People = Record<string, { name?: string; preferred_username?: string; groups?: string[] | string }>;

export interface RunningProvider {
  readonly issuer: string;
  /** where the cockpit has to listen, and what it is told of the provider */
  readonly settings: Pick<Settings, 'port' | 'publicUrl'> & { singleSignOn: NonNullable<Settings['singleSignOn']> };
  /** replaces what is said of everybody */
  says(people: People): void;
  /** starts it anew, with a clock that is so far ahead, and keys as they are told */
  restart(aheadSec?: number, keys?: 'told' | 'broken' | 'silent'): Promise<void>;
  stop(): Promise<void>;
  dispose(): Promise<void>;
}

const HOOK = resolve(__dirname, '../support/typescript-hook.cjs');

/** A real provider on a free port, for a cockpit on another. @param rules content of the file of groups */
export async function startProvider(
  rules: object,
  people: People,
  more: Partial<RunningProvider['settings']['singleSignOn']> = {},
): Promise<RunningProvider> {
  const folder = mkdtempSync(join(tmpdir(), 'hall-cockpit-provider-'));
  const [port, cockpitPort] = [await freePort(), await freePort()];
  const [accounts, groupsFile] = [join(folder, 'accounts.json'), join(folder, 'groups.json')];
  const says = (all: People): void => {
    writeFileSync(accounts, JSON.stringify(all));
  };
  says(people);
  writeFileSync(groupsFile, JSON.stringify(rules));
  const issuer = `http://127.0.0.1:${String(port)}`;
  const cockpit = `http://127.0.0.1:${String(cockpitPort)}`;
  const client = { clientId: 'cockpit', clientSecret: 'a secret of the client, long enough' };
  let running: ChildProcess | null = null;

  const stop = async (): Promise<void> => {
    if (running?.exitCode !== null || running.signalCode !== null) return;
    const ended = once(running, 'exit');
    running.kill('SIGKILL');
    await ended;
  };
  const restart: RunningProvider['restart'] = async (aheadSec = 0, keys = 'told') => {
    await stop();
    const options = JSON.stringify({ port, ...client, cockpit, accounts, aheadSec, keys });
    running = spawn(process.execPath, ['-r', HOOK, join(__dirname, 'provider-process.ts'), options], {
      stdio: ['ignore', 'pipe', 'pipe'],
    });
    let said = '';
    running.stderr?.on('data', (part: Buffer) => (said += part.toString()));
    const exit = once(running, 'exit').then(() => {
      throw new Error(`the provider has ended: ${said}`);
    });
    exit.catch(() => undefined);
    if (running.stdout !== null) await Promise.race([once(running.stdout, 'data'), exit]);
  };
  await restart();
  return {
    issuer,
    settings: {
      port: cockpitPort,
      publicUrl: cockpit,
      singleSignOn: {
        issuer,
        ...client,
        name: '警务统一认证',
        scopes: 'openid profile',
        groupClaim: 'groups',
        officerClaim: undefined,
        groupsFile,
        clockToleranceSec: 60,
        breakGlass: undefined,
        ...more,
      },
    },
    says,
    restart,
    stop,
    dispose: async () => {
      await stop();
      rmSync(folder, { recursive: true, force: true });
    },
  };
}

async function freePort(): Promise<number> {
  const server = createServer().listen(0, '127.0.0.1');
  await once(server, 'listening');
  const { port } = server.address() as AddressInfo;
  server.close();
  await once(server, 'close');
  return port;
}

/** Follows redirects and keeps cookies as a browser does, as far as signing in needs it. */
export class Visitor {
  private readonly jar = new Map<string, { origin: string; path: string; value: string }>();

  /** One request, without going on. */
  async ask(address: string | URL, init: RequestInit = {}): Promise<Response> {
    const url = new URL(address);
    const cookie = [...this.jar]
      .filter(([, { origin, path }]) => origin === url.origin && url.pathname.startsWith(path))
      .map(([key, { value }]) => `${key.split(' ')[1] ?? ''}=${value}`)
      .join('; ');
    const headers = { ...(cookie === '' ? {} : { cookie }), ...(init.headers as Record<string, string> | undefined) };
    const answer = await fetch(url, { ...init, redirect: 'manual', headers });
    for (const line of answer.headers.getSetCookie()) this.keep(url, line);
    return answer;
  }

  /** Until something is no redirect, or `stops` says so of where it would go. */
  async follow(
    from: Response,
    base: string | URL,
    stops: (to: URL) => boolean = () => false,
  ): Promise<{ answer: Response; at: URL }> {
    let [answer, at] = [from, new URL(base)];
    for (let hops = 0; hops < 15; hops += 1) {
      const location = answer.headers.get('location');
      if (location === null) return { answer, at };
      const to = new URL(location, at);
      if (stops(to)) return { answer, at: to };
      [answer, at] = [await this.ask(to), to];
    }
    throw new Error(`does not come to an end: ${at.href}`);
  }

  cookie(name: string): string | undefined {
    return [...this.jar].find(([key]) => key.endsWith(` ${name}`))?.[1].value;
  }

  private keep(url: URL, line: string): void {
    const [pair = '', ...attributes] = line.split(';').map((part) => part.trim());
    const [name = '', ...rest] = pair.split('=');
    const attribute = (wanted: string) =>
      attributes
        .find((one) => one.toLowerCase().startsWith(`${wanted}=`))
        ?.split('=')
        .slice(1)
        .join('=');
    const path = attribute('path') ?? '/';
    const expires = attribute('expires');
    const key = `${url.origin}${path} ${name}`;
    const isGone = attribute('max-age') === '0' || (expires !== undefined && Date.parse(expires) <= Date.now());
    if (isGone || rest.join('=') === '') this.jar.delete(key);
    else this.jar.set(key, { origin: url.origin, path, value: rest.join('=') });
  }
}

/** Goes to the provider, says who it is there, and comes back. @returns where it ends, before that page is asked for */
export async function signOn(visitor: Visitor, cockpit: string, subject: string, next = '/'): Promise<URL> {
  const begin = `${cockpit}/v1/session/single-sign-on?next=${encodeURIComponent(next)}`;
  const isBack = (to: URL) => to.origin === cockpit && !to.pathname.startsWith('/v1/');
  const there = await visitor.follow(await visitor.ask(begin), begin, isBack);
  if (isBack(there.at)) return there.at;
  const form = { method: 'POST', headers: { 'content-type': 'application/x-www-form-urlencoded' } };
  const said = await visitor.ask(there.at, { ...form, body: new URLSearchParams({ login: subject }).toString() });
  return (await visitor.follow(said, there.at, isBack)).at;
}
