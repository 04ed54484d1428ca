import { Controller, Get, Headers, HttpCode, Post, Res } from '@nestjs/common';
import { ApiOperation, ApiTags } from '@nestjs/swagger';
import { BackTestPeriod, BackTestPeriodWanted, BackTestRange, BackTestRangeQuery, Code } from '@cockpit/contracts';
import { Allow, SelfAudited } from '@cockpit/access';
import { ZodAnswer, ZodBody, ZodParam, ZodQuery } from '@cockpit/platform';
import type { FastifyReply } from 'fastify';
import { z } from 'zod';
import { BackTestPeriods } from './periods';
import { hangUp, sendProgress } from './send-progress';

const HallParam = z.object({ hall: Code });
const RuleParam = z.object({ rule: z.string().min(1).max(64) });

@Controller('v1')
@ApiTags('warnings')
export class BackTestPeriodController {
  constructor(private readonly periods: BackTestPeriods) {}

  /** Who hangs up ends it: the day that is being played is the last. Nothing is changed, so there is nothing for the audit. */
  @Post('halls/:hall/back-test/period')
  @HttpCode(200)
  @Allow('administrator', 'manager', 'supervisor')
  @SelfAudited()
  @ApiOperation({
    summary:
      'The last days by what the rule is told now, and by what it would be told; as NDJSON a line after each day; nothing is saved',
  })
  @ZodAnswer(BackTestPeriod)
  async period(
    @ZodParam(HallParam) { hall }: z.infer<typeof HallParam>,
    @ZodBody(BackTestPeriodWanted) wanted: BackTestPeriodWanted,
    @Headers('accept') accept: string | undefined,
    @Res() reply: FastifyReply,
  ): Promise<FastifyReply> {
    return sendProgress(reply, accept, await this.periods.begin(hall, wanted, hangUp(reply)));
  }

  @Get('rules/:rule/back-test')
  @Allow('administrator', 'manager', 'supervisor')
  @ApiOperation({ summary: 'What a rule would have done on past days, by what it is told now' })
  @ZodAnswer(BackTestRange)
  range(
    @ZodParam(RuleParam) { rule }: z.infer<typeof RuleParam>,
    @ZodQuery(BackTestRangeQuery) asked: BackTestRangeQuery,
    @Res({ passthrough: true }) reply: FastifyReply,
  ): Promise<BackTestRange> {
    return this.periods.range(rule, asked, hangUp(reply));
  }
}
