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

  /** Compares a hall day (default: the hall's current day) with the hall's twin. */
  @Get()
  @ZodAnswer(TwinEffect)
  async compare(@Param('hall') hall: string, @ZodQuery(Query) { day }: z.infer<typeof Query>): Promise<TwinEffect> {
    const twin = (await this.organisation.halls('all')).find(({ twinOf }) => twinOf === hall)?.code;
    // A hall without a twin has no figure at all, not a zero.
    if (twin === undefined) throw notFound('no-twin', `no hall is the twin of ${hall}`);
    const date = day ?? (await this.organisation.today(hall));
    const { withPrompts, without, now } = await this.visits.read(hall, twin, date);
    return twinEffect({ hall, twin, day: date, now: now ?? Date.parse(date), withPrompts, without });
  }
}
