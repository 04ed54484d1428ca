import { IngestAnswer, QuarantinedEvent, RejectionReason } from '@cockpit/contracts';
import { Controller, Get, HttpCode, Inject, Param, Post, Req } from '@nestjs/common';
import { Allow, CurrentCaller, Sources, assertHall } from '@cockpit/access';
import { CLOCK, ZodBody, ZodQuery, conflict, type Clock } from '@cockpit/platform';
import type { Caller } from '@cockpit/contracts';
import type { FastifyRequest } from 'fastify';
import { z } from 'zod';
import { Ingestor } from '../ingestor';
import { idOf } from '../pipeline/validate';
import { QuarantineReader } from '../quarantine/quarantine-reader';

const Filter = z.object({
  source: z.string().max(64).optional(), reason: RejectionReason.optional(), hall: z.string().max(128).optional(), correlationId: z.string().max(64).optional(),
  open: z.enum(['true', 'false']).transform((value) => value === 'true').optional(), cursor: z.string().max(80).optional(), limit: z.coerce.number().int().min(1).max(1000).default(100),
});
/** nothing, or the event as it should have been */
const Correction = z.record(z.string(), z.unknown());

/** Rejected events, and another try for them. */
@Controller('v1/quarantine')
@Allow('administrator', 'manager', 'supervisor')
export class QuarantineController {
  constructor(
    private readonly reader: QuarantineReader, private readonly ingestor: Ingestor, private readonly sources: Sources, @Inject(CLOCK) private readonly clock: Clock,
  ) {}

  @Get()
  list(@ZodQuery(Filter) filter: z.infer<typeof Filter>, @CurrentCaller() caller: Caller): Promise<{ items: QuarantinedEvent[]; next: string | null }> {
    // what names no hall, or a wrong one, is for those who see all halls
    if (caller.halls !== 'all') assertHall(caller, filter.hall ?? '');
    return this.reader.list(filter);
  }

  @Get(':id')
  async one(@Param('id') id: string, @CurrentCaller() caller: Caller): Promise<QuarantinedEvent> {
    return this.visible(id, caller);
  }

  /** The same pipeline under the same source; the answer is the door's. */
  @Post(':id/resubmit')
  @HttpCode(200)
  async resubmit(
    @Param('id') id: string, @ZodBody(Correction) correction: z.infer<typeof Correction>, @CurrentCaller() caller: Caller, @Req() request: FastifyRequest,
  ): Promise<IngestAnswer> {
    const quarantined = await this.visible(id, caller);
    const source = await this.sources.get(quarantined.source);
    if (source === null) throw conflict('unknown-source', 'its source is not known any more');
    const raw = Object.keys(correction).length > 0 ? correction : quarantined.body;
    if (raw === null) throw conflict('not-readable', 'it could not be read: send the event as it should have been');
    const scope = { sourceName: source.name, halls: source.halls, sandbox: source.sandbox, ...(source.types === null ? {} : { types: source.types }) };
    const answer = await this.ingestor.take([{ index: 0, raw, id: idOf(raw) }], scope, { correlationId: request.id, trusted: true });
    if (answer.accepted > 0) await this.reader.markResubmitted(id, new Date(this.clock.now()));
    return answer;
  }

  private async visible(id: string, caller: Caller): Promise<QuarantinedEvent> {
    const found = await this.reader.get(z.uuid().catch('00000000-0000-0000-0000-000000000000').parse(id));
    if (caller.halls !== 'all') assertHall(caller, found.hall ?? '');
    return found;
  }
}
