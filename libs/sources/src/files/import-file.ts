import { cause, type ImportReport, type RowFormat } from '@cockpit/contracts';
import { ImportRun, type RunOptions } from './import-run';
import { type MappedRow, missingColumns, type OutgoingEvent, rowMapper, validate } from './map-row';
import type { Mapping } from './mapping';
import { FoundOrganisation } from './organisation';
import { formatOf, openRows } from './rows';
import { jsonLines } from './rows/ndjson';
import { ImportMisuse, UnreadableFile } from './misuse';
import type { ReadRow, Row, UnreadRow } from './rows/row';
import { openText } from './rows/text';

/** Without a mapping the file must be NDJSON of CloudEvents. */
export interface ImportOptions extends RunOptions {
  file: string;
  onProgress?: ((report: ImportReport, share: number) => void) | undefined;
}

/** A small compressed file is read at once, long before its rows are sent, so progress is limited until the end. */
const NEARLY = 0.99;

/**
 * Reads a file, maps its rows and sends the events; a second run of the same file changes nothing. With a checkpoint,
 * an interrupted run continues after the last acknowledged row.
 */
export async function importFile(options: ImportOptions): Promise<ImportReport> {
  const before = (await options.checkpoint?.read()) ?? null;
  const { rows, progress } = await openMapped(options, before?.rows ?? 0, options.post === undefined);
  const run = new ImportRun(options, before);
  for await (const { at, mapped } of rows) {
    await run.add(at, mapped);
    if (run.report.rows % 500 === 0) options.onProgress?.(run.report, Math.min(NEARLY, progress()));
  }
  const report = await run.finish();
  options.onProgress?.(report, 1);
  return report;
}

/** First pass for `--create-organisation`: halls, queues and windows in the file. */
export async function findOrganisation(options: Pick<ImportOptions, 'file' | 'mapping'>): Promise<FoundOrganisation> {
  const { rows } = await openMapped(options);
  const found = new FoundOrganisation(options.mapping);
  for await (const { mapped, row } of rows) {
    for (const event of mapped.events) found.add(event, row);
  }
  return found;
}

/** The file's events without sending them, for replays. */
export async function* readEvents(options: Pick<ImportOptions, 'file' | 'mapping'>): AsyncGenerator<OutgoingEvent> {
  const { rows } = await openMapped(options);
  for await (const { mapped } of rows) yield* mapped.events;
}

export interface MappedFile {
  rows: AsyncIterable<{ at: number; row: Row; mapped: MappedRow }>;
  /** share of the file read, 0–1 */
  progress: () => number;
}

/**
 * @param passed number of rows to skip at the start
 * @param validated whether to validate events here; when they are sent, ingestion does it
 */
export async function openMapped(
  { file, mapping }: Pick<ImportOptions, 'file' | 'mapping'>,
  passed = 0,
  validated = true,
): Promise<MappedFile> {
  const format: RowFormat | undefined = mapping?.rows ?? formatOf(file);
  if (!format)
    throw new ImportMisuse(
      `cannot tell the format of ${file}: name it .csv, .xlsx, .ndjson or .xes, or say "rows" in the mapping`,
    );
  if (!mapping) {
    if (format !== 'ndjson') throw new ImportMisuse(`a ${format} file needs --mapping`);
    const { text, progress } = await openText(file, 'utf8');
    return { rows: cloudEvents(text, passed, validated), progress };
  }
  const { rows, progress } = await openRows(file, format, mapping);
  return { rows: mapRows(rows, mapping, format, passed), progress };
}

async function* mapRows(rows: AsyncIterable<ReadRow>, mapping: Mapping, format: RowFormat, passed: number) {
  const map = rowMapper(mapping);
  let first = true;
  let count = 0;
  for await (const read of rows) {
    count += 1;
    if (count <= passed) continue;
    if ('fault' in read) {
      yield { at: read.at, row: {}, mapped: unreadable(read) };
      continue;
    }
    // NDJSON and XES omit empty values, so only tables can be checked for missing columns.
    if (first) refuseUndecoded(mapping, read.row);
    const missing = first && (format === 'csv' || format === 'xlsx') ? missingColumns(mapping, read.row) : [];
    if (missing.length > 0)
      throw new UnreadableFile(
        'file-columns',
        `the mapping reads columns the file does not have: ${missing.join(', ')}; it has: ${Object.keys(read.row).join(', ')}`,
        { missing: missing.join(', '), columns: Object.keys(read.row).join(', ') },
      );
    first = false;
    yield { at: read.at, row: read.row, mapped: map(read.row) };
  }
}

/** Refuses a heading with undecodable names, which means a wrong encoding. */
function refuseUndecoded({ encoding }: Mapping, row: Row): void {
  if (!Object.keys(row).some((name) => name.includes('\uFFFD'))) return;
  const other = encoding === 'utf8' ? 'gb18030' : 'utf8';
  throw new UnreadableFile('file-not-encoded', `the heading is not ${encoding}: try ${other} in “encoding”`, {
    encoding,
    other,
  });
}

async function* cloudEvents(text: AsyncIterable<string>, passed: number, validated: boolean) {
  let count = 0;
  for await (const line of jsonLines(text)) {
    count += 1;
    if (count <= passed) continue;
    if ('fault' in line) yield { at: line.at, row: {}, mapped: unreadable(line) };
    else yield { at: line.at, row: {}, mapped: asEvents(line.value, validated) };
  }
}

function asEvents(value: unknown, validated: boolean): MappedRow {
  if (typeof value !== 'object' || value === null)
    return unreadable({ fault: 'not a JSON object', cause: cause('no-object') });
  // Sent unchanged, so that an invalid event shows in quarantine.
  const event = value as OutgoingEvent;
  return { events: [event], problems: validated ? validate(event) : [] };
}

function unreadable({ fault, cause }: Pick<UnreadRow, 'fault' | 'cause'>): MappedRow {
  return { events: [], problems: [{ kind: 'mapping', path: '', message: fault, cause }] };
}
