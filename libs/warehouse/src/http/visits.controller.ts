import { Code, Day, OVER_OFFICERS, Visit, VisitEvent, page, type Caller } from '@cockpit/contracts';
import { Controller, Get, Headers, Param, Res } from '@nestjs/common';
import { Allow, CurrentCaller } from '@cockpit/access';
import {
  PAGE,
  ZodAnswer,
  ZodParam,
  ZodQuery,
  badRequest,
  forbidden,
  formatOf,
  notFound,
  readCursor,
  sendTable,
  writeCursor,
} from '@cockpit/platform';
import type { FastifyReply } from 'fastify';
import { z } from 'zod';
import { LOAD_COLUMNS, VISIT_COLUMNS, WarehouseReader } from '../reads/warehouse-reader';

const Part = z.string().min(1).max(200).optional();
/** Maximum range of the visit list: a quarter is as much as anybody reads. */
const LONGEST_DAYS = 92;
const LONGEST_MS = LONGEST_DAYS * 86_400_000;
const VisitsQuery = z.object({
  hall: Code,
  day: Day,
  /** last hall day of a range; without it only the one day */
  to: Day.optional(),
  /** filters: queue of the visit's end, window, officer, item; `-` for none */
  queue: Part,
  window: Part,
  officer: Part,
  item: Part,
  ...PAGE,
});
const Ticket = z.object({ ticket: z.string().min(1).max(200) });
const EventsQuery = z.object({ hall: Code });
const LoadQuery = z.object({ day: Day });
const After = z
  .tuple([z.string().max(40), z.string().max(200)])
  .transform(([firstAt, ticketId]) => ({ firstAt, ticketId }));

/** Visits and load of hall days. The guard has checked the hall. */
@Controller('v1')
@Allow('administrator', 'manager', 'supervisor', 'guide', 'officer', 'unit')
export class VisitsController {
  constructor(private readonly reader: WarehouseReader) {}

  @Get('visits')
  @ZodAnswer(page(Visit))
  async visits(
    @ZodQuery(VisitsQuery) query: z.infer<typeof VisitsQuery>,
    @CurrentCaller() { role }: Caller,
    @Headers('accept') accept: string | undefined,
    @Res() reply: FastifyReply,
  ): Promise<FastifyReply> {
    const { hall, day, limit, queue, window, officer, item } = query;
    if (officer !== undefined && !OVER_OFFICERS.includes(role))
      throw forbidden('role-not-allowed', `the role ${role} may not read the visits of one officer`);
    const last = query.to ?? day;
    if (last < day) throw badRequest('invalid-period', 'the period ends before it begins');
    if (Date.parse(last) - Date.parse(day) > LONGEST_MS)
      throw badRequest('invalid-period', `ask for at most ${String(LONGEST_DAYS)} days at once`);
    const days = { first: day, last };
    const parts = { queue, window, officer, item };
    const format = formatOf(accept);
    if (format !== 'json') return sendTable(reply, format, VISIT_COLUMNS, this.reader.allVisits(hall, days, parts));
    const after = readCursor(query.cursor, After);
    const { items, next } = await this.reader.visits(hall, days, limit, after, parts);
    return reply.send({ items, next: next === null ? null : writeCursor([next.firstAt, next.ticketId]) });
  }

  /** All events of one visit, withdrawn ones too. */
  @Get('visits/:ticket/events')
  @Allow('administrator', 'manager', 'supervisor')
  @ZodAnswer(page(VisitEvent))
  async events(
    @ZodParam(Ticket) { ticket }: z.infer<typeof Ticket>,
    @ZodQuery(EventsQuery) { hall }: z.infer<typeof EventsQuery>,
  ): Promise<{ items: VisitEvent[]; next: null }> {
    const items = await this.reader.visitEvents(hall, ticket);
    if (items.length === 0) throw notFound('unknown-visit', 'nothing was told of this ticket in this hall');
    return { items, next: null };
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
