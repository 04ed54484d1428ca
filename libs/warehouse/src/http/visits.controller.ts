import { Code, Day, Visit, page } from '@cockpit/contracts';
import { Controller, Get, Headers, Param, Res } from '@nestjs/common';
import { Allow } from '@cockpit/access';
import { PAGE, ZodAnswer, ZodQuery, formatOf, readCursor, sendTable, writeCursor } from '@cockpit/platform';
import type { FastifyReply } from 'fastify';
import { z } from 'zod';
import { LOAD_COLUMNS, VISIT_COLUMNS, WarehouseReader } from '../reads/warehouse-reader';

const VisitsQuery = z.object({ hall: Code, day: Day, ...PAGE });
const LoadQuery = z.object({ day: Day });
const After = z
  .tuple([z.string().max(40), z.string().max(200)])
  .transform(([firstAt, ticketId]) => ({ firstAt, ticketId }));

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
    const after = readCursor(query.cursor, After);
    const { items, next } = await this.reader.visits(query.hall, query.day, query.limit, after);
    return reply.send({ items, next: next === null ? null : writeCursor([next.firstAt, next.ticketId]) });
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
    return format === 'json' ? reply.send({ items, next: null }) : sendTable(reply, format, LOAD_COLUMNS, items);
  }
}
