import { existsSync } from 'node:fs';
import { join } from 'node:path';
import { Module, type INestApplicationContext } from '@nestjs/common';
import { AccessModule, Sources, type Actor } from '@cockpit/access';
import { message, type ImportReport, type Mapping } from '@cockpit/contracts';
import {
  addFound,
  Checkpoint,
  DoorError,
  EventDoor,
  findOrganisation,
  type FoundOrganisation,
  importFile,
  type ImportOptions,
  loadMapping,
} from '@cockpit/importing';
import { IngestionModule } from '@cockpit/ingestion';
import { MattersMarkerModule } from '@cockpit/matters';
import { OrganisationModule, OrganisationService } from '@cockpit/organisation';
import { createApp, type Settings } from '@cockpit/platform';
import { WriterModule } from '@cockpit/warehouse';
import type { Command } from 'commander';
import type { CliContext, Instance } from '../context';
import { CommandFailure, Misuse } from '../exit';
import { asPath } from '../paths';
import { progressLine, reportText } from './import-report';

interface Options {
  source: string;
  mapping?: string;
  createOrganisation?: true;
  dryRun?: true;
  restart?: true;
  parallel: string;
}

const OPERATOR: Actor = { kind: 'cli', id: 'cli', name: 'cockpit import' };
/** Long enough for any file; given back when the import ends. */
const KEY_MINUTES = 24 * 60;

@Module({ imports: [AccessModule, OrganisationModule] })
class ImportServices {}

/** Door and writer, for an import without a running instance; live halls catch up when there is one. */
@Module({ imports: [AccessModule, OrganisationModule, IngestionModule, WriterModule, MattersMarkerModule] })
class ImportDoor {}

/** Backfill from a file through the door every source uses. */
export function registerImport(program: Command, context: CliContext): void {
  program
    .command('import')
    .argument('<file>', 'NDJSON of CloudEvents; or CSV, NDJSON, XES with a mapping; .gz too', asPath)
    .description('backfill events from a file; a second run of the same file changes nothing')
    .requiredOption('--source <name>', 'in whose name; identities of events belong to it')
    .option('--mapping <file>', 'how columns become events (docs/importing.md)', asPath)
    .option(
      '--create-organisation',
      'first add the halls and queues the file speaks of, on a feed clock led by this source',
    )
    .option('--dry-run', 'only read: what would be sent, the first rows that would not, and why')
    .option('--parallel <n>', 'batches on their way at once', '4')
    .option('--restart', 'from the first row, also when an earlier run was cut off')
    .addHelpText(
      'after',
      '\nKilled in the middle it carries on when it is run again. Answers {rows, events, skipped, accepted, rejected, problems, firstEventAt, lastEventAt, dryRun, resumedAfterRows?}. Exit code 1 when nothing could be taken.',
    )
    .action(async (file: string, options: Options) => {
      if (!existsSync(file)) throw new Misuse(`there is no file ${file}`);
      const mapping = options.mapping === undefined ? undefined : await loadMapping(options.mapping);
      const parallel = Number(options.parallel);
      if (!Number.isInteger(parallel) || parallel < 1 || parallel > 32)
        throw new Misuse('--parallel is a whole number from 1 to 32');
      const base = { file, mapping, parallel, onProgress: progressLine(context) };
      const report = options.dryRun
        ? await importFile(base)
        : await context.withInstance((instance) => send(context, instance, base, options));
      context.print(report, reportText(report, context.language));
      if (report.events === 0 || (!report.dryRun && report.accepted === 0))
        throw new CommandFailure(context.textOf(message('import.nothing', {})));
    });
}

async function send(
  context: CliContext,
  instance: Instance,
  base: ImportOptions & { mapping: Mapping | undefined },
  options: Options,
): Promise<ImportReport> {
  return context.withServices(instance.settings, ImportServices, async (services) => {
    const found = options.createOrganisation ? await findOrganisation(base) : undefined;
    if (found) await createOrganisation(context, services, found, options.source);
    const sources = services.get(Sources);
    await ensureSource(context, sources, options.source, found);
    const checkpoint = await Checkpoint.open(join(context.dataDir, 'imports'), {
      file: base.file,
      source: options.source,
      mapping: base.mapping,
    });
    if (options.restart) await checkpoint.forget();
    const before = await checkpoint.read();
    if (before !== null) context.tell(message('import.resumed', { rows: before.rows }));
    const key = await sources.lend(options.source, KEY_MINUTES, OPERATOR);
    try {
      return await withDoor(context, instance, key.secret, (door) =>
        importFile({ ...base, checkpoint, post: (events) => door.post(events) }),
      );
    } catch (error) {
      if (error instanceof DoorError) throw new CommandFailure(error.message);
      throw error;
    } finally {
      await sources.revoke(options.source, key.id, OPERATOR);
    }
  });
}

async function createOrganisation(
  context: CliContext,
  services: INestApplicationContext,
  found: FoundOrganisation,
  source: string,
): Promise<void> {
  const added = await addFound(services.get(OrganisationService), found, source, OPERATOR);
  const { halls, queues, windows, unfit } = added;
  if (unfit.length > 0) context.tell(message('import.unfit', { codes: unfit }));
  if (halls.length + queues.length === 0) return;
  context.tell(
    message('import.added', {
      halls: halls.length,
      codes: halls,
      queues: queues.length,
      windows: windows.length,
    }),
  );
}

/** A source that does not exist is only made together with its halls: its scope must be somebody's decision. */
async function ensureSource(
  context: CliContext,
  sources: Sources,
  name: string,
  found: FoundOrganisation | undefined,
): Promise<void> {
  if ((await sources.get(name)) !== null) return;
  if (!found)
    throw new Misuse(
      `there is no source ${name}: add it with “source add ${name} --hall CODE…”, or let --create-organisation do it`,
    );
  // events of no hall belong to the bureau: a source bound to an empty list of halls could post nothing at all
  if (found.codes.length === 0) context.tell(message('import.no-hall', { source: name }));
  await sources.create({ name, halls: found.codes.length === 0 ? 'all' : found.codes, sandbox: false }, OPERATOR);
}

/** The door of the running instance, or one of our own for as long as the import takes. */
async function withDoor<T>(
  context: CliContext,
  { settings, url }: Instance,
  key: string,
  work: (door: EventDoor) => Promise<T>,
): Promise<T> {
  const onRetry = (why: string): void => {
    context.tell(message('import.retry', { why }));
  };
  if (url !== undefined) return work(new EventDoor({ url, key, onRetry }));
  const quiet: Settings = { ...settings, logLevel: 'warn' };
  const app = await createApp(ImportDoor, quiet, 'import');
  try {
    await app.listen(0, '127.0.0.1');
    return await work(new EventDoor({ url: await app.getUrl(), key, onRetry }));
  } finally {
    await app.close();
  }
}
