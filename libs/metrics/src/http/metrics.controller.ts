import { Code, METRICS, METRIC_BYS, METRIC_KEYS, MetricAnswer, MetricEntry, MetricKey, isApproximate, page, type Caller } from '@cockpit/contracts';
import { Controller, Get, Headers, Res } from '@nestjs/common';
import { ApiOperation, ApiTags } from '@nestjs/swagger';
import { Allow, CurrentCaller } from '@cockpit/access';
import { ZodAnswer, ZodParam, ZodQuery, notFound } from '@cockpit/platform';
import { formatOf, sendTable } from '@cockpit/warehouse';
import type { FastifyReply } from 'fastify';
import { z } from 'zod';
import { MetricsService } from '../metrics.service';

/** A hall day, or an instant of one. */
const When = z.union([z.iso.date(), z.iso.datetime({ offset: true })]);
const Query = z.object({ hall: Code.optional(), from: When.optional(), to: When.optional(), by: z.enum(METRIC_BYS).optional() });
const Key = z.object({ key: z.string().max(64) });
const COLUMNS = ['by', 'value', 'numerator', 'denominator', 'approximate'];

/** Every figure of the product, defined once. */
@Controller('v1/metrics')
@ApiTags('metrics')
@Allow('administrator', 'manager', 'supervisor', 'guide', 'officer', 'screen')
export class MetricsController {
  constructor(private readonly metrics: MetricsService) {}

  @Get()
  @ApiOperation({ summary: 'The dictionary: what each metric is, what is left out, what it splits by' })
  @ZodAnswer(page(MetricEntry))
  dictionary(): { items: MetricEntry[]; next: null } {
    const items = METRIC_KEYS.map((key): MetricEntry => {
      const { by, aspects, ...definition } = METRICS[key];
      return { key, ...definition, approximate: isApproximate(key), by: [...by], aspects: [...aspects] };
    });
    return { items, next: null };
  }

  @Get(':key')
  @ApiOperation({ summary: 'One metric over hall days, as a whole and in parts; the parts also as NDJSON or CSV' })
  @ZodAnswer(MetricAnswer)
  async answer(
    @ZodParam(Key) params: z.infer<typeof Key>, @ZodQuery(Query) query: z.infer<typeof Query>, @CurrentCaller() caller: Caller,
    @Headers('accept') accept: string | undefined, @Res() reply: FastifyReply,
  ): Promise<FastifyReply> {
    const key = MetricKey.safeParse(params.key);
    if (!key.success) throw notFound('unknown-metric', `there is no metric "${params.key}": GET /v1/metrics names them all`);
    const answer = await this.metrics.answer(key.data, query, caller);
    const format = formatOf(accept);
    return format === 'json' ? reply.send(answer) : sendTable(reply, format, COLUMNS, each(answer.parts));
  }
}

/** The reply wants rows one after the other. */
async function* each<T>(rows: readonly T[]): AsyncGenerator<T> {
  for (const row of rows) yield await Promise.resolve(row);
}
