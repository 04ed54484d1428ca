import { randomUUID } from 'node:crypto';
import { Injectable } from '@nestjs/common';
import type { Notice } from '@cockpit/contracts';
import { DataSource, type EntityManager } from 'typeorm';
import { z } from 'zod';
import type { AttachedFile } from '../channels/channel';

const File = z.object({ name: z.string(), type: z.string(), content: z.instanceof(Buffer) });
/** Stores a file for a message of the same transaction. */
export async function keepAttachment(
  manager: EntityManager,
  { name, type, content }: AttachedFile,
): Promise<NonNullable<Notice['attachment']>> {
  const id = randomUUID();
  await manager.query('INSERT INTO notify_attachment (id, name, type, content) VALUES ($1, $2, $3, $4)', [
    ...[id, name, type, content],
  ]);
  return { id, name };
}

@Injectable()
export class Attachments {
  constructor(private readonly postgres: DataSource) {}

  /** Empty without an attachment or after it was pruned; the message still links to its page. */
  async load({ attachment }: Pick<Notice, 'attachment'>): Promise<AttachedFile[]> {
    if (attachment === undefined) return [];
    const rows: unknown = await this.postgres.query('SELECT name, type, content FROM notify_attachment WHERE id = $1', [
      attachment.id,
    ]);
    return z.array(File).parse(rows);
  }
}
