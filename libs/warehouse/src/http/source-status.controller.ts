import { SourceStatus, type Caller } from '@cockpit/contracts';
import { Controller, Get, Param } from '@nestjs/common';
import { Allow, CurrentCaller, Sources, inScope } from '@cockpit/access';
import { Tallies } from '@cockpit/ingestion';
import { EventLog } from '@cockpit/log';
import { ZodAnswer, forbidden, notFound } from '@cockpit/platform';
import { WarehouseReader } from '../reads/warehouse-reader';

/** How a source is doing; a source may ask about itself. */
@Controller('v1/sources')
@Allow('administrator', 'manager', 'supervisor', 'source')
export class SourceStatusController {
  constructor(
    private readonly sources: Sources, private readonly tallies: Tallies, private readonly log: EventLog, private readonly reader: WarehouseReader,
  ) {}

  @Get(':name')
  @ZodAnswer(SourceStatus)
  async status(@Param('name') name: string, @CurrentCaller() caller: Caller): Promise<SourceStatus> {
    const source = await this.sources.get(name);
    if (source === null) throw notFound('unknown-source', 'there is no source of this name');
    const own = caller.role === 'source' ? caller.name === name : source.halls === 'all' ? caller.halls === 'all' : source.halls.every((hall) => inScope(caller.halls, hall));
    if (!own) throw forbidden('source-out-of-scope', 'this source speaks for halls outside your scope');
    const [tally, backlog, landed] = await Promise.all([this.tallies.of(name), this.log.backlog(name), this.reader.landed(name)]);
    return {
      name, received: tally.received, accepted: tally.accepted, rejected: tally.rejected, landed,
      lastEventAt: tally.lastEventAt === null ? null : new Date(tally.lastEventAt).toISOString(), clockSkewMs: tally.clockSkewMs, backlog,
    };
  }
}
