import {
  Code,
  EnterpriseRef,
  EnterpriseVisit,
  Enterprises as List,
  NewEnterpriseVisit,
  page,
  type Caller,
} from '@cockpit/contracts';
import { Allow, BoundToUnits, CurrentActor, CurrentCaller, SelfAudited, type Actor } from '@cockpit/access';
import { PAGE, ZodAnswer, ZodBody, ZodParam, ZodQuery, pageOf, readCursor } from '@cockpit/platform';
import { Controller, Get, Post } from '@nestjs/common';
import { ApiOperation, ApiTags } from '@nestjs/swagger';
import { z } from 'zod';
import { Enterprises } from './enterprises';

const EnterpriseParam = z.object({ ref: EnterpriseRef });
const ListQuery = z.object({
  hall: Code.optional(),
  /** part of the name */
  q: z.string().max(100).optional(),
  limit: z.coerce.number().int().min(1).max(1000).default(100),
});
const VisitsQuery = z.object({ ...PAGE });
const After = z.tuple([z.iso.date(), z.string().regex(/^\d{1,18}$/)]);

/** The enterprise desk (助企专区): liaison officers, needs and visits. */
@Controller('v1/enterprises')
@ApiTags('matters')
@Allow('administrator', 'manager', 'supervisor', 'officer')
@SelfAudited()
export class EnterprisesController {
  constructor(private readonly enterprises: Enterprises) {}

  @Get()
  @Allow('administrator', 'manager', 'supervisor', 'officer', 'unit')
  @BoundToUnits()
  @ApiOperation({ summary: 'Enterprises with liaison officer, needs and last visit; overdue and open needs first' })
  @ZodAnswer(List)
  list(@ZodQuery(ListQuery) query: z.infer<typeof ListQuery>, @CurrentCaller() caller: Caller): Promise<List> {
    return this.enterprises.list(query, caller);
  }

  @Get(':ref/visits')
  @ApiOperation({ summary: 'Visits to an enterprise, the latest first' })
  @ZodAnswer(page(EnterpriseVisit))
  async visits(
    @ZodParam(EnterpriseParam) { ref }: z.infer<typeof EnterpriseParam>,
    @ZodQuery(VisitsQuery) { limit, cursor }: z.infer<typeof VisitsQuery>,
    @CurrentCaller() caller: Caller,
  ): Promise<{ items: EnterpriseVisit[]; next: string | null }> {
    const rows = await this.enterprises.visits(ref, caller, limit + 1, readCursor(cursor, After));
    return pageOf(rows, limit, ({ day, id }) => [day, id]);
  }

  @Post(':ref/visits')
  @ApiOperation({
    summary: 'Enter a visit: when, who went there, what they found. The same key again is the same visit',
  })
  @ZodAnswer(EnterpriseVisit)
  enter(
    @ZodParam(EnterpriseParam) { ref }: z.infer<typeof EnterpriseParam>,
    @ZodBody(NewEnterpriseVisit) visit: NewEnterpriseVisit,
    @CurrentCaller() caller: Caller,
    @CurrentActor() actor: Actor,
  ): Promise<EnterpriseVisit> {
    return this.enterprises.enter(ref, visit, caller, actor);
  }
}
