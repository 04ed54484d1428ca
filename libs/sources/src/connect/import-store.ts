import {
  ImportRecord,
  ImportReport,
  IMPORTS_LISTED,
  Mapping,
  MappingVersion,
  maskNumbers,
  type NewImport,
} from '@cockpit/contracts';
import { CLOCK, conflict, notFound, type Clock } from '@cockpit/platform';
import { Inject, Injectable } from '@nestjs/common';
import { DataSource } from 'typeorm';
import { z } from 'zod';

/** A running import sends heartbeats; one silent for this long died with its process. */
export const SILENT_MS = 30_000;

const VERSION = 'SELECT source, version, mapping, by_name AS by, at, reason FROM source_mapping';
const VERSIONS = `${VERSION} WHERE source = $1 ORDER BY version DESC LIMIT 100`;
/**
 * Finds the version with the same mapping, else inserts a new one; returns no row when another request was faster.
 * Compared as JSON data, because Postgres reorders keys.
 */
const KEEP_VERSION = `
  WITH latest AS (SELECT version, mapping FROM source_mapping WHERE source = $1 ORDER BY version DESC LIMIT 1),
  added AS (
    INSERT INTO source_mapping (source, version, mapping, by_name, at, reason)
    SELECT $1::text, coalesce((SELECT version FROM latest), 0) + 1, $2::jsonb, $3, $4, $5
    WHERE NOT EXISTS (SELECT 1 FROM latest WHERE mapping = $2::jsonb)
    ON CONFLICT DO NOTHING RETURNING version)
  SELECT version FROM added UNION ALL SELECT version FROM latest WHERE mapping = $2::jsonb`;
const TRIES = 3;
const RECORD =
  'SELECT id, source, file, version, trial, state, share, report, fault, by_name AS by, reason, at, beat FROM source_import';
const RECORDS = `${RECORD} WHERE $1::text IS NULL OR source = $1 ORDER BY at DESC, id LIMIT ${String(IMPORTS_LISTED)}`;
const ONE = `${RECORD} WHERE id = $1`;
const BEGIN =
  "INSERT INTO source_import (id, source, file, version, trial, state, share, by_name, reason, at, beat) VALUES ($1, $2, $3, $4, $5, 'running', 0, $6, $7, $8, $8)";
const BEAT = 'UPDATE source_import SET share = $2, report = $3, beat = $4 WHERE id = $1';
const END =
  'UPDATE source_import SET state = $2, share = $3, report = coalesce($4, report), fault = $5, beat = $6 WHERE id = $1';

const at = z.date().transform((date) => date.toISOString());
const KeptVersion = MappingVersion.extend({ at });
const KeptRecord = ImportRecord.extend({ at, beat: z.date() });

/** Imports through the page: by whom and with which mapping. */
@Injectable()
export class ImportStore {
  constructor(
    private readonly postgres: DataSource,
    @Inject(CLOCK) private readonly clock: Clock,
  ) {}

  async versions(source: string): Promise<MappingVersion[]> {
    return z.array(KeptVersion).parse(await this.postgres.query(VERSIONS, [source]));
  }

  /**
   * An unchanged mapping keeps its version.
   * @returns the version number
   */
  async keepVersion(source: string, mapping: Mapping, by: string, reason: string): Promise<number> {
    for (let nth = 0; nth < TRIES; nth += 1) {
      const values = [source, JSON.stringify(mapping), by, this.now(), reason];
      const [stored] = z.array(z.object({ version: z.int() })).parse(await this.postgres.query(KEEP_VERSION, values));
      if (stored !== undefined) return stored.version;
    }
    throw conflict('import-busy', `others are changing the mapping of ${source}`);
  }

  async records(source: string | undefined): Promise<ImportRecord[]> {
    const rows = z.array(KeptRecord).parse(await this.postgres.query(RECORDS, [source ?? null]));
    return rows.map((row) => this.recordOf(row));
  }

  async one(id: string): Promise<ImportRecord> {
    const [row] = z.array(KeptRecord).parse(await this.postgres.query(ONE, [id]));
    if (row === undefined) throw notFound('unknown-import', 'there is no such import');
    return this.recordOf(row);
  }

  async begin(
    id: string,
    { source, trial, reason }: Pick<NewImport, 'source' | 'trial' | 'reason'>,
    about: { file: string; version: number | null; by: string },
  ): Promise<void> {
    await this.postgres.query(BEGIN, [id, source, about.file, about.version, trial, about.by, reason, this.now()]);
  }

  async beat(id: string, share: number, report: ImportReport): Promise<void> {
    await this.postgres.query(BEAT, [id, share, withoutMessages(report), this.now()]);
  }

  async end(
    id: string,
    state: 'done' | 'failed' | 'interrupted',
    share: number,
    report: ImportReport | null,
    fault: string | null,
  ): Promise<void> {
    await this.postgres.query(END, [
      id,
      state,
      share,
      report === null ? null : withoutMessages(report),
      fault,
      this.now(),
    ]);
  }

  private recordOf({ beat, ...row }: z.infer<typeof KeptRecord>): ImportRecord {
    const isSilent = row.state === 'running' && beat.getTime() < this.clock.now() - SILENT_MS;
    return isSilent ? { ...row, state: 'interrupted' } : row;
  }

  private now(): Date {
    return new Date(this.clock.now());
  }
}

/** Removes messages, which quote the file and so may hold personal data; causes say the same without quotes. */
function withoutMessages(report: ImportReport): string {
  const quiet = <T extends { message: string }>(item: T, isCoded: boolean): T => ({
    ...item,
    message: isCoded ? '' : maskNumbers(item.message, 'text', () => '***'),
  });
  return JSON.stringify({
    ...report,
    faults: report.faults.map((fault) => quiet(fault, fault.cause !== null)),
    problems: report.problems.map((problem) => quiet(problem, (problem.causes ?? []).length > 0)),
  });
}
