import {
  Code,
  METRIC_BYS,
  METRIC_KEYS,
  MetricAnswer,
  MetricEntry,
  OVER_OFFICERS,
  metricEntry,
  page,
  type Caller,
} from '@cockpit/contracts';
import { Controller, Get, Headers, Res } from '@nestjs/common';
import { ApiOperation, ApiTags } from '@nestjs/swagger';
import { Allow, CurrentCaller } from '@cockpit/access';
import { ZodAnswer, ZodParam, ZodQuery, forbidden, formatOf, sendTable } from '@cockpit/platform';
import type { FastifyReply } from 'fastify';
import { z } from 'zod';
import { MetricsService } from '../metrics.service';
import { Key, When, metricOf } from './asked';

const Query = z.object({
  hall: Code.optional(),
  from: When.optional(),
  to: When.optional(),
  by: z.enum(METRIC_BYS).optional(),
});
const JSON_TYPE = 'application/json; charset=utf-8';
const COLUMNS = ['by', 'value', 'numerator', 'denominator', 'approximate'];

/** Every figure of the product, defined once. */
@Controller('v1/metrics')
@ApiTags('metrics')
@Allow('administrator', 'manager', 'supervisor', 'guide', 'officer')
export class MetricsController {
  /** an answer that several got is written down once */
  private readonly texts = new WeakMap<MetricAnswer, string>();

  constructor(private readonly metrics: MetricsService) {}

  @Get()
  @ApiOperation({ summary: 'The dictionary: what each metric is, what is left out, what it splits by' })
  @ZodAnswer(page(MetricEntry))
  dictionary(): { items: MetricEntry[]; next: null } {
    return { items: METRIC_KEYS.map(metricEntry), next: null };
  }

  @Get(':key')
  @ApiOperation({ summary: 'One metric over hall days, as a whole and in parts; the parts also as NDJSON or CSV' })
  @ZodAnswer(MetricAnswer)
  async answer(
    @ZodParam(Key) params: z.infer<typeof Key>,
    @ZodQuery(Query) query: z.infer<typeof Query>,
    @CurrentCaller() caller: Caller,
    @Headers('accept') accept: string | undefined,
    @Res() reply: FastifyReply,
  ): Promise<FastifyReply> {
    const answer = ofOwn(await this.metrics.answer(metricOf(params.key), query, caller), caller);
    const format = formatOf(accept);
    return format === 'json'
      ? reply.type(JSON_TYPE).send(this.written(answer))
      : sendTable(reply, format, COLUMNS, answer.parts);
  }

  private written(answer: MetricAnswer): string {
    const text = this.texts.get(answer) ?? JSON.stringify(answer);
    this.texts.set(answer, text);
    return text;
  }
}

/** How single officers work is for those who run halls; an officer reads the own part. */
function ofOwn(answer: MetricAnswer, { role, officerId }: Caller): MetricAnswer {
  if (answer.by !== 'officer' || OVER_OFFICERS.includes(role)) return answer;
  if (role !== 'officer' || officerId === undefined)
    throw forbidden('role-not-allowed', `the role ${role} may not read figures of single officers`);
  return { ...answer, parts: answer.parts.filter(({ by }) => by === officerId) };
}
