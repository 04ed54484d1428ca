import { Controller, Headers, HttpCode, Post, Res } from '@nestjs/common';
import { ApiOperation, ApiTags } from '@nestjs/swagger';
import { BackTestPeriod, BackTestPeriodWanted, Code } from '@cockpit/contracts';
import { Allow, SelfAudited } from '@cockpit/access';
import { ZodAnswer, ZodBody, ZodParam } from '@cockpit/platform';
import type { FastifyReply } from 'fastify';
import { z } from 'zod';
import { BackTestPeriods } from './periods';
import { hangUp, sendProgress } from './send-progress';

const HallParam = z.object({ hall: Code });

@Controller('v1/halls/:hall/back-test')
@ApiTags('warnings')
export class BackTestPeriodController {
  constructor(private readonly periods: BackTestPeriods) {}

  /** Who hangs up ends it: the day that is being played is the last. Nothing is changed, so there is nothing for the audit. */
  @Post('period')
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
}
