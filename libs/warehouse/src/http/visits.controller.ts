import { Code, Day, Visit, page } from '@cockpit/contracts';
import { Controller, Get, Headers, Param, Res } from '@nestjs/common';
import { Allow } from '@cockpit/access';
import { ZodAnswer, ZodQuery, badRequest } from '@cockpit/platform';
import type { FastifyReply } from 'fastify';
import { z } from 'zod';
import { LOAD_COLUMNS, VISIT_COLUMNS, WarehouseReader, type VisitCursor } from '../reads/warehouse-reader';
import { formatOf, sendTable } from './tables';

const VisitsQuery = z.object({
  hall: Code,
  day: Day,
  cursor: z.string().max(400).optional(),
  limit: z.coerce.number().int().min(1).max(5000).default(1000),
});
const LoadQuery = z.object({ day: Day });
const Cursor = z.tuple([z.string().max(40), z.string().max(200)]);

/** Visits and load of one hall day. The guard has looked at the hall already. */
@Controller('v1')
@Allow('administrator', 'manager', 'supervisor', 'guide', 'officer', 'unit')
export class VisitsController {
  constructor(private readonly reader: WarehouseReader) {}

  @Get('visits')
  @ZodAnswer(page(Visit))
  async visits(
    @ZodQuery(VisitsQuery) query: z.infer<typeof VisitsQuery>,
    @Headers('accept') accept: string | undefined,
    @Res() reply: FastifyReply,
  ): Promise<FastifyReply> {
    const format = formatOf(accept);
    if (format !== 'json') return sendTable(reply, format, VISIT_COLUMNS, this.reader.allVisits(query.hall, query.day));
    const { items, next } = await this.reader.visits(
      query.hall,
      query.day,
      query.limit,
      query.cursor === undefined ? undefined : readCursor(query.cursor),
    );
    return reply.send({ items, next: next === null ? null : writeCursor(next) });
  }

  @Get('halls/:hall/load')
  async load(
    @Param('hall') hall: string,
    @ZodQuery(LoadQuery) { day }: z.infer<typeof LoadQuery>,
    @Headers('accept') accept: string | undefined,
    @Res() reply: FastifyReply,
  ): Promise<FastifyReply> {
    const items = await this.reader.load(hall, day);
    const format = formatOf(accept);
    return format === 'json' ? reply.send({ items, next: null }) : sendTable(reply, format, LOAD_COLUMNS, each(items));
  }
}

const writeCursor = ({ firstAt, ticketId }: VisitCursor): string =>
  Buffer.from(JSON.stringify([firstAt, ticketId])).toString('base64url');

function readCursor(cursor: string): VisitCursor {
  try {
    const [firstAt, ticketId] = Cursor.parse(JSON.parse(Buffer.from(cursor, 'base64url').toString()));
    return { firstAt, ticketId };
  } catch {
    throw badRequest('invalid-cursor', 'pass `next` of the page before');
  }
}

/** A list as what tables are streamed from. */
async function* each<T extends object>(items: readonly T[]): AsyncGenerator<T> {
  yield* await Promise.resolve(items);
}
