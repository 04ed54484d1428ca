import { Controller, Get } from '@nestjs/common';
import { ApiOperation, ApiTags } from '@nestjs/swagger';
import { Code, Day, LedAway, page } from '@cockpit/contracts';
import { Allow } from '@cockpit/access';
import { hallDayEnd, hallDayStart } from '@cockpit/domain';
import { OrganisationService } from '@cockpit/organisation';
import { ZodAnswer, ZodParam, ZodQuery } from '@cockpit/platform';
import { z } from 'zod';
import { Guiding } from './guiding';

const HallParam = z.object({ hall: Code });
const OfDay = z.object({ day: Day.optional() });

/** Guided tickets: the hall's ticketing system reads them with its source key and does not call them. */
@Controller('v1/halls/:hall/guided')
@ApiTags('guide')
export class LedAwayController {
  constructor(
    private readonly guiding: Guiding,
    private readonly organisation: OrganisationService,
  ) {}

  @Get()
  @Allow('administrator', 'manager', 'supervisor', 'guide', 'source')
  @ApiOperation({
    summary:
      'Tickets guides led away on a hall day (today when none is named), oldest first; `undone`: it was taken back',
  })
  @ZodAnswer(page(LedAway))
  async ofDay(
    @ZodParam(HallParam) { hall }: z.infer<typeof HallParam>,
    @ZodQuery(OfDay) query: z.infer<typeof OfDay>,
  ): Promise<{ items: LedAway[]; next: null }> {
    const day = query.day ?? (await this.organisation.today(hall));
    const { timeZone } = (await this.organisation.hall(hall, day)).doc;
    return {
      items: await this.guiding.within(hall, hallDayStart(day, timeZone), hallDayEnd(day, timeZone)),
      next: null,
    };
  }
}
