import { HallDetail, HallSummary, OrganisationQuery, page, type Caller } from '@cockpit/contracts';
import { Controller, Get, Param } from '@nestjs/common';
import { Allow, CurrentCaller, OnTheWall, PEOPLE } from '@cockpit/access';
import { ZodAnswer, ZodQuery } from '@cockpit/platform';
import { z } from 'zod';
import { OrganisationService } from '../organisation.service';

const HallsQuery = OrganisationQuery.extend({
  cursor: z.string().max(64).optional(),
  limit: z.coerce.number().int().min(1).max(2000).default(500),
});

@Controller('v1/halls')
@OnTheWall()
export class HallsController {
  constructor(private readonly organisation: OrganisationService) {}

  /** Halls in document order; `cursor` is the code of the last hall received. */
  @Get()
  @Allow(...PEOPLE)
  @ZodAnswer(page(HallSummary))
  async list(
    @ZodQuery(HallsQuery) { at, cursor, limit }: z.infer<typeof HallsQuery>,
    @CurrentCaller() caller: Caller,
  ): Promise<{ items: HallSummary[]; next: string | null }> {
    const halls = await this.organisation.halls(caller.halls, at);
    const start = cursor === undefined ? 0 : halls.findIndex((hall) => hall.code === cursor) + 1;
    const items = halls.slice(start, start + limit);
    return { items, next: start + limit < halls.length ? (items.at(-1)?.code ?? null) : null };
  }

  @Get(':hall')
  @ZodAnswer(HallDetail)
  detail(
    @Param('hall') hall: string,
    @ZodQuery(OrganisationQuery) { at }: z.infer<typeof OrganisationQuery>,
  ): Promise<HallDetail> {
    return this.organisation.hall(hall, at);
  }
}
