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

/** Somebody who uploads one saves the plan that names it soon, or not at all. */
const UNNAMED_MS = 24 * 3600_000;
const Kept = z.array(z.object({ mime: z.enum(DRAWING_TYPES), content: z.instanceof(Buffer) }));

/** Drawings that lie under the floor plans of halls; a plan names one, so that its history, its undo and its audit are those of the hall. */
@Injectable()
export class Drawings {
  constructor(
    private readonly postgres: DataSource,
    private readonly audit: AuditLog,
    @Inject(CLOCK) private readonly clock: Clock,
  ) {}

  /** The same drawing again is the same drawing. @throws {AppError} 413 for a large one, 422 for what is no drawing, with the reason */
  async add(hall: string, content: string, actor: Actor): Promise<Drawing> {
    const { body, ...read } = readDrawing(Buffer.from(content, 'base64'));
    const drawing: Drawing = {
      ...{ id: createHash('sha256').update(body).digest('hex').slice(0, 32), bytes: body.length },
      ...read,
    };
    const now = this.clock.now();
    await this.postgres.transaction(async (manager) => {
      await tidyDrawings(manager, hall, new Date(now - UNNAMED_MS));
      await addDrawing(manager, { hall, id: drawing.id, mime: drawing.mime, content: body, at: new Date(now) });
      await this.audit.record({ actor, action: 'hall.drawing', target: `hall/${hall}`, after: drawing }, manager);
    });
    return drawing;
  }

  /** @throws {AppError} 404 */
  async read(hall: string, id: string): Promise<z.infer<typeof Kept>[number]> {
    const [kept] = Kept.parse(await drawingOf(this.postgres.manager, hall, id));
    if (kept === undefined) throw notFound('unknown-drawing', `hall "${hall}" has no drawing "${id}"`);
    return kept;
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
    return { ...{ width, height, removed: [...removed] }, mime: 'image/svg+xml', body: Buffer.from(svg) };
  } catch (error) {
    if (error instanceof UnusableSvg) throw refused(error.fault, error.message);
    throw error;
  }
}

type Why = SvgFault | 'unreadable' | 'too-many-pixels' | 'other-type';
const refused = (why: Why, detail: string): AppError => unprocessable(`drawing-${why}`, detail);
