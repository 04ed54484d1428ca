import { loadSettings, migrateClickhouse, migratePostgres } from '@cockpit/platform';
import type { Command } from 'commander';
import type { CliContext } from '../context';

/** Brings both databases up to date, on the stores the environment names: for installations with servers of their own. */
export function registerMigrate(program: Command, context: CliContext): void {
  program
    .command('migrate')
    .description('bring the databases named by POSTGRES_URL and CLICKHOUSE_URL up to date')
    .action(async () => {
      const settings = loadSettings();
      const postgres = await migratePostgres(settings);
      const clickhouse = await migrateClickhouse(settings);
      context.print(
        { postgres, clickhouse },
        [...postgres, ...clickhouse].map((name) => `ran ${name}`).join('\n') || 'nothing to do',
      );
    });
}
