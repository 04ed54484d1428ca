import {
  MATTER_FILES_MOST,
  MATTER_FILE_BYTES,
  type Caller,
  type MatterFile,
  type NewMatterFile,
} from '@cockpit/contracts';
import { AuditLog } from '@cockpit/access';
import { fileTypeOf } from '@cockpit/domain';
import { AppError, CLOCK, conflict, notFound, unprocessable, type Clock } from '@cockpit/platform';
import { Inject, Injectable } from '@nestjs/common';
import { createHash } from 'node:crypto';
import { DataSource, type EntityManager } from 'typeorm';
import { z } from 'zod';
import { MatterReader } from '../api/matter-reader';
import type { Row } from '../api/matter-rows';
import { GroundsLoader } from '../grounds/grounds-loader';
import { holdMatter } from '../tables/act-store';
import type { Doing } from '../doing';

const FileRow = z.object({ id: z.string(), source: z.string(), label: z.string(), mime: z.string(), bytes: z.int() });
const COLUMNS = 'id, source, label, mime, bytes';

/** Photos and papers of matters. They belong to a case, even if its source changes the register. */
@Injectable()
export class MatterFiles {
  constructor(
    private readonly postgres: DataSource,
    private readonly reader: MatterReader,
    private readonly loader: GroundsLoader,
    private readonly audit: AuditLog,
    @Inject(CLOCK) private readonly clock: Clock,
  ) {}

  /** Idempotent by content. @throws {AppError} 413 if it is too large, 422 if its content has another type */
  async add(id: string, input: NewMatterFile, { caller, actor }: Doing): Promise<MatterFile> {
    const row = await this.reader.rowOf(id, caller);
    const { file, body } = checked(row.id, input);
    await this.postgres.transaction(async (manager) => {
      await holdMatter(manager, row.id);
      const existing = await this.find(manager, row);
      if (existing.some((stored) => stored.id === file.id)) return;
      if (existing.length >= MATTER_FILES_MOST)
        throw conflict('too-many-files', `a matter has ${String(MATTER_FILES_MOST)} files at most`);
      await this.store(manager, row, { file, body }, caller);
      await this.audit.record({ actor, action: 'matter.file', target: `matter/${row.id}`, after: file }, manager);
    });
    return file;
  }

  /** Stores files before a new matter's first event. Files that no event uses are deleted after a day. */
  async bring(
    matter: { id: string; source: string; caseId: string },
    inputs: readonly NewMatterFile[],
    caller: Pick<Caller, 'name'>,
  ): Promise<MatterFile[]> {
    const uploads = inputs.map((input) => checked(matter.id, input));
    for (const upload of uploads) await this.store(this.postgres.manager, matter, upload, caller);
    // removes duplicates of the same photo
    return [...new Map(uploads.map(({ file }) => [file.id, file])).values()];
  }

  /** Marks files as used, so that they are kept. */
  async use(manager: EntityManager, caseId: string, ids: readonly string[]): Promise<void> {
    await manager.query('UPDATE matter_file SET used = true WHERE case_id = $1 AND id = ANY($2)', [caseId, ids]);
  }

  /** @throws {AppError} 404 for a file of another matter or an invisible matter */
  async read(id: string, file: string, caller: Caller): Promise<{ mime: string; content: Buffer }> {
    const row = await this.reader.rowOf(id, caller);
    if (!(await this.find(this.postgres.manager, row)).some((stored) => stored.id === file)) throw unknown();
    const rows: unknown = await this.postgres.query('SELECT mime, content FROM matter_file WHERE id = $1', [file]);
    const [stored] = z.array(z.object({ mime: z.string(), content: z.instanceof(Buffer) })).parse(rows);
    if (stored === undefined) throw unknown();
    return stored;
  }

  /** Files by id for an act. @throws {AppError} 404 for an unknown file */
  async named(manager: EntityManager, row: Row, ids: readonly string[]): Promise<MatterFile[]> {
    if (ids.length === 0) return [];
    // marked before reading, so that the cleanup cannot delete them in between
    await this.use(manager, row.caseId, ids);
    const existing = await this.find(manager, row);
    return [...new Set(ids)].map((id) => {
      const file = existing.find((stored) => stored.id === id);
      if (file === undefined) throw unknown();
      return file;
    });
  }

  private async store(
    manager: EntityManager,
    { source, caseId }: { source: string; caseId: string },
    { file: { id, label, mime, bytes }, body }: Checked,
    { name }: Pick<Caller, 'name'>,
  ): Promise<void> {
    await manager.query(
      `INSERT INTO matter_file (${COLUMNS}, case_id, content, by_name, at) VALUES ($1, $2, $3, $4, $5, $6, $7, $8, $9) ON CONFLICT (id) DO NOTHING`,
      [id, source, label, mime, bytes, caseId, body, name, new Date(this.clock.now())],
    );
  }

  private async find(
    manager: EntityManager,
    { register, caseId }: Pick<Row, 'register' | 'caseId'>,
  ): Promise<MatterFile[]> {
    const grounds = await this.loader.load();
    const rows: unknown = await manager.query(`SELECT ${COLUMNS} FROM matter_file WHERE case_id = $1`, [caseId]);
    return z
      .array(FileRow)
      .parse(rows)
      .filter(({ source }) => grounds.registerOf(source) === register)
      .map(({ source: _, ...file }) => file);
  }
}

interface Checked {
  file: MatterFile;
  body: Buffer;
}
/** Validates the size and type of an uploaded file. */
function checked(matter: string, { label, mime, content }: NewMatterFile): Checked {
  const body = Buffer.from(content, 'base64');
  if (body.length > MATTER_FILE_BYTES)
    throw new AppError('file-too-large', 413, { detail: `a file has ${String(MATTER_FILE_BYTES)} bytes at most` });
  const found = fileTypeOf(body);
  if (found !== mime)
    throw unprocessable('file-type', `it says it is ${mime}, and its content is ${found ?? 'none of the types taken'}`);
  const id = createHash('sha256').update(matter).update(body).digest('hex').slice(0, 32);
  return { file: { id, label, mime, bytes: body.length }, body };
}

const unknown = (): AppError => notFound('unknown-file', 'the matter has no such file');
