import type { Command } from 'commander';
import type { CliContext } from '../context';
import { Misuse } from '../exit';
import { backup, type BackupResult } from '../operations/backup/backup';
import { readManifest } from '../operations/backup/manifest';
import { requestRecomputation, placeFiles, restore } from '../operations/backup/restore';
import { readKeep, rotate } from '../operations/backup/rotation';
import { RebuildRequestModule } from '../operations/rebuild';
import { asPath } from '../paths';
import { LAST_BACKUP_KEY, createRedis, type Settings } from '@cockpit/platform';

export function registerBackup(program: Command, context: CliContext): void {
  const say = (line: string): void => {
    context.say(line);
  };
  program
    .command('backup')
    .argument('<dir>', 'a new or empty directory; with --keep the directory that holds all of them', asPath)
    .description('write everything acknowledged before now to a directory, while the cockpit goes on')
    .option(
      '--keep <days,weeks>',
      'write to a folder of <dir> named by the time, then remove older ones there but the last of so many days and weeks: 7d,4w',
    )
    .addHelpText(
      'after',
      `
The log, every table of Postgres and ClickHouse (packed, a line a row), the secret, and manifest.json with a checksum of each file, written last.
The directory is readable by its owner only: it holds the secret. Answers {dir, began, files, rows, bytes, seconds, removed}.`,
    )
    .action(async (given: string, options: { keep?: string }) => {
      context.refuseServers('backup');
      const keep = options.keep === undefined ? undefined : readKeep(options.keep);
      if (keep === undefined && options.keep !== undefined)
        throw new Misuse(`--keep is like 7d,4w, 7d or 4w, not “${options.keep}”`);
      const { dir, result, removed } = await context.withInstance(async ({ settings }) => {
        const write = (to: string): Promise<BackupResult> => backup(settings, to, say);
        const done = keep
          ? await rotate(given, keep, Date.now(), write)
          : { dir: given, result: await write(given), removed: [] };
        await noteBackup(settings, done.result.began);
        return done;
      });
      context.print(
        { dir, ...result, removed },
        [
          `${dir}: ${String(result.rows)} rows in ${String(result.files)} files, ${String(Math.ceil(result.bytes / 1e6))} MB, ${String(result.seconds)} s`,
          ...removed.map((old) => `removed ${old}`),
        ].join('\n'),
      );
    });
  program
    .command('restore')
    .argument('<dir>', 'a backup', asPath)
    .description('fill an empty DATA_DIR from a backup; then start as always')
    .addHelpText(
      'after',
      `
Checks every checksum first. Refuses a DATA_DIR that holds anything. Answers {began, hallDays, seconds}: hall days that the first start computes anew.`,
    )
    .action(async (dir: string) => {
      context.refuseServers('restore');
      const from = Date.now();
      const manifest = await readManifest(dir);
      const hallDays = await context.withEmptyInstance(
        (dataDir) => {
          placeFiles(dir, dataDir);
        },
        async ({ settings }) => {
          await restore(settings, dir, manifest, say);
          return context.withServices(settings, RebuildRequestModule, (app) => requestRecomputation(app, manifest));
        },
      );
      context.print(
        { began: manifest.began, hallDays, seconds: Number(((Date.now() - from) / 1000).toFixed(1)) },
        `restored what was acknowledged before ${manifest.began} from ${dir} into ${context.dataDir}`,
      );
    });
}

/** Stores the last full backup's start in the log's Redis, so that `/metrics` can show its age. */
async function noteBackup(settings: Settings, began: string): Promise<void> {
  const redis = createRedis(settings, 'commands');
  try {
    await redis.set(LAST_BACKUP_KEY, began);
  } finally {
    redis.disconnect();
  }
}
