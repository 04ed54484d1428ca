import { linkSync, readFileSync, renameSync, rmSync, statSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';
import { makeFolder } from './files';
import { commandLine, isAlive } from './process';

/** The process that runs engines on a data directory: a supervisor or a command. */
export interface Holder {
  pid: number;
  program: 'supervisor' | 'command';
}

const PROGRAMS: readonly [Holder['program'], string][] = [
  ['supervisor', join('apps', 'embedded')],
  ['command', join('apps', 'cli')],
];
const fileOf = (dataDir: string): string => join(dataDir, 'supervisor.pid');

/** The live process that holds the directory, if any. */
export const holderOf = (dataDir: string): Holder | undefined => holderIn(fileOf(dataDir));

function holderIn(file: string): Holder | undefined {
  // an empty file is left by a power cut: ours are never empty under this name
  const pid = Number(ifThere(() => readFileSync(file, 'utf8')) ?? 0);
  if (!(pid > 1) || pid === process.pid || !isAlive(pid)) return undefined;
  // the pid may have been reused by another program
  const program = programOf(pid);
  return program === undefined ? undefined : { pid, program };
}

/** The file may be removed by another process at any time. */
function ifThere<T>(look: () => T): T | undefined {
  try {
    return look();
  } catch (error) {
    if ((error as NodeJS.ErrnoException).code !== 'ENOENT') throw error;
    return undefined;
  }
}

const programOf = (pid: number): Holder['program'] | undefined =>
  PROGRAMS.find(([, path]) => commandLine(pid).includes(path))?.[0];

/**
 * Two processes on one directory would stop each other's engines.
 * @returns function to release the lock, or the current holder
 */
export function lockDirectory(dataDir: string): (() => void) | Holder {
  makeFolder(dataDir);
  const file = fileOf(dataDir);
  // written before linking, so that another process never reads it empty and takes it for a leftover
  const ownFile = `${file}.${String(process.pid)}`;
  writeFileSync(ownFile, String(process.pid), { mode: 0o600 });
  try {
    const holder = take(file, ownFile);
    if (holder !== undefined) return holder;
    return () => {
      rmSync(file, { force: true });
    };
  } finally {
    rmSync(ownFile, { force: true });
  }
}

/**
 * Puts our file under this name, also over a dead process's file. Only one process may replace it: the one with the
 * claim on that very file, which is itself a lock taken this way. Under the claim the file is checked again, because it
 * may have changed.
 * @returns the holder, or the process about to hold it
 */
function take(file: string, ownFile: string): Holder | undefined {
  for (;;) {
    if (isLinked(ownFile, file)) return undefined;
    const left = instanceOf(file);
    const holder = holderIn(file);
    if (holder !== undefined) return holder;
    if (left === undefined) continue;
    const claim = `${file}.${left}`;
    const other = take(claim, ownFile);
    if (other !== undefined) return other;
    try {
      if (instanceOf(file) !== left) continue;
      const next = `${ownFile}.next`;
      linkSync(ownFile, next);
      // atomic: the name is never free
      renameSync(next, file);
      return undefined;
    } finally {
      rmSync(claim, { force: true });
    }
  }
}

/** Distinguishes files under the same name, because inodes are reused. */
function instanceOf(file: string): string | undefined {
  const found = ifThere(() => statSync(file, { bigint: true }));
  return found && `${String(found.ino)}-${String(found.mtimeNs)}`;
}

function isLinked(ownFile: string, file: string): boolean {
  try {
    linkSync(ownFile, file);
    return true;
  } catch (error) {
    if ((error as NodeJS.ErrnoException).code !== 'EEXIST') throw error;
    return false;
  }
}

/**
 * Like `lockDirectory`, but waits for a command to finish.
 * @param waiting called once before waiting
 */
export async function lockAfterCommands(
  dataDir: string,
  withinMs: number,
  waiting: (holder: Holder) => void,
): Promise<(() => void) | Holder> {
  const end = performance.now() + withinMs;
  for (let notified = false; ; notified = true) {
    const lock = lockDirectory(dataDir);
    if (typeof lock === 'function' || lock.program !== 'command' || performance.now() > end) return lock;
    if (!notified) waiting(lock);
    await sleep(250);
  }
}
