import { randomBytes } from 'node:crypto';
import { mkdir, open, readdir, readFile, rm, stat, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { Upload, type NewUpload, type UploadPart } from '@cockpit/contracts';
import { CLOCK, conflict, notFound, SETTINGS, type Clock, type Settings } from '@cockpit/platform';
import {
  Inject,
  Injectable,
  Logger,
  type BeforeApplicationShutdown,
  type OnApplicationBootstrap,
} from '@nestjs/common';
import { z } from 'zod';

const KEPT_MS = 86_400_000;
const KEPT_MOST = 20;
const LOOK_EVERY_MS = 600_000;
const Meta = Upload.omit({ received: true }).extend({ at: z.number() });
type Meta = z.infer<typeof Meta>;

/**
 * Files uploaded in parts, kept for a day and limited in number, because they hold personal data. Their paths use our
 * own ids, never the file's name.
 */
@Injectable()
export class Uploads implements OnApplicationBootstrap, BeforeApplicationShutdown {
  private readonly logger = new Logger('connect');
  private readonly folder: string;
  private timer: NodeJS.Timeout | undefined;

  constructor(
    @Inject(SETTINGS) settings: Settings,
    @Inject(CLOCK) private readonly clock: Clock,
  ) {
    this.folder = join(settings.dataDir, 'uploads');
  }

  /** Deletes expired files even when nobody uploads another. */
  onApplicationBootstrap(): void {
    const look = (): void => {
      void this.tidy(KEPT_MOST).catch((error: unknown) => {
        this.logger.warn({ err: error }, 'old uploads could not be removed');
      });
    };
    look();
    this.timer = setInterval(look, LOOK_EVERY_MS).unref();
  }

  beforeApplicationShutdown(): void {
    clearInterval(this.timer);
  }

  async begin({ name, bytes }: NewUpload): Promise<Upload> {
    await mkdir(this.folder, { recursive: true, mode: 0o700 });
    const meta: Meta = { id: randomBytes(16).toString('hex'), name, bytes, at: this.clock.now() };
    await this.tidy(KEPT_MOST - 1);
    await writeFile(this.body(meta), '', { mode: 0o600, flag: 'wx' });
    await writeFile(this.about(meta.id), JSON.stringify(meta), { mode: 0o600, flag: 'wx' });
    return { ...meta, received: 0 };
  }

  /** Stores a file that we create. */
  async put(name: string, content: Buffer): Promise<Upload> {
    const { id } = await this.begin({ name, bytes: content.length });
    return this.add(id, { at: 0, content: content.toString('base64') });
  }

  /**
   * Adds a part; a repeated part is accepted.
   * @throws {AppError} 409 for a gap or too much data
   */
  async add(id: string, { at, content }: UploadPart): Promise<Upload> {
    const { meta, received } = await this.find(id);
    const part = Buffer.from(content, 'base64');
    if (at > received || at + part.length > meta.bytes)
      throw conflict(
        'upload-part',
        `${String(received)} of ${String(meta.bytes)} bytes are here: the next part begins there`,
      );
    const file = await open(this.body(meta), 'r+');
    try {
      await file.write(part, 0, part.length, at);
    } finally {
      await file.close();
    }
    return { ...meta, received: Math.max(received, at + part.length) };
  }

  /** @throws {AppError} 404 for an expired upload, 409 while parts are missing */
  async whole(id: string): Promise<{ path: string; upload: Upload }> {
    const { meta, received } = await this.find(id);
    if (received !== meta.bytes)
      throw conflict('upload-part', `${String(received)} of ${String(meta.bytes)} bytes are here`);
    return { path: this.body(meta), upload: { ...meta, received } };
  }

  private async find(id: string): Promise<{ meta: Meta; received: number }> {
    try {
      const meta = Meta.parse(JSON.parse(await readFile(this.about(id), 'utf8')));
      return { meta, received: (await stat(this.body(meta))).size };
    } catch {
      throw notFound('unknown-upload', 'there is no such upload, or not any more');
    }
  }

  /** Deletes expired files, and the oldest above the limit. */
  private async tidy(most: number): Promise<void> {
    const names = await readdir(this.folder).catch((error: unknown) => {
      if (typeof error === 'object' && error !== null && 'code' in error && error.code === 'ENOENT') return [];
      throw error;
    });
    const metaFiles = names.filter((name) => name.endsWith('.json'));
    const metas = await Promise.all(
      metaFiles.map(async (name) =>
        Meta.safeParse(await readFile(join(this.folder, name), 'utf8').then(JSON.parse, () => null)),
      ),
    );
    const uploads = metas.flatMap(({ data }) => data ?? []).sort((a, b) => b.at - a.at);
    const expired = uploads.filter(({ at }, nth) => at < this.clock.now() - KEPT_MS || nth >= most);
    for (const meta of expired)
      for (const path of [this.body(meta), this.about(meta.id)]) await rm(path, { force: true });
  }

  private about(id: string): string {
    return join(this.folder, `${id}.json`);
  }

  /** The name decides only about the suffix for compressed files. */
  private body({ id, name }: Pick<Meta, 'id' | 'name'>): string {
    return join(this.folder, `${id}.part${name.toLowerCase().endsWith('.gz') ? '.gz' : ''}`);
  }
}
