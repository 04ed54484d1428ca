import { existsSync, linkSync, readFileSync, renameSync, rmSync, writeFileSync } from 'node:fs';
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
export function holderOf(dataDir: string): Holder | undefined {
  const file = fileOf(dataDir);
  const pid = existsSync(file) ? Number(readFileSync(file, 'utf8')) : 0;
  if (!(pid > 1) || pid === process.pid || !isAlive(pid)) return undefined;
  // another program may have got the number of one that died
  const program = programOf(pid);
  return program === undefined ? undefined : { pid, program };
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
    for (;;) {
      if (isLinked(own, file))
        return () => {
          rmSync(file, { force: true });
        };
      const holder = holderOf(dataDir);
      if (holder !== undefined) return holder;
      clear(file);
    }
  } finally {
    rmSync(own, { force: true });
  }
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

/** Takes away what somebody who died has left; who took it over in this moment gets it back. */
function clear(file: string): void {
  const aside = `${file}.left.${String(process.pid)}`;
  try {
    renameSync(file, aside);
  } catch {
    return;
  }
  const pid = Number(readFileSync(aside, 'utf8'));
  if (pid > 1 && pid !== process.pid && isAlive(pid) && programOf(pid) !== undefined) isLinked(aside, file);
  rmSync(aside, { force: true });
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
