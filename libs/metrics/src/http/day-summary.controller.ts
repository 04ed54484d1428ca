import { Code, Day, DaySummary, type Caller } from '@cockpit/contracts';
import { Controller, Get } from '@nestjs/common';
import { ApiOperation, ApiTags } from '@nestjs/swagger';
import { CurrentCaller, OnTheWall } from '@cockpit/access';
import { ZodAnswer, ZodParam, ZodQuery } from '@cockpit/platform';
import { z } from 'zod';
import { DaySummaries } from '../day-summary/day-summaries';

const HallParam = z.object({ hall: Code });
const DayQuery = z.object({
  /** a day that is past; the hall's own day when absent */ day: Day.optional(),
});

/** Shown on the wall after closing. */
@Controller('v1/halls/:hall/day-summary')
@ApiTags('metrics')
export class DaySummaryController {
  constructor(private readonly summaries: DaySummaries) {}

  @Get()
  @OnTheWall()
  @ApiOperation({ summary: 'What the hall’s day comes to, and what the next one is expected to bring' })
  @ZodAnswer(DaySummary)
  read(
    @ZodParam(HallParam) { hall }: z.infer<typeof HallParam>,
    @ZodQuery(DayQuery) { day }: z.infer<typeof DayQuery>,
    @CurrentCaller() caller: Caller,
  ): Promise<DaySummary> {
    return this.summaries.read(hall, day ?? null, caller);
  }
}
