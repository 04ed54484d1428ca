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

const Kept = z.object({ id: z.string(), source: z.string(), label: z.string(), mime: z.string(), bytes: z.int() });
const COLUMNS = 'id, source, label, mime, bytes';

/** Photos and papers of matters, beside everything else that people decided. They belong to a case wherever its register goes. */
@Injectable()
export class MatterFiles {
  constructor(
    private readonly postgres: DataSource,
    private readonly reader: MatterReader,
    private readonly loader: GroundsLoader,
    private readonly audit: AuditLog,
    @Inject(CLOCK) private readonly clock: Clock,
  ) {}

  /** The same file again is the same file. @throws {AppError} 413 for a large one, 422 for one that is not what it says */
  async add(id: string, asked: NewMatterFile, { caller, actor }: Doing): Promise<MatterFile> {
    const row = await this.reader.rowOf(id, caller);
    const { file, body } = checked(row.id, asked);
    await this.postgres.transaction(async (manager) => {
      await holdMatter(manager, row.id);
      const there = await this.find(manager, row);
      if (there.some((one) => one.id === file.id)) return;
      if (there.length >= MATTER_FILES_MOST)
        throw conflict('too-many-files', `a matter has ${String(MATTER_FILES_MOST)} files at most`);
      await this.store(manager, row, { file, body }, caller);
      await this.audit.record({ actor, action: 'matter.file', target: `matter/${row.id}`, after: file }, manager);
    });
    return file;
  }

  /** What a matter begins with, for its first event to name. Kept at once: what no event names goes after a day. */
  async bring(
    matter: { id: string; source: string; caseId: string },
    asked: readonly NewMatterFile[],
    caller: Pick<Caller, 'name'>,
  ): Promise<MatterFile[]> {
    const brought = asked.map((one) => checked(matter.id, one));
    for (const one of brought) await this.store(this.postgres.manager, matter, one, caller);
    // the same photo chosen twice is one
    return [...new Map(brought.map(({ file }) => [file.id, file])).values()];
  }

  /** They are named now, and stay. */
  async use(manager: EntityManager, caseId: string, ids: readonly string[]): Promise<void> {
    await manager.query('UPDATE matter_file SET used = true WHERE case_id = $1 AND id = ANY($2)', [caseId, ids]);
  }

  /** @throws {AppError} 404 for a file of another matter, or of one the caller does not see */
  async read(id: string, file: string, caller: Caller): Promise<{ mime: string; content: Buffer }> {
    const row = await this.reader.rowOf(id, caller);
    if (!(await this.find(this.postgres.manager, row)).some((one) => one.id === file)) throw unknown();
    const rows: unknown = await this.postgres.query('SELECT mime, content FROM matter_file WHERE id = $1', [file]);
    const [kept] = z.array(z.object({ mime: z.string(), content: z.instanceof(Buffer) })).parse(rows);
    if (kept === undefined) throw unknown();
    return kept;
  }

  /** Files by id, as an act names them. @throws {AppError} 404 for one that the matter does not have */
  async named(manager: EntityManager, row: Row, ids: readonly string[]): Promise<MatterFile[]> {
    if (ids.length === 0) return [];
    // marked before they are read: what is being removed as unused is either kept by this, or not there any more
    await this.use(manager, row.caseId, ids);
    const there = await this.find(manager, row);
    return [...new Set(ids)].map((id) => {
      const file = there.find((one) => one.id === id);
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
      .array(Kept)
      .parse(rows)
      .filter(({ source }) => grounds.registerOf(source) === register)
      .map(({ source: _, ...file }) => file);
  }
}

interface Checked {
  file: MatterFile;
  body: Buffer;
}
/** What somebody sends, once its content is what it says. */
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
