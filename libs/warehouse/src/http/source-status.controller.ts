import { Day, SourceHealth, page, type Caller, type HallScope } from '@cockpit/contracts';
import { Controller, Get, Param } from '@nestjs/common';
import { Allow, CurrentCaller, Sources, inScope } from '@cockpit/access';
import { ZodAnswer, ZodQuery, forbidden, notFound } from '@cockpit/platform';
import { z } from 'zod';
import { SourceHealths } from '../sources/source-health';

const DayQuery = z.object({
  /** hall day for completeness and anomalies; default: the source's latest day */ day: Day.optional(),
});

/** Health of sources; a source may query itself. */
@Controller('v1/sources')
@Allow('administrator', 'manager', 'supervisor', 'source')
export class SourceStatusController {
  constructor(
    private readonly sources: Sources,
    private readonly healths: SourceHealths,
  ) {}

  @Get()
  @Allow('administrator', 'security', 'manager', 'supervisor')
  @ZodAnswer(page(SourceHealth))
  async list(@CurrentCaller() caller: Caller): Promise<{ items: SourceHealth[]; next: null }> {
    const records = (await this.sources.list()).filter(({ halls }) => covers(caller, halls));
    const items = await this.healths.all(records);
    return { items: items.map((health) => shown(health, caller)), next: null };
  }

  @Get(':name')
  @ZodAnswer(SourceHealth)
  async status(
    @Param('name') name: string,
    @ZodQuery(DayQuery) { day }: z.infer<typeof DayQuery>,
    @CurrentCaller() caller: Caller,
  ): Promise<SourceHealth> {
    const source = await this.healths.record(name);
    if (source === null) throw notFound('unknown-source', 'there is no source of this name');
    const isVisible = caller.role === 'source' ? caller.name === name : covers(caller, source.halls);
    if (!isVisible) throw forbidden('source-out-of-scope', 'this source speaks for halls outside your scope');
    return shown(await this.healths.one(source, day), caller);
  }
}

const covers = (caller: Caller, halls: HallScope): boolean =>
  halls === 'all' ? caller.halls === 'all' : halls.every((hall) => inScope(caller.halls, hall));

const shown = (health: SourceHealth, caller: Caller): SourceHealth =>
  caller.role === 'administrator' || caller.role === 'security' ? health : { ...health, keys: [] };
