import {
  Code,
  HallDays,
  HallDaysChange,
  HallDaysChangeQuery,
  HallDaysChanged,
  HallDaysQuery,
  type Caller,
} from '@cockpit/contracts';
import { Controller, Get, Put } from '@nestjs/common';
import { ApiOperation } from '@nestjs/swagger';
import { Allow, CurrentActor, CurrentCaller, SelfAudited, type Actor } from '@cockpit/access';
import { ZodAnswer, ZodBody, ZodParam, ZodQuery } from '@cockpit/platform';
import { z } from 'zod';
import { HallDaysBook } from '../days/hall-days';

const HallParam = z.object({ hall: Code });

@Controller('v1/halls/:hall/days')
@Allow('administrator')
@SelfAudited()
export class DaysController {
  constructor(private readonly book: HallDaysBook) {}

  @Get()
  @ApiOperation({ summary: 'When a hall, or every hall of a department, is open on each day, and why it is not' })
  @ZodAnswer(HallDays)
  days(
    @ZodParam(HallParam) { hall }: z.infer<typeof HallParam>,
    @ZodQuery(HallDaysQuery) { from, to }: z.infer<typeof HallDaysQuery>,
    @CurrentCaller() caller: Caller,
  ): Promise<HallDays> {
    return this.book.read({ hall, caller }, from, to);
  }

  @Put()
  @ApiOperation({
    summary: 'Close halls on days, open them at other hours, take that back, or only tell what it would do',
  })
  @ZodAnswer(HallDaysChanged)
  change(
    @ZodParam(HallParam) { hall }: z.infer<typeof HallParam>,
    @ZodQuery(HallDaysChangeQuery) { check }: z.infer<typeof HallDaysChangeQuery>,
    @ZodBody(HallDaysChange) change: HallDaysChange,
    @CurrentCaller() caller: Caller,
    @CurrentActor() actor: Actor,
  ): Promise<HallDaysChanged> {
    return this.book.change(change, { hall, check, caller, actor });
  }
}
