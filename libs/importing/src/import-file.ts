import type { IngestAnswer } from '@cockpit/contracts';
import { type MappedRow, type MapProblem, missingColumns, type OutgoingEvent, rowMapper, validate } from './map-row';
import type { Mapping } from './mapping';
import { FoundOrganisation } from './organisation';
import { formatOf, openRows, type RowFormat } from './rows';
import { jsonLines } from './rows/ndjson';
import type { ReadRow, Row } from './rows/row';
import { openText } from './rows/text';

export interface ImportOptions {
  file: string;
  /** without one the file must be NDJSON of CloudEvents */
  mapping?: Mapping | undefined;
  /** sends one batch; left out on a dry run */
  post?: ((events: readonly OutgoingEvent[]) => Promise<IngestAnswer>) | undefined;
  batchSize?: number | undefined;
  onProgress?: ((report: ImportReport, share: number) => void) | undefined;
  /** how many problems are kept word for word */
  examples?: number | undefined;
}

export interface ImportProblem { row: number; reason: string; path: string; message: string; id?: string }
export interface ImportReport {
  rows: number;
  /** events the file holds, sent or (dry run) ready to be sent */
  events: number;
  /** rows the mapping leaves out on purpose, by its own words */
  skipped: Record<string, number>;
  accepted: number;
  /** not sent, or refused by the door: by reason */
  rejected: Record<string, number>;
  /** the first of them */
  problems: ImportProblem[];
  firstEventAt: string | null;
  lastEventAt: string | null;
  dryRun: boolean;
}

export class ImportMisuse extends Error {}

const BATCH = 2000;
const IN_FLIGHT = 2;
/** A small compressed file is read at once, long before its rows are sent: only the end is the end. */
const NEARLY = 0.99;

/** Reads a file, maps its rows and sends what came of them; a second run of the same file changes nothing. */
export async function importFile(options: ImportOptions): Promise<ImportReport> {
  const { rows, progress } = await openMapped(options);
  const run = new ImportRun(options);
  for await (const { at, mapped } of rows) {
    await run.add(at, mapped);
    if (run.report.rows % 500 === 0) options.onProgress?.(run.report, Math.min(NEARLY, progress()));
  }
  await run.finish();
  options.onProgress?.(run.report, 1);
  return run.report;
}

/** First pass for `--create-organisation`: the halls, queues and windows the file speaks of. */
export async function findOrganisation(options: Pick<ImportOptions, 'file' | 'mapping'>): Promise<FoundOrganisation> {
  const { rows } = await openMapped(options);
  const found = new FoundOrganisation(options.mapping);
  for await (const { mapped, row } of rows) {
    for (const event of mapped.events) found.add(event, row);
  }
  return found;
}

/** The events of a file as they would be sent, for replays that need no door. */
export async function* readEvents(options: Pick<ImportOptions, 'file' | 'mapping'>): AsyncGenerator<OutgoingEvent> {
  const { rows } = await openMapped(options);
  for await (const { mapped } of rows) yield* mapped.events;
}

interface MappedFile {
  rows: AsyncIterable<{ at: number; row: Row; mapped: MappedRow }>;
  /** share of the file read, 0–1 */
  progress: () => number;
}

async function openMapped({ file, mapping }: Pick<ImportOptions, 'file' | 'mapping'>): Promise<MappedFile> {
  const format: RowFormat | undefined = mapping?.rows ?? formatOf(file);
  if (!format) throw new ImportMisuse(`cannot tell the format of ${file}: name it .csv, .ndjson or .xes, or say "rows" in the mapping`);
  if (!mapping) {
    if (format !== 'ndjson') throw new ImportMisuse(`a ${format} file needs --mapping`);
    const { text, progress } = await openText(file, 'utf8');
    return { rows: cloudEvents(text), progress };
  }
  const { rows, progress } = await openRows(file, format, mapping);
  return { rows: mapRows(rows, mapping, format), progress };
}

async function* mapRows(rows: AsyncIterable<ReadRow>, mapping: Mapping, format: RowFormat) {
  const map = rowMapper(mapping);
  let first = true;
  for await (const read of rows) {
    if ('fault' in read) {
      yield { at: read.at, row: {}, mapped: unreadable(read.fault) };
      continue;
    }
    // NDJSON and XES leave out what is empty, so only a table can lack a column for good.
    const missing = first && format === 'csv' ? missingColumns(mapping, read.row) : [];
    if (missing.length > 0) throw new ImportMisuse(`the mapping reads columns the file does not have: ${missing.join(', ')}; it has: ${Object.keys(read.row).join(', ')}`);
    first = false;
    yield { at: read.at, row: read.row, mapped: map(read.row) };
  }
}

async function* cloudEvents(text: AsyncIterable<string>) {
  for await (const line of jsonLines(text)) {
    if ('fault' in line) yield { at: line.at, row: {}, mapped: unreadable(line.fault) };
    else yield { at: line.at, row: {}, mapped: asEvents(line.value) };
  }
}

function asEvents(value: unknown): MappedRow {
  if (typeof value !== 'object' || value === null) return unreadable('not a JSON object');
  // Whatever it says goes to the door as it is, so that what is wrong with it lies in quarantine and can be seen there.
  const event = value as OutgoingEvent;
  return { events: [event], problems: validate(event) };
}

function unreadable(fault: string): MappedRow {
  return { events: [], problems: [{ kind: 'mapping', path: '', message: fault }] };
}

class ImportRun {
  readonly report: ImportReport;
  private batch: { row: number; event: OutgoingEvent }[] = [];
  private readonly flying = new Set<Promise<void>>();

  constructor(private readonly options: ImportOptions) {
    this.report = {
      rows: 0, events: 0, skipped: {}, accepted: 0, rejected: {}, problems: [], firstEventAt: null, lastEventAt: null,
      dryRun: options.post === undefined,
    };
  }

  async add(row: number, { events, problems }: MappedRow): Promise<void> {
    this.report.rows += 1;
    for (const problem of problems) this.note(row, problem);
    for (const event of events) {
      this.report.events += 1;
      this.span(event.time);
      this.batch.push({ row, event });
    }
    if (this.batch.length >= (this.options.batchSize ?? BATCH)) await this.flush();
  }

  async finish(): Promise<void> {
    await this.flush();
    await Promise.all(this.flying);
  }

  private note(row: number, problem: MapProblem): void {
    if (problem.kind === 'skipped') this.report.skipped[problem.message] = (this.report.skipped[problem.message] ?? 0) + 1;
    // What is invalid is sent all the same: the door puts it into quarantine and its answer is what counts.
    else if (problem.kind === 'mapping' || this.report.dryRun) this.reject({ row, reason: problem.kind, path: problem.path, message: problem.message });
  }

  private reject(problem: ImportProblem): void {
    this.report.rejected[problem.reason] = (this.report.rejected[problem.reason] ?? 0) + 1;
    if (this.report.problems.length < (this.options.examples ?? 20)) this.report.problems.push(problem);
  }

  private span(time: unknown): void {
    if (typeof time !== 'string' || Number.isNaN(Date.parse(time))) return;
    const { firstEventAt, lastEventAt } = this.report;
    if (firstEventAt === null || Date.parse(time) < Date.parse(firstEventAt)) this.report.firstEventAt = time;
    if (lastEventAt === null || Date.parse(time) > Date.parse(lastEventAt)) this.report.lastEventAt = time;
  }

  private async flush(): Promise<void> {
    const batch = this.batch;
    this.batch = [];
    if (!this.options.post || batch.length === 0) return;
    const sending = this.send(this.options.post, batch);
    const tracked = sending.finally(() => this.flying.delete(tracked));
    this.flying.add(tracked);
    tracked.catch(() => undefined); // thrown below, by the race or by finish()
    if (this.flying.size >= IN_FLIGHT) await Promise.race(this.flying);
  }

  private async send(post: NonNullable<ImportOptions['post']>, batch: { row: number; event: OutgoingEvent }[]): Promise<void> {
    const answer = await post(batch.map(({ event }) => event));
    this.report.accepted += answer.accepted;
    for (const { index, id, reason, path, message } of answer.rejected) {
      this.reject({ row: batch[index]?.row ?? 0, reason, path, message, ...(id === null ? {} : { id }) });
    }
  }
}
