import { isUtf8 } from 'node:buffer';
import { createHash } from 'node:crypto';
import { DRAWING_BYTES, DRAWING_SIDE, DRAWING_TYPES, type Drawing } from '@cockpit/contracts';
import { AuditLog, type Actor } from '@cockpit/access';
import { fileTypeOf } from '@cockpit/domain';
import { AppError, CLOCK, notFound, unprocessable, type Clock } from '@cockpit/platform';
import { Inject, Injectable } from '@nestjs/common';
import { DataSource } from 'typeorm';
import { z } from 'zod';
import { addDrawing, drawingOf, tidyDrawings } from './drawing-store';
import { pictureSize } from './picture';
import { cleanSvg, UnusableSvg, type SvgFault } from './svg';

/** Age at which an unused upload is deleted: users save the plan soon after the upload or never. */
const UNUSED_MAX_AGE_MS = 24 * 3600_000;
const StoredDrawings = z.array(z.object({ mime: z.enum(DRAWING_TYPES), content: z.instanceof(Buffer) }));

/** Background drawings of floor plans. A plan refers to one, so the hall's history, undo and audit cover it. */
@Injectable()
export class Drawings {
  constructor(
    private readonly postgres: DataSource,
    private readonly audit: AuditLog,
    @Inject(CLOCK) private readonly clock: Clock,
  ) {}

  /**
   * Stores a drawing under the hash of its content. @throws {AppError} 413 if it is too large, 422 with the reason if
   * it is not usable
   */
  async add(hall: string, content: string, actor: Actor): Promise<Drawing> {
    const { body, ...read } = readDrawing(Buffer.from(content, 'base64'));
    const drawing: Drawing = {
      id: createHash('sha256').update(body).digest('hex').slice(0, 32),
      bytes: body.length,
      ...read,
    };
    const now = this.clock.now();
    await this.postgres.transaction(async (manager) => {
      await tidyDrawings(manager, hall, new Date(now - UNUSED_MAX_AGE_MS));
      await addDrawing(manager, { hall, id: drawing.id, mime: drawing.mime, content: body, at: new Date(now) });
      await this.audit.record({ actor, action: 'hall.drawing', target: `hall/${hall}`, after: drawing }, manager);
    });
    return drawing;
  }

  /** @throws {AppError} 404 */
  async read(hall: string, id: string): Promise<z.infer<typeof StoredDrawings>[number]> {
    const [drawing] = StoredDrawings.parse(await drawingOf(this.postgres.manager, hall, id));
    if (drawing === undefined) throw notFound('unknown-drawing', `hall "${hall}" has no drawing "${id}"`);
    return drawing;
  }
}

function readDrawing(body: Buffer): Pick<Drawing, 'mime' | 'width' | 'height' | 'removed'> & { body: Buffer } {
  if (body.length > DRAWING_BYTES)
    throw new AppError('drawing-too-large', 413, {
      detail: `a drawing has ${String(DRAWING_BYTES)} bytes at most`,
    });
  const mime = fileTypeOf(body);
  if (mime === 'image/png' || mime === 'image/jpeg') {
    const size = pictureSize(body, mime);
    if (size === null) throw refused('unreadable', 'the picture has no size that can be read');
    if (Math.max(size.width, size.height) > DRAWING_SIDE)
      throw refused('too-many-pixels', `a side has ${String(DRAWING_SIDE)} pixels at most`);
    return { ...size, mime, body, removed: [] };
  }
  if (mime !== null) throw refused('other-type', `its content is ${mime}`);
  if (!isUtf8(body)) throw refused('other-type', 'neither SVG in UTF-8, nor PNG, nor JPEG');
  try {
    const { svg, width, height, removed } = cleanSvg(body.toString());
    return { width, height, removed: [...removed], mime: 'image/svg+xml', body: Buffer.from(svg) };
  } catch (error) {
    if (error instanceof UnusableSvg) throw refused(error.fault, error.message);
    throw error;
  }
}

type Refusal = SvgFault | 'unreadable' | 'too-many-pixels' | 'other-type';
const refused = (why: Refusal, detail: string): AppError => unprocessable(`drawing-${why}`, detail);
