import {
  CalendarImport,
  CalendarInForce,
  DueConsequences as Consequences,
  page,
  type Caller,
} from '@cockpit/contracts';
import { Body, Controller, Get, Post, Put } from '@nestjs/common';
import { ApiOperation, ApiTags } from '@nestjs/swagger';
import { Allow, CurrentActor, CurrentCaller, SelfAudited, assertEveryHall, type Actor } from '@cockpit/access';
import { ZodAnswer, ZodParam, unprocessable } from '@cockpit/platform';
import { z } from 'zod';
import { Calendars } from '../calendars/calendars';
import { DueConsequences } from '../consequences/due-consequences';

const Year = z.object({ year: z.coerce.number().int() });

@Controller('v1/calendars')
@ApiTags('calendars')
@SelfAudited()
export class CalendarsController {
  constructor(
    private readonly calendars: Calendars,
    private readonly consequences: DueConsequences,
  ) {}

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
    @CurrentCaller() caller: Caller,
  ): Promise<CalendarImport> {
    assertOwn(caller, year, body);
    return this.calendars.import(body, actor);
  }

  @Post(':year/consequences')
  @Allow('administrator')
  @ApiOperation({
    summary: 'Which open matters another notice of a year would give another due time; nothing is saved',
  })
  @ZodAnswer(Consequences)
  async ofYear(
    @ZodParam(Year) { year }: z.infer<typeof Year>,
    @Body() body: unknown,
    @CurrentCaller() caller: Caller,
  ): Promise<Consequences> {
    assertOwn(caller, year, body);
    return this.consequences.ofCalendars(await this.calendars.with(body));
  }
}

/** A notice applies to all halls, and its year must match the address. */
function assertOwn(caller: Caller, year: number, body: unknown): void {
  assertEveryHall(caller);
  const parsed = z.object({ year: z.number() }).safeParse(body);
  if (parsed.success && parsed.data.year !== year)
    throw unprocessable(
      'invalid-calendar',
      `this is the notice of ${String(parsed.data.year)}, not of ${String(year)}`,
    );
}
