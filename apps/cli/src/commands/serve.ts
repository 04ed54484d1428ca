import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { existsSync } from 'node:fs';
import { join } from 'node:path';
import { installationDir } from '@cockpit/platform';
import type { Command } from 'commander';
import { CommandFailure } from '../exit';

const SUPERVISOR = join(__dirname, '..', '..', '..', 'embedded', 'src', 'main.js');

/** Runs the whole cockpit on this machine until stopped. */
export function registerServe(program: Command): void {
  program
    .command('serve')
    .description('run the cockpit until SIGTERM or Ctrl-C: its processes and, without servers of your own, its stores')
    .option('--host <address>', 'where it listens: HOST, else 127.0.0.1; 0.0.0.0 for every address of this machine')
    .option('--port <n>', 'PORT, else 7070')
    .addHelpText(
      'after',
      `
Starts Redis, Postgres and ClickHouse in DATA_DIR, unless REDIS_URL, POSTGRES_URL and CLICKHOUSE_URL name servers of your own (then COCKPIT_SECRET
is needed too). Brings the databases up to date before anything answers. What ends is started again. Exit codes: 0 stopped, 1 failed, 2 wrong
arguments or settings. docs/operations.md shows how it runs as a service.`,
    )
    .action(async (options: { host?: string; port?: string }) => {
      if (!existsSync(SUPERVISOR))
        throw new CommandFailure(`the cockpit is not built: npm run build in ${installationDir()}`);
      const args = Object.entries(options).flatMap(([name, value]) =>
        name === 'host' || name === 'port' ? [`--${name}`, value] : [],
      );
      process.exitCode = await supervise(args);
      if (process.exitCode !== 0) process.exit();
    });
}

/**
 * The IPC channel tells the supervisor when we end in any way.
 * @returns its exit code
 */
async function supervise(args: readonly string[]): Promise<number> {
  const child = spawn(process.execPath, ['--enable-source-maps', SUPERVISOR, 'serve', ...args], {
    stdio: ['inherit', 'inherit', 'inherit', 'ipc'],
  });
  for (const signal of ['SIGINT', 'SIGTERM', 'SIGHUP'] as const)
    process.on(signal, () => {
      if (child.connected) child.send('stop');
    });
  const [code] = (await once(child, 'exit')) as [number | null];
  return code ?? 1;
}
