import { CalendarImport, CalendarInForce, page } from '@cockpit/contracts';
import { Body, Controller, Get, Put } from '@nestjs/common';
import { ApiOperation, ApiTags } from '@nestjs/swagger';
import { Allow, CurrentActor, SelfAudited, type Actor } from '@cockpit/access';
import { ZodAnswer, ZodParam, unprocessable } from '@cockpit/platform';
import { z } from 'zod';
import { Calendars } from '../calendars/calendars';

const Year = z.object({ year: z.coerce.number().int() });

/** Holidays and make-up days by year. */
@Controller('v1/calendars')
@ApiTags('calendars')
@SelfAudited()
export class CalendarsController {
  constructor(private readonly calendars: Calendars) {}

  @Get()
  @ApiOperation({
    summary: 'Years in force; one that is not among them, or not published, makes deadlines provisional',
  })
  @ZodAnswer(page(CalendarInForce))
  async list(): Promise<{ items: CalendarInForce[]; next: null }> {
    return { items: await this.calendars.list(), next: null };
  }

  @Put(':year')
  @Allow('administrator')
  @ApiOperation({ summary: 'The notice of a year; open matters it concerns are computed anew' })
  @ZodAnswer(CalendarImport)
  async put(
    @ZodParam(Year) { year }: z.infer<typeof Year>,
    @Body() body: unknown,
    @CurrentActor() actor: Actor,
  ): Promise<CalendarImport> {
    const said = z.object({ year: z.number() }).safeParse(body);
    if (said.success && said.data.year !== year)
      throw unprocessable(
        'invalid-calendar',
        `this is the notice of ${String(said.data.year)}, not of ${String(year)}`,
      );
    return this.calendars.import(body, actor);
  }
}
