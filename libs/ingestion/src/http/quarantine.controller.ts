import {
  DiscardMany,
  DiscardOne,
  IngestAnswer,
  Instant,
  MendedBody,
  QUARANTINE_STATES,
  QuarantinedEvent,
  QuarantineSummary,
  RejectionReason,
  ResubmitAnswer,
  ResubmitMany,
  page,
  type Caller,
  type QuarantineSelection,
} from '@cockpit/contracts';
import { Controller, Get, HttpCode, Inject, Param, Post, Put, Req } from '@nestjs/common';
import { Allow, AuditLog, CurrentActor, CurrentCaller, SelfAudited, assertHall, type Actor } from '@cockpit/access';
import { Cursor, SETTINGS, ZodAnswer, ZodBody, ZodQuery, type Settings } from '@cockpit/platform';
import type { FastifyRequest } from 'fastify';
import { z } from 'zod';
import { QuarantineDesk } from '../quarantine/quarantine-desk';
import { QuarantineWorker } from '../quarantine/quarantine-worker';
import { QuarantineReader } from '../quarantine/quarantine-reader';

const Which = z.object({
  source: z.string().max(64).optional(),
  reason: RejectionReason.optional(),
  hall: z.string().max(128).optional(),
  correlationId: z.string().max(64).optional(),
  from: Instant.optional(),
  to: Instant.optional(),
});
const Filter = Which.extend({
  state: z.enum([...QUARANTINE_STATES, 'all']).default('all'),
  /** older form of `state=open` and its opposite */
  open: z.enum(['true', 'false']).optional(),
  cursor: Cursor,
  limit: z.coerce.number().int().min(1).max(1000).default(100),
});
/** empty, or the corrected event */
const Correction = z.record(z.string(), z.unknown());

/** Rejected events: list, correct, resubmit, discard. */
@Controller('v1/quarantine')
@Allow('administrator', 'manager', 'supervisor')
export class QuarantineController {
  constructor(
    private readonly reader: QuarantineReader,
    private readonly desk: QuarantineDesk,
    private readonly worker: QuarantineWorker,
    private readonly audit: AuditLog,
    @Inject(SETTINGS) private readonly settings: Settings,
  ) {}

  @Get()
  @ZodAnswer(page(QuarantinedEvent))
  list(
    @ZodQuery(Filter) { state, open, ...filter }: z.infer<typeof Filter>,
    @CurrentCaller() caller: Caller,
  ): Promise<{ items: QuarantinedEvent[]; next: string | null }> {
    assertSees(caller, filter.hall);
    const stateFilter = open === undefined ? state : open === 'true' ? 'open' : 'resubmitted';
    return this.reader.list({ ...filter, state: stateFilter === 'all' ? undefined : stateFilter });
  }

  @Get('summary')
  @ZodAnswer(QuarantineSummary)
  async summary(
    @ZodQuery(Which) filter: z.infer<typeof Which>,
    @CurrentCaller() caller: Caller,
  ): Promise<QuarantineSummary> {
    assertSees(caller, filter.hall);
    const [counts, last] = await Promise.all([this.reader.counts(filter), this.worker.last()]);
    const sum = (field: 'total' | 'open' | 'resubmitted' | 'discarded'): number =>
      counts.reduce((total, count) => total + count[field], 0);
    return {
      total: sum('total'),
      open: sum('open'),
      resubmitted: sum('resubmitted'),
      discarded: sum('discarded'),
      items: counts.map(({ source, reason, total, open, firstAt, lastAt }) => ({
        source,
        reason,
        total,
        open,
        firstAt: firstAt.toISOString(),
        lastAt: lastAt.toISOString(),
      })),
      retention: {
        days: this.settings.quarantineDays,
        lastSweepAt: last === null ? null : new Date(last.at).toISOString(),
        lastDeleted: last?.deleted ?? null,
      },
    };
  }

  @Post('resubmit')
  @ZodAnswer(ResubmitAnswer)
  resubmitMany(
    @ZodBody(ResubmitMany) { filter, limit }: z.infer<typeof ResubmitMany>,
    @CurrentCaller() caller: Caller,
    @Req() request: FastifyRequest,
  ): Promise<ResubmitAnswer> {
    assertSees(caller, filter.hall);
    return this.desk.resubmitMany(filter, limit, caller, request.id);
  }

  @Post('discard')
  @HttpCode(200)
  @ZodAnswer(z.object({ discarded: z.int() }))
  async discardMany(
    @ZodBody(DiscardMany) { filter, reason }: { filter: QuarantineSelection; reason: string },
    @CurrentCaller() caller: Caller,
  ): Promise<{ discarded: number }> {
    assertSees(caller, filter.hall);
    return { discarded: await this.desk.discardMany(filter, reason, caller) };
  }

  @Get(':id')
  @ZodAnswer(QuarantinedEvent)
  async one(@Param('id') id: string, @CurrentCaller() caller: Caller): Promise<QuarantinedEvent> {
    return this.visible(id, caller);
  }

  @Put(':id/body')
  @SelfAudited()
  @ZodAnswer(QuarantinedEvent)
  async mend(
    @Param('id') id: string,
    @ZodBody(MendedBody) { body }: z.infer<typeof MendedBody>,
    @CurrentCaller() caller: Caller,
    @CurrentActor() actor: Actor,
  ): Promise<QuarantinedEvent> {
    const found = await this.visible(id, caller);
    await this.desk.mend(found.id, body, caller);
    // not the body: it comes from outside and may name anybody
    await this.audit.record({ actor, action: 'quarantine.mend', target: `quarantine/${found.id}` });
    return this.reader.get(found.id);
  }

  @Post(':id/resubmit')
  @SelfAudited()
  @ZodAnswer(IngestAnswer)
  async resubmit(
    @Param('id') id: string,
    @ZodBody(Correction) correction: z.infer<typeof Correction>,
    @CurrentCaller() caller: Caller,
    @CurrentActor() actor: Actor,
    @Req() request: FastifyRequest,
  ): Promise<IngestAnswer> {
    const found = await this.visible(id, caller);
    const isMended = Object.keys(correction).length > 0;
    const answer = await this.desk.resubmit(found.id, isMended ? correction : undefined, caller, request.id);
    await this.audit.record({
      actor,
      action: 'quarantine.resubmit',
      target: `quarantine/${found.id}`,
      after: { accepted: answer.accepted },
    });
    return answer;
  }

  @Post(':id/discard')
  @ZodAnswer(QuarantinedEvent)
  async discard(
    @Param('id') id: string,
    @ZodBody(DiscardOne) { reason }: z.infer<typeof DiscardOne>,
    @CurrentCaller() caller: Caller,
  ): Promise<QuarantinedEvent> {
    const found = await this.visible(id, caller);
    await this.desk.discard(found.id, reason, caller);
    return this.reader.get(found.id);
  }

  private async visible(id: string, caller: Caller): Promise<QuarantinedEvent> {
    const found = await this.reader.get(z.uuid().catch('00000000-0000-0000-0000-000000000000').parse(id));
    assertSees(caller, found.hall);
    return found;
  }
}

/** Events without hall or with a wrong one are visible only to callers who see all halls. */
function assertSees(caller: Caller, hall: string | null | undefined): void {
  if (caller.halls !== 'all') assertHall(caller, hall ?? '');
}
