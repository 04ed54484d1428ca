import { renameSync, rmSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { halfRestored, lockAfterCommands, makeFolder } from '@cockpit/engines';

/** How other commands find the running instance. */
export type RunFile = { pid: number; url: string; startedAt: string } & (
  | { redisUrl: string; postgresUrl: string; clickhouseUrl: string; clickhouseDatabase: string }
  /** it uses external servers: commands need the same settings */
  | { servers: true }
);

export function writeRunFile(dataDir: string, run: RunFile): void {
  const draft = join(dataDir, `run.json.${String(run.pid)}`);
  writeFileSync(draft, `${JSON.stringify(run, null, 2)}\n`, { mode: 0o600 });
  renameSync(draft, join(dataDir, 'run.json'));
}

export const removeRunFile = (dataDir: string): void => {
  rmSync(join(dataDir, 'run.json'), { force: true });
};

/** Why this directory cannot be used; undefined when it can. */
export function unusable(dataDir: string): string | undefined {
  const probe = join(dataDir, `.probe-${String(process.pid)}`);
  try {
    makeFolder(dataDir);
    writeFileSync(probe, '', { mode: 0o600 });
    rmSync(probe);
    return undefined;
  } catch (error) {
    return `${dataDir} cannot be made or written in (${error instanceof Error ? error.message : String(error)}): name another directory`;
  }
}

/** a backup may have started before us */
const COMMANDS_WITHIN_MS = 10 * 60_000;

/**
 * Locks a data directory for one supervisor; waits for a running command.
 * @throws when another supervisor is alive; a dead owner's lock is taken over
 */
export async function takeLock(dataDir: string, say: (line: string) => void = () => undefined): Promise<() => void> {
  makeFolder(dataDir);
  const half = halfRestored(dataDir);
  if (half !== undefined) throw new Error(half);
  const lock = await lockAfterCommands(dataDir, COMMANDS_WITHIN_MS, ({ pid }) => {
    say(`waiting: a command works on ${dataDir} (pid ${String(pid)})`);
  });
  if (typeof lock === 'function') return lock;
  throw new Error(
    `${dataDir} is in use by a running instance (pid ${String(lock.pid)}); stop it, or set DATA_DIR to another directory`,
  );
}
