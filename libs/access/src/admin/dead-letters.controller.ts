import { DeadLetter, page } from '@cockpit/contracts';
import { Controller, Get, HttpCode, Param, Post } from '@nestjs/common';
import {
  Cursor,
  DeadLetters,
  InstantAndId,
  ZodAnswer,
  ZodQuery,
  notFound,
  readCursor,
  writeCursor,
} from '@cockpit/platform';
import { z } from 'zod';
import { Allow } from '../guard/decorators';

const Query = z.object({
  cursor: Cursor,
  limit: z.coerce.number().int().min(1).max(500).default(100),
  worker: z.string().min(1).max(100).optional(),
});

/** Rows that no store accepts: content, place, reason, time, and next retry. */
@Controller('v1/dead-letters')
@Allow('administrator')
export class DeadLettersController {
  constructor(private readonly letters: DeadLetters) {}

  @Get()
  @ZodAnswer(page(DeadLetter))
  async list(
    @ZodQuery(Query) { cursor, limit, worker }: z.infer<typeof Query>,
  ): Promise<{ items: DeadLetter[]; next: string | null }> {
    const items = await this.letters.list(limit, readCursor(cursor, InstantAndId), worker);
    const last = items.at(-1);
    return {
      items,
      next: last === undefined || items.length < limit ? null : writeCursor([last.lastAt, last.id]),
    };
  }

  /** The worker retries it within seconds. */
  @Post(':id/retry')
  @HttpCode(202)
  async retry(@Param('id') id: string): Promise<void> {
    if (!/^[0-9a-f]{32}$/.test(id) || !(await this.letters.retry(id))) throw notFound('unknown-dead-letter');
  }
}
