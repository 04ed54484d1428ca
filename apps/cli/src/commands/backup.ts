import { resolve } from 'node:path';
import type { Command } from 'commander';
import type { CliContext } from '../context';
import { backup } from '../operations/backup/backup';
import { readManifest } from '../operations/backup/manifest';
import { askForTheRest, placeFiles, restore } from '../operations/backup/restore';
import { RebuildAskingModule } from '../operations/rebuild';

export function registerBackup(program: Command, context: CliContext): void {
  const say = (line: string): void => {
    context.say(line);
  };
  program
    .command('backup <dir>')
    .description('write everything acknowledged before now to an empty directory, while the cockpit goes on')
    .addHelpText(
      'after',
      `
The log, every table of Postgres and ClickHouse (packed, a line a row), the secret, and manifest.json with a checksum of each file, written last.
The directory is readable by its owner only: it holds the secret. Answers {began, files, rows, bytes, seconds}.`,
    )
    .action(async (dir: string) => {
      context.refuseServers('backup');
      const result = await context.withInstance(({ settings }) => backup(settings, resolve(dir), say));
      context.print(
        result,
        `${String(result.rows)} rows in ${String(result.files)} files, ${String(Math.ceil(result.bytes / 1e6))} MB, ${String(result.seconds)} s`,
      );
    });
  program
    .command('restore <dir>')
    .description('fill an empty DATA_DIR from a backup; then start as always')
    .addHelpText(
      'after',
      `
Checks every checksum first. Refuses a DATA_DIR that holds anything. Answers {began, hallDays, seconds}: hall days that the first start computes anew.`,
    )
    .action(async (given: string) => {
      context.refuseServers('restore');
      const dir = resolve(given);
      const from = Date.now();
      const manifest = await readManifest(dir);
      const hallDays = await context.withEmptyInstance(
        (dataDir) => {
          placeFiles(dir, dataDir);
        },
        async ({ settings }) => {
          await restore(settings, dir, manifest, say);
          return context.withServices(settings, RebuildAskingModule, (app) => askForTheRest(app, manifest));
        },
      );
      context.print(
        { began: manifest.began, hallDays, seconds: Number(((Date.now() - from) / 1000).toFixed(1)) },
        `restored what was acknowledged before ${manifest.began} into ${context.dataDir}`,
      );
    });
}
