import { Controller, Get, HttpCode, Post, Put } from '@nestjs/common';
import { ApiOperation, ApiTags } from '@nestjs/swagger';
import { DutyAnswer, DutyQuery, DutyRosterChange, DutyShift, DutySwap, page, type Caller } from '@cockpit/contracts';
import { Allow, CurrentActor, CurrentCaller, SelfAudited, type Actor } from '@cockpit/access';
import { ZodAnswer, ZodBody, ZodQuery } from '@cockpit/platform';
import { DutyRoster } from './duty-roster';

/** The duty roster. */
@Controller('v1/duty')
@Allow('administrator', 'manager')
@SelfAudited()
@ApiTags('duty')
export class DutyController {
  constructor(private readonly roster: DutyRoster) {}

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

  @Put()
  @ApiOperation({
    summary: 'The roster of a span anew, as shifts or as a CSV table; nothing changes when a line is wrong',
  })
  @ZodAnswer(DutyAnswer)
  replace(@ZodBody(DutyRosterChange) change: DutyRosterChange, @CurrentActor() actor: Actor): Promise<DutyAnswer> {
    return this.roster.replace(change, actor);
  }

  @Post('swaps')
  @HttpCode(200)
  @ApiOperation({ summary: 'Somebody else takes a shift, or two people change shifts' })
  @ZodAnswer(DutyAnswer)
  swap(@ZodBody(DutySwap) swap: DutySwap, @CurrentActor() actor: Actor): Promise<DutyAnswer> {
    return this.roster.swap(swap, actor);
  }
}
