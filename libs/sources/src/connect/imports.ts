import { randomUUID } from 'node:crypto';
import type { ImportRecord, ImportReport, IngestAnswer, NewImport } from '@cockpit/contracts';
import { AuditLog, Sources, type Actor } from '@cockpit/access';
import { importFile } from '../files/import-file';
import { ImportMisuse } from '../files/misuse';
import { type OutgoingEvent } from '../files/map-row';
import { Ingestor, type SourceScope } from '@cockpit/ingestion';
import { AppError, conflict, notFound } from '@cockpit/platform';
import { Injectable, Logger, type BeforeApplicationShutdown } from '@nestjs/common';
import { ImportStore } from './import-store';
import { scopeOf, takeIn } from './inner-door';
import { Uploads } from './uploads';

const BATCH = 1000;
const BEAT_MS = 1000;
/** maximum concurrent imports per process, because each uses a share of ingestion */
const AT_ONCE = 2;
const EXAMPLES = 100;

/** Imports files in the background through the normal ingestion. */
@Injectable()
export class Imports implements BeforeApplicationShutdown {
  private readonly logger = new Logger('connect');
  private readonly stop = new AbortController();
  private readonly running = new Set<Promise<void>>();

  constructor(
    private readonly uploads: Uploads,
    private readonly store: ImportStore,
    private readonly sources: Sources,
    private readonly ingestor: Ingestor,
    private readonly audit: AuditLog,
  ) {}

  /** Acknowledged events stay; importing the same file again continues without duplicates. */
  async beforeApplicationShutdown(): Promise<void> {
    this.stop.abort();
    await Promise.all(this.running);
  }

  /** @throws {AppError} 404 for an unknown source or upload, 409 while too many imports run */
  async begin(input: NewImport, actor: Actor): Promise<ImportRecord> {
    const source = await this.sources.get(input.source);
    if (source === null) throw notFound('unknown-source', `there is no source "${input.source}"`);
    const { path, upload } = await this.uploads.whole(input.file);
    if (this.running.size >= AT_ONCE) throw conflict('import-busy', `${String(AT_ONCE)} imports are running already`);
    const scope = scopeOf(source, input.trial);
    const { name: sourceName } = source;
    const id = randomUUID();
    const version = input.trial
      ? null
      : await this.store.keepVersion(sourceName, input.mapping, actor.name, input.reason);
    await this.store.begin(id, input, { file: upload.name, version, by: actor.name });
    await this.audit.record({
      actor,
      action: input.trial ? 'source.import-trial' : 'source.import',
      target: `source/${sourceName}`,
      after: { import: id, file: upload.name, bytes: upload.bytes, mapping: version, reason: input.reason },
    });
    const run = this.run(id, path, input, scope).finally(() => this.running.delete(run));
    this.running.add(run);
    return this.store.one(id);
  }

  private async run(id: string, file: string, { mapping }: NewImport, scope: SourceScope): Promise<void> {
    let last: { report: ImportReport; share: number } | null = null;
    let notedAt = 0;
    const onProgress = (report: ImportReport, share: number): void => {
      last = { report, share };
      if (Date.now() - notedAt < BEAT_MS) return;
      notedAt = Date.now();
      void this.store.beat(id, share, report).catch(() => undefined);
    };
    const about = { correlationId: id, signal: this.stop.signal };
    const post = (events: readonly OutgoingEvent[]): Promise<IngestAnswer> =>
      takeIn(this.ingestor, events, scope, about);
    // keeps the heartbeat during a long wait for ingestion
    const heartbeat = setInterval(() => {
      if (last !== null) void this.store.beat(id, last.share, last.report).catch(() => undefined);
    }, 10 * BEAT_MS);
    try {
      const options = { file, mapping, post, onProgress, batchSize: BATCH, parallel: 2, examples: EXAMPLES };
      const report = await importFile(options);
      await this.store.end(id, 'done', 1, report, null);
    } catch (error) {
      await this.failed(id, error, last).catch((lost: unknown) => {
        this.logger.error({ import: id, err: lost }, 'the end of an import could not be written');
      });
    } finally {
      clearInterval(heartbeat);
    }
  }

  private async failed(
    id: string,
    error: unknown,
    last: { report: ImportReport; share: number } | null,
  ): Promise<void> {
    const [share, report] = [last?.share ?? 0, last?.report ?? null];
    if (this.stop.signal.aborted) {
      await this.store.end(id, 'interrupted', share, report, null);
      return;
    }
    const isSenderFault = error instanceof ImportMisuse || error instanceof AppError;
    if (!isSenderFault) this.logger.error({ import: id, err: error }, 'an import failed');
    await this.store.end(id, 'failed', share, report, isSenderFault ? error.message : 'something of ours went wrong');
  }
}
