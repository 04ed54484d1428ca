import { linkSync, readFileSync, renameSync, rmSync, statSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';
import { makeFolder } from './files';
import { commandLine, isAlive } from './process';

/** Whoever runs engines on a data directory: a supervisor until it is stopped, a command until it is done. */
export interface Holder {
  pid: number;
  program: 'supervisor' | 'command';
}

const PROGRAMS: readonly [Holder['program'], string][] = [
  ['supervisor', join('apps', 'embedded')],
  ['command', join('apps', 'cli')],
];
const fileOf = (dataDir: string): string => join(dataDir, 'supervisor.pid');

/** Who holds the directory now; undefined when nobody does, or only somebody who died. */
export const holderOf = (dataDir: string): Holder | undefined => holderIn(fileOf(dataDir));

function holderIn(file: string): Holder | undefined {
  // an empty file is what a power cut leaves of one: it never stands empty under this name
  const pid = Number(ifThere(() => readFileSync(file, 'utf8')) ?? 0);
  if (!(pid > 1) || pid === process.pid || !isAlive(pid)) return undefined;
  // another program may have got the number of one that died
  const program = programOf(pid);
  return program === undefined ? undefined : { pid, program };
}

/** Somebody else may take a file away between two looks at it. */
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

/** Two at once on one directory would stop each other's engines. @returns how to give it back, or who has it */
export function lockDirectory(dataDir: string): (() => void) | Holder {
  makeFolder(dataDir);
  const file = fileOf(dataDir);
  // written before it is there: whoever starts in the same moment must not read an empty file and take it for one that was left
  const own = `${file}.${String(process.pid)}`;
  writeFileSync(own, String(process.pid), { mode: 0o600 });
  try {
    const holder = take(file, own);
    if (holder !== undefined) return holder;
    return () => {
      rmSync(file, { force: true });
    };
  } finally {
    rmSync(own, { force: true });
  }
}

/**
 * Puts our file under this name, also in the place of one that somebody who died has left. Of those who find it dead only one may put
 * another in its place: whoever has the claim to just this file, which is a lock of its own, taken in the same way. Under the claim the file
 * is looked at once more, because it may have changed hands before.
 * @returns who has it, or is about to
 */
function take(file: string, own: string): Holder | undefined {
  for (;;) {
    if (isLinked(own, file)) return undefined;
    const left = instanceOf(file);
    const holder = holderIn(file);
    if (holder !== undefined) return holder;
    if (left === undefined) continue;
    const claim = `${file}.${left}`;
    const other = take(claim, own);
    if (other !== undefined) return other;
    try {
      if (instanceOf(file) !== left) continue;
      const next = `${own}.next`;
      linkSync(own, next);
      // in one step: the name is never free
      renameSync(next, file);
      return undefined;
    } finally {
      rmSync(claim, { force: true });
    }
  }
}

/** Tells a file from another one under the same name: inodes are used again. */
function instanceOf(file: string): string | undefined {
  const found = ifThere(() => statSync(file, { bigint: true }));
  return found && `${String(found.ino)}-${String(found.mtimeNs)}`;
}

function isLinked(own: string, file: string): boolean {
  try {
    linkSync(own, file);
    return true;
  } catch (error) {
    if ((error as NodeJS.ErrnoException).code !== 'EEXIST') throw error;
    return false;
  }
}

/** As `lockDirectory`, but waits for a command to be done. @param waiting told once, before it waits */
export async function lockAfterCommands(
  dataDir: string,
  withinMs: number,
  waiting: (holder: Holder) => void,
): Promise<(() => void) | Holder> {
  const end = performance.now() + withinMs;
  for (let told = false; ; told = true) {
    const lock = lockDirectory(dataDir);
    if (typeof lock === 'function' || lock.program !== 'command' || performance.now() > end) return lock;
    if (!told) waiting(lock);
    await sleep(250);
  }
}
