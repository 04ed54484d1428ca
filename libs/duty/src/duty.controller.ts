import { Controller, Delete, Get, HttpCode, Post, Put } from '@nestjs/common';
import { ApiOperation, ApiTags } from '@nestjs/swagger';
import {
  DutyAnswer,
  DutyQuery,
  DutyRosterChange,
  DutyShift,
  DutySwap,
  DutyWeek,
  DutyWeekQuery,
  NewDutyShift,
  page,
  type Caller,
} from '@cockpit/contracts';
import { Allow, CurrentActor, CurrentCaller, SelfAudited, type Actor } from '@cockpit/access';
import { ZodAnswer, ZodBody, ZodParam, ZodQuery } from '@cockpit/platform';
import { z } from 'zod';
import { DutyRoster } from './duty-roster';
import { DutyWeeks } from './duty-weeks';

const ShiftId = z.object({ id: z.guid() });
type ShiftId = z.infer<typeof ShiftId>;

@Controller('v1/duty')
@Allow('administrator', 'manager')
@SelfAudited()
@ApiTags('duty')
export class DutyController {
  constructor(
    private readonly roster: DutyRoster,
    private readonly weeks: DutyWeeks,
  ) {}

  @Get()
  @Allow('administrator', 'manager', 'supervisor')
  @ApiOperation({ summary: 'Who is on duty in a span of time' })
  @ZodAnswer(page(DutyShift))
  async list(
    @ZodQuery(DutyQuery) query: DutyQuery,
    @CurrentCaller() caller: Caller,
  ): Promise<{ items: DutyShift[]; next: null }> {
    return { items: await this.roster.list(caller, query), next: null };
  }

  @Get('week')
  @Allow('administrator', 'manager', 'supervisor')
  @ApiOperation({ summary: 'Who is on duty in a hall in a week, and when nobody is although the hall is open' })
  @ZodAnswer(DutyWeek)
  week(@ZodQuery(DutyWeekQuery) query: DutyWeekQuery, @CurrentCaller() caller: Caller): Promise<DutyWeek> {
    return this.weeks.read(caller, query);
  }

  @Put()
  @ApiOperation({
    summary: 'The roster of a span anew, as shifts or as a CSV table; nothing changes when a line is wrong',
  })
  @ZodAnswer(DutyAnswer)
  replace(@ZodBody(DutyRosterChange) change: DutyRosterChange, @CurrentActor() actor: Actor): Promise<DutyAnswer> {
    return this.roster.replace(change, actor);
  }

  @Post('shifts')
  @ApiOperation({ summary: 'One shift more' })
  @ZodAnswer(DutyShift, { status: 201 })
  add(@ZodBody(NewDutyShift) shift: NewDutyShift, @CurrentActor() actor: Actor): Promise<DutyShift> {
    return this.roster.add(shift, actor);
  }

  @Delete('shifts/:id')
  @HttpCode(204)
  async remove(@ZodParam(ShiftId) { id }: ShiftId, @CurrentActor() actor: Actor): Promise<void> {
    await this.roster.remove(id, actor);
  }

  @Post('swaps')
  @HttpCode(200)
  @ApiOperation({ summary: 'Somebody else takes a shift, or two people change shifts' })
  @ZodAnswer(DutyAnswer)
  swap(@ZodBody(DutySwap) swap: DutySwap, @CurrentActor() actor: Actor): Promise<DutyAnswer> {
    return this.roster.swap(swap, actor);
  }
}
