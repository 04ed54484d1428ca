import {
  Code,
  Day,
  Id,
  MANUAL_ENTRY_STATES,
  ManualDesk,
  ManualEntry,
  ManualStep,
  ManualTicket,
  ManualWindow,
  ReconcileAnswer,
  VoidEntry,
  page,
  type Caller,
} from '@cockpit/contracts';
import { Controller, Get, Post, Req, Res } from '@nestjs/common';
import { ApiOperation, ApiTags } from '@nestjs/swagger';
import { Allow, CurrentCaller } from '@cockpit/access';
import { Cursor, ZodAnswer, ZodBody, ZodParam, ZodQuery } from '@cockpit/platform';
import type { FastifyReply, FastifyRequest } from 'fastify';
import { z } from 'zod';
import { Desk } from './desk';
import { Entries } from './entries';
import { EntryList } from './entry-list';
import { Reconciler } from './reconciler';

const Hall = z.object({ hall: Code });
const OfTicket = Hall.extend({ ticketId: Id });
const OfWindow = Hall.extend({ windowId: Id });
const OfEntry = Hall.extend({ id: Id });
const Filter = z.object({
  day: Day.optional(),
  state: z.enum(MANUAL_ENTRY_STATES).optional(),
  cursor: Cursor,
  limit: z.coerce.number().int().min(1).max(1000).default(200),
});

/** Manual mode: desks enter window states and paper tickets while the hall's feed is dead. */
@Controller('v1/halls/:hall/manual')
@ApiTags('manual')
@Allow('administrator', 'manager', 'supervisor')
export class ManualController {
  constructor(
    private readonly desk: Desk,
    private readonly entries: Entries,
    private readonly list: EntryList,
    private readonly reconciler: Reconciler,
  ) {}

  @Get()
  @ApiOperation({ summary: 'What was entered, whether entering is advised, and the next free paper numbers' })
  @ZodAnswer(ManualDesk)
  overview(@ZodParam(Hall) { hall }: z.infer<typeof Hall>): Promise<ManualDesk> {
    return this.desk.overview(hall);
  }

  @Get('entries')
  @ApiOperation({ summary: 'Entries, newest first' })
  @ZodAnswer(page(ManualEntry))
  all(
    @ZodParam(Hall) { hall }: z.infer<typeof Hall>,
    @ZodQuery(Filter) filter: z.infer<typeof Filter>,
  ): Promise<{ items: ManualEntry[]; next: string | null }> {
    return this.list.page(hall, filter);
  }

  @Post('tickets')
  @ApiOperation({ summary: 'A paper ticket' })
  @ZodAnswer(ManualEntry, { status: 201 })
  async issue(
    @ZodParam(Hall) { hall }: z.infer<typeof Hall>,
    @ZodBody(ManualTicket) ticket: ManualTicket,
    @CurrentCaller() caller: Caller,
    @Req() request: FastifyRequest,
    @Res({ passthrough: true }) reply: FastifyReply,
  ): Promise<ManualEntry> {
    return answered(reply, await this.desk.issue(hall, ticket, caller, request.id));
  }

  @Post('tickets/:ticketId/steps')
  @ApiOperation({ summary: 'What happened to a ticket, of paper or issued by the feed before it died' })
  @ZodAnswer(ManualEntry, { status: 201 })
  async step(
    @ZodParam(OfTicket) { hall, ticketId }: z.infer<typeof OfTicket>,
    @ZodBody(ManualStep) step: ManualStep,
    @CurrentCaller() caller: Caller,
    @Req() request: FastifyRequest,
    @Res({ passthrough: true }) reply: FastifyReply,
  ): Promise<ManualEntry> {
    return answered(reply, await this.desk.step(hall, ticketId, step, caller, request.id));
  }

  @Post('windows/:windowId')
  @ApiOperation({ summary: 'What a window does from now on' })
  @ZodAnswer(ManualEntry, { status: 201 })
  async window(
    @ZodParam(OfWindow) { hall, windowId }: z.infer<typeof OfWindow>,
    @ZodBody(ManualWindow) window: ManualWindow,
    @CurrentCaller() caller: Caller,
    @Req() request: FastifyRequest,
    @Res({ passthrough: true }) reply: FastifyReply,
  ): Promise<ManualEntry> {
    return answered(reply, await this.desk.window(hall, windowId, window, caller, request.id));
  }

  @Post('entries/:id/void')
  @ApiOperation({ summary: 'Takes a typing error back' })
  @ZodAnswer(ManualEntry)
  takeBack(
    @ZodParam(OfEntry) { hall, id }: z.infer<typeof OfEntry>,
    @ZodBody(VoidEntry) { reason }: z.infer<typeof VoidEntry>,
    @CurrentCaller() caller: Caller,
    @Req() request: FastifyRequest,
  ): Promise<ManualEntry> {
    return this.entries.takeBack(hall, id, reason, caller, request.id);
  }

  @Post('reconcile')
  @ApiOperation({ summary: 'Lets entries give way to what the feed tells itself by now' })
  @ZodAnswer(ReconcileAnswer)
  reconcile(@ZodParam(Hall) { hall }: z.infer<typeof Hall>, @Req() request: FastifyRequest): Promise<ReconcileAnswer> {
    return this.reconciler.reconcile(hall, request.id);
  }
}

function answered(reply: FastifyReply, entry: ManualEntry): ManualEntry {
  reply.status(entry.repeated === true ? 200 : 201);
  return entry;
}
