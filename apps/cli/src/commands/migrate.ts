import { grantApplication, loadSettings, migrateClickhouse, migratePostgres, storesAnswer } from '@cockpit/platform';
import type { Command } from 'commander';
import type { CliContext } from '../context';

/** Migrates both databases named by the environment; for installations with their own servers. */
export function registerMigrate(program: Command, context: CliContext): void {
  program
    .command('migrate')
    .description('bring the databases named by POSTGRES_URL and CLICKHOUSE_URL up to date')
    .option(
      '--application-role <name>',
      'a role that owns nothing: what the processes connect as, so that they cannot change the audit',
    )
    .action(async ({ applicationRole }: { applicationRole?: string }) => {
      const settings = loadSettings();
      const say = (line: string): void => {
        context.say(line);
      };
      await storesAnswer(settings, 0, say, ['postgres', 'clickhouse']);
      const postgres = await migratePostgres(settings);
      if (applicationRole !== undefined) await grantApplication(settings, applicationRole);
      const clickhouse = await migrateClickhouse(settings);
      context.print(
        { postgres, clickhouse },
        [...postgres, ...clickhouse].map((name) => `ran ${name}`).join('\n') || 'nothing to do',
      );
    });
}
