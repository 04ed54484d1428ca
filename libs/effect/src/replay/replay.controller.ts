import { Controller, Get, HttpCode, Post } from '@nestjs/common';
import { ApiOperation, ApiTags } from '@nestjs/swagger';
import {
  Code,
  CompareRules,
  Day,
  Instant,
  ReplayDays,
  ReplayLine,
  ReplayPage,
  RuleComparison,
} from '@cockpit/contracts';
import { Allow } from '@cockpit/access';
import { ZodAnswer, ZodBody, ZodParam, ZodQuery } from '@cockpit/platform';
import { z } from 'zod';
import { Replays } from './replays';
import { RuleComparisons } from './rule-comparison';

const HallParam = z.object({ hall: Code });
const PageQuery = z.object({
  day: Day,
  from: Instant.optional(),
  stepSec: z.coerce.number().int().min(5).max(1800).default(30),
  frames: z.coerce.number().int().min(1).max(60).default(20),
});
const LineQuery = PageQuery.pick({ day: true });
type HallParam = z.infer<typeof HallParam>;
type PageQuery = z.infer<typeof PageQuery>;

/** Replays of past days on the wall. */
@Controller('v1/halls/:hall/replay')
@ApiTags('replay')
@Allow('administrator', 'manager', 'supervisor')
export class ReplayController {
  constructor(
    private readonly replays: Replays,
    private readonly comparisons: RuleComparisons,
  ) {}

  @Get('days')
  @ApiOperation({ summary: 'Days of which anything is kept, latest first, and the one to begin with' })
  @ZodAnswer(ReplayDays)
  async days(@ZodParam(HallParam) { hall }: HallParam): Promise<ReplayDays> {
    const days = await this.replays.days(hall);
    return { days, lastOpen: await this.replays.lastOpen(hall, days) };
  }

  @Get('line')
  @ApiOperation({ summary: 'A past day at a glance: how many waited every five minutes, and when warnings fired' })
  @ZodAnswer(ReplayLine)
  line(
    @ZodParam(HallParam) { hall }: HallParam,
    @ZodQuery(LineQuery) { day }: z.infer<typeof LineQuery>,
  ): Promise<ReplayLine> {
    return this.replays.line(hall, day);
  }

  @Get()
  @ApiOperation({
    summary: 'The wall of a past day, snapshot by snapshot, with the prompts and warnings as they stood',
  })
  @ZodAnswer(ReplayPage)
  page(
    @ZodParam(HallParam) { hall }: HallParam,
    @ZodQuery(PageQuery) { day, from, stepSec, frames }: PageQuery,
  ): Promise<ReplayPage> {
    return this.replays.page(hall, day, { from: from === undefined ? null : Date.parse(from), stepSec, count: frames });
  }

  @Post('compare')
  @HttpCode(200)
  @ApiOperation({
    summary: 'What another rule or staffing would have done that day: the paired difference with its interval',
  })
  @ZodAnswer(RuleComparison)
  compare(
    @ZodParam(HallParam) { hall }: HallParam,
    @ZodBody(CompareRules) { day, base, other }: CompareRules,
  ): Promise<RuleComparison> {
    return this.comparisons.compare(hall, day, base, other);
  }
}
