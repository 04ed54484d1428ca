import { existsSync } from 'node:fs';
import { basename, join } from 'node:path';
import { type INestApplicationContext, Module } from '@nestjs/common';
import { AuditLog, Sources, type Actor, AccessModule } from '@cockpit/access';
import { message, type ImportReport, type Mapping } from '@cockpit/contracts';
import {
  addFound,
  Checkpoint,
  findOrganisation,
  type FoundOrganisation,
  importFile,
  type ImportOptions,
  loadMapping,
} from '@cockpit/sources';
import { type SourceScope, PipelineModule } from '@cockpit/ingestion';
import { OrganisationService, OrganisationModule } from '@cockpit/organisation';
import { BackfillBusy, Backfills, BackfillModule, WriterModule } from '@cockpit/warehouse';
import type { Command } from 'commander';
import type { CliContext, Instance } from '../context';
import { CommandFailure, Misuse } from '../exit';
import { asPath } from '../paths';
import { progressLine, reportText } from './import-report';
import { MattersMarkerModule } from '@cockpit/matters';

/** Ingestion pipeline and bulk storage. */
@Module({ imports: [AccessModule, OrganisationModule, PipelineModule, BackfillModule, MattersMarkerModule] })
class ImportServices {}

/** Writer for an import without running instance; live halls catch up at the next start. */
@Module({ imports: [ImportServices, WriterModule] })
class ImportWriting {}

interface Options {
  source: string;
  mapping?: string;
  createOrganisation?: true;
  dryRun?: true;
  restart?: true;
  parallel: string;
}

const OPERATOR: Actor = { kind: 'cli', id: 'cli', name: 'cockpit import' };
/** events per batch */
const BATCH = 20_000;

/** Imports a file through the normal ingestion. */
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
    .option('--parallel <n>', 'batches on their way at once; they are stored one after the other', '2')
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
  return context.withServices(
    instance.settings,
    instance.url === undefined ? ImportWriting : ImportServices,
    async (services) => {
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
      const source = await sources.get(options.source);
      if (source === null) throw new Misuse(`there is no source ${options.source}`);
      await services.get(AuditLog).record({
        actor: OPERATOR,
        action: 'source.import',
        target: `source/${options.source}`,
        after: { file: basename(base.file) },
      });
      const { name: sourceName, halls, types, sandbox } = source;
      const scope = { sourceName, halls, sandbox, ...(types === null ? {} : { types }) };
      return bringIn(context, services, base, { scope, checkpoint });
    },
  );
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

/** A missing source is created only together with its halls, because somebody must decide its scope. */
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
  // events without hall belong to the bureau: a source limited to no hall could post nothing
  if (found.codes.length === 0) context.tell(message('import.no-hall', { source: name }));
  await sources.create({ name, halls: found.codes.length === 0 ? 'all' : found.codes, sandbox: false }, OPERATOR);
}

/** Stores past events in bulk; hall days are computed when all events are there. */
async function bringIn(
  context: CliContext,
  services: INestApplicationContext,
  base: ImportOptions,
  { scope, checkpoint }: { scope: SourceScope; checkpoint: Checkpoint },
): Promise<ImportReport> {
  const backfill = await services.get(Backfills).open(scope, {
    onRetry: (why) => {
      context.tell(message('import.retry', { why }));
    },
  });
  try {
    const report = await importFile({ ...base, checkpoint, batchSize: BATCH, post: (events) => backfill.take(events) });
    await backfill.close();
    return report;
  } catch (error) {
    await backfill.leave();
    if (error instanceof BackfillBusy) throw new CommandFailure(error.message);
    throw error;
  }
}
