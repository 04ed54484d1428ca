import { ImportReport } from '@cockpit/contracts';
import { createHash } from 'node:crypto';
import { mkdir, open, readFile, rename, rm, stat } from 'node:fs/promises';
import { join, resolve } from 'node:path';
import { z } from 'zod';
import type { Mapping } from './mapping';

const StoredImport = z.object({ format: z.literal('import/1'), file: z.string(), report: ImportReport });
const SAVE_EVERY_MS = 500;

/**
 * Progress of an import: rows whose events are all acknowledged, with their results. Deleted when the import is done.
 */
export class Checkpoint {
  private savedAt = 0;
  private saving: Promise<void> = Promise.resolve();

  private constructor(
    private readonly path: string,
    private readonly file: string,
  ) {}

  /** A changed file, another source or another mapping starts a new import. */
  static async open(
    directory: string,
    { file, source, mapping }: { file: string; source: string; mapping: Mapping | undefined },
  ): Promise<Checkpoint> {
    const full = resolve(file);
    const { size, mtimeMs } = await stat(full);
    const name = createHash('sha256')
      .update(JSON.stringify([full, size, mtimeMs, source, mapping ?? null]))
      .digest('hex')
      .slice(0, 24);
    return new Checkpoint(join(directory, `${name}.json`), full);
  }

  /** null: from the start */
  async read(): Promise<ImportReport | null> {
    try {
      return StoredImport.parse(JSON.parse(await readFile(this.path, 'utf8'))).report;
    } catch {
      return null;
    }
  }

  /** Saves at intervals; writes are sequential. */
  save(report: ImportReport): Promise<void> {
    const now = Date.now();
    if (now - this.savedAt < SAVE_EVERY_MS) return Promise.resolve();
    this.savedAt = now;
    // examples quote the file, which may hold personal data
    const faults = report.faults.map((group) => ({ ...group, message: '' }));
    const text = JSON.stringify({ format: 'import/1', file: this.file, report: { ...report, faults, problems: [] } });
    this.saving = this.saving.then(() => this.write(text));
    return this.saving;
  }

  async forget(): Promise<void> {
    await this.saving.catch(() => undefined);
    await rm(this.path, { force: true });
  }

  private async write(text: string): Promise<void> {
    await mkdir(resolve(this.path, '..'), { recursive: true });
    const newFile = `${this.path}.new`;
    const handle = await open(newFile, 'w', 0o600);
    await handle.writeFile(text);
    await handle.sync();
    await handle.close();
    await rename(newFile, this.path);
  }
}
