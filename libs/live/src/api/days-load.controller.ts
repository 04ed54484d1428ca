import { Code, HallDaysLoad, HallDaysQuery, type Caller } from '@cockpit/contracts';
import { Controller, Get, Inject } from '@nestjs/common';
import { ApiOperation, ApiTags } from '@nestjs/swagger';
import { Allow, CurrentCaller, inScope } from '@cockpit/access';
import { OrganisationService, daysOf, hallsMeant } from '@cockpit/organisation';
import { ZodAnswer, ZodParam, ZodQuery } from '@cockpit/platform';
import { ArrivalHistoryReader } from '@cockpit/warehouse';
import { z } from 'zod';
import { HALL_CATALOGUE, type HallCatalogue } from '../ports';

const HallParam = z.object({ hall: Code });

/** What stands on days that somebody is about to change. */
@Controller('v1/halls/:hall/days/load')
@Allow('administrator')
@ApiTags('organisation')
export class DaysLoadController {
  constructor(
    private readonly organisation: OrganisationService,
    private readonly arrivals: ArrivalHistoryReader,
    @Inject(HALL_CATALOGUE) private readonly halls: HallCatalogue,
  ) {}

  @Get()
  @ApiOperation({
    summary: 'Tickets expected and bookings made, day by day, of a hall or of every hall of a department',
  })
  @ZodAnswer(HallDaysLoad)
  async load(
    @ZodParam(HallParam) { hall }: z.infer<typeof HallParam>,
    @ZodQuery(HallDaysQuery) { from, to }: z.infer<typeof HallDaysQuery>,
    @CurrentCaller() caller: Caller,
  ): Promise<HallDaysLoad> {
    const days = daysOf(from, to);
    const codes = hallsMeant((await this.organisation.export()).halls, hall).filter((code) =>
      inScope(caller.halls, code),
    );
    const [expected, booked] = await Promise.all([
      this.halls.expected(codes, days),
      this.arrivals.bookedOn(codes, from, to),
    ]);
    return {
      days: days.map((day) => {
        const people = expected.get(day);
        return { day, expected: people === undefined ? null : Math.round(people), booked: booked.get(day) ?? 0 };
      }),
    };
  }
}
