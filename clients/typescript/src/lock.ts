import { readFile, rm, writeFile } from 'node:fs/promises';
import { join, resolve } from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';

/** two that take over the same lock at once have both written theirs by then */
const SETTLED_MS = 50;
const held = new Set<string>();

/**
 * One client for a directory; two would lose each other's events. A lock whose process is gone is taken over.
 * @returns lets go of it
 * @throws when another client has it
 */
export async function lock(directory: string): Promise<() => Promise<void>> {
  const file = join(resolve(directory), 'lock');
  if (held.has(file)) throw new Error(`${directory} is in use by another client of this process`);
  held.add(file);
  try {
    await take(file);
  } catch (error) {
    held.delete(file);
    throw error;
  }
  return async () => {
    await rm(file, { force: true });
    held.delete(file);
  };
}

async function take(file: string): Promise<void> {
  const own = `${String(process.pid)} ${await bornAt(process.pid)}`;
  if (await note(file, own)) return;
  const owner = await readFile(file, 'utf8').catch(() => '');
  if (await isAnother(owner)) throw inUse(file, owner);
  await rm(file, { force: true });
  if (await note(file, own)) await sleep(SETTLED_MS);
  const taken = await readFile(file, 'utf8').catch(() => '');
  if (taken !== own) throw inUse(file, taken);
}

const inUse = (file: string, owner: string): Error =>
  new Error(
    `${file} says that process ${owner.split(' ')[0] ?? ''} sends from this directory: one process per directory`,
  );

async function note(file: string, own: string): Promise<boolean> {
  try {
    await writeFile(file, own, { flag: 'wx', mode: 0o600 });
    return true;
  } catch (error) {
    if ((error as NodeJS.ErrnoException).code === 'EEXIST') return false;
    throw error;
  }
}

/** A number alone is no process: after a restart in a container it is soon somebody else's, or our own. */
async function isAnother(owner: string): Promise<boolean> {
  const [pid, born = ''] = owner.split(' ');
  return Number(pid) > 0 && Number(pid) !== process.pid && isAlive(Number(pid)) && (await bornAt(Number(pid))) === born;
}

function isAlive(pid: number): boolean {
  try {
    return process.kill(pid, 0);
  } catch (error) {
    return (error as NodeJS.ErrnoException).code === 'EPERM';
  }
}

/** When a process began, as Linux counts it; '' elsewhere. */
async function bornAt(pid: number): Promise<string> {
  const stat = await readFile(`/proc/${String(pid)}/stat`, 'utf8').catch(() => '');
  // behind the program's name, which may hold anything
  return stat.slice(stat.lastIndexOf(')') + 2).split(' ')[19] ?? '';
}
