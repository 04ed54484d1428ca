import { Controller, Get, HttpCode, Post } from '@nestjs/common';
import { ApiOperation, ApiTags } from '@nestjs/swagger';
import { CloseCheck, CloseDay, Code, DayClose, type Caller } from '@cockpit/contracts';
import { Allow, CurrentCaller } from '@cockpit/access';
import { ZodAnswer, ZodBody, ZodParam } from '@cockpit/platform';
import { z } from 'zod';
import { DayCloses } from '../desk/day-closes';

const HallParam = z.object({ hall: Code });
type HallParam = z.infer<typeof HallParam>;

/** The end of a hall day: what is still open, the checklist, and the signature under it. */
@Controller('v1/halls/:hall/day-close')
@ApiTags('desk')
export class DayCloseController {
  constructor(private readonly closes: DayCloses) {}

  @Get()
  @Allow('administrator', 'manager', 'supervisor')
  @ApiOperation({ summary: 'What is still open today, and who has seen to it' })
  @ZodAnswer(DayClose)
  look(@ZodParam(HallParam) { hall }: HallParam): Promise<DayClose> {
    return this.closes.look(hall);
  }

  @Post('check')
  @HttpCode(200)
  @Allow('administrator', 'manager', 'supervisor')
  @ApiOperation({ summary: 'Ticks a step of the checklist, or takes the tick away' })
  @ZodAnswer(DayClose)
  check(
    @ZodParam(HallParam) { hall }: HallParam,
    @ZodBody(CloseCheck) { step, done }: CloseCheck,
    @CurrentCaller() caller: Caller,
  ): Promise<DayClose> {
    return this.closes.check(hall, step, done, caller.name);
  }

  @Post()
  @HttpCode(200)
  @Allow('administrator', 'manager', 'supervisor')
  @ApiOperation({ summary: 'Closes the day; whoever was not served is written down to be carried over' })
  @ZodAnswer(DayClose)
  close(
    @ZodParam(HallParam) { hall }: HallParam,
    @ZodBody(CloseDay) { note, openWindows }: CloseDay,
    @CurrentCaller() caller: Caller,
  ): Promise<DayClose> {
    return this.closes.close(hall, { note, openWindows }, caller.name);
  }
}
