import { Code, MetricAnswer, type Caller } from '@cockpit/contracts';
import { Controller, Get } from '@nestjs/common';
import { ApiOperation, ApiTags } from '@nestjs/swagger';
import { CurrentCaller, OnTheWall } from '@cockpit/access';
import { ZodAnswer, ZodParam } from '@cockpit/platform';
import { z } from 'zod';
import { MetricsService } from '../metrics.service';

const HallParam = z.object({ hall: Code });

/** The only metric on public walls. */
@Controller('v1/halls/:hall/saving')
@ApiTags('metrics')
export class SavingController {
  constructor(private readonly metrics: MetricsService) {}

  @Get()
  @OnTheWall()
  @ApiOperation({ summary: 'The metric minutes_saved of the day it is in the hall: what wall and desk say' })
  @ZodAnswer(MetricAnswer)
  saving(
    @ZodParam(HallParam) { hall }: z.infer<typeof HallParam>,
    @CurrentCaller() caller: Caller,
  ): Promise<MetricAnswer> {
    return this.metrics.answer('minutes_saved', { hall }, caller);
  }
}
