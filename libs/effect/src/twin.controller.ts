import { Day, TwinEffect } from '@cockpit/contracts';
import { Controller, Get, Param } from '@nestjs/common';
import { OnTheWall } from '@cockpit/access';
import { OrganisationService } from '@cockpit/organisation';
import { notFound, ZodAnswer, ZodQuery } from '@cockpit/platform';
import { z } from 'zod';
import { twinEffect } from './twin-effect';
import { TwinVisitReader } from './twin-visits';

const Query = z.object({ day: Day.optional() });

@Controller('v1/halls/:hall/twin')
@OnTheWall()
export class TwinController {
  constructor(
    private readonly organisation: OrganisationService,
    private readonly visits: TwinVisitReader,
  ) {}

  /** With and without prompts on a hall day (absent: the one it is now in the hall), for a hall that has a twin. */
  @Get()
  @ZodAnswer(TwinEffect)
  async compare(@Param('hall') hall: string, @ZodQuery(Query) { day }: z.infer<typeof Query>): Promise<TwinEffect> {
    const twin = (await this.organisation.halls('all')).find(({ twinOf }) => twinOf === hall)?.code;
    // Nothing is claimed that no counterfactual shows: a hall without a twin has no such figure, not a zero.
    if (twin === undefined) throw notFound('no-twin', `no hall is the twin of ${hall}`);
    const on = day ?? (await this.organisation.today(hall));
    const { withPrompts, without, now } = await this.visits.read(hall, twin, on);
    return twinEffect({ hall, twin, day: on, now: now ?? Date.parse(on), withPrompts, without });
  }
}
