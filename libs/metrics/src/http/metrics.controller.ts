import {
  Code,
  METRIC_BYS,
  METRIC_KEYS,
  MetricAnswer,
  MetricEntry,
  metricEntry,
  page,
  type Caller,
  OVER_OFFICERS,
} from '@cockpit/contracts';
import { Controller, Get, Headers, Res } from '@nestjs/common';
import { ApiOperation, ApiTags } from '@nestjs/swagger';
import { Allow, CurrentCaller } from '@cockpit/access';
import { ZodAnswer, ZodParam, ZodQuery, formatOf, sendTable, forbidden } from '@cockpit/platform';
import { PastOnItsWay } from '@cockpit/warehouse';
import type { FastifyReply } from 'fastify';
import { z } from 'zod';
import { MetricsService } from '../metrics.service';
import { Key, PARTS, When, metricOf } from './asked';

const refused = (role: string): Error =>
  forbidden('role-not-allowed', `the role ${role} may not read figures of single officers`);

/** Figures of single officers are for those who run halls; an officer sees only the own part. */
function ofOwn(answer: MetricAnswer, { role, officerId }: Caller): MetricAnswer {
  if (answer.by !== 'officer' || OVER_OFFICERS.includes(role)) return answer;
  if (role !== 'officer' || officerId === undefined) throw refused(role);
  return { ...answer, parts: answer.parts.filter(({ by }) => by === officerId) };
}

/** @throws AppError 403 for a figure of another officer without the right to see it */
function assertOfficer(officer: string | undefined, { role, officerId }: Caller): void {
  if (officer === undefined || OVER_OFFICERS.includes(role)) return;
  if (role !== 'officer' || officer !== officerId) throw refused(role);
}

const Query = z.object({
  hall: Code.optional(),
  from: When.optional(),
  to: When.optional(),
  by: z.enum(METRIC_BYS).optional(),
  ...PARTS,
});
const JSON_TYPE = 'application/json; charset=utf-8';
const COLUMNS = ['by', 'value', 'numerator', 'denominator', 'approximate'];

/** All figures of the product, each defined once. */
@Controller('v1/metrics')
@ApiTags('metrics')
@Allow('administrator', 'manager', 'supervisor', 'guide', 'officer')
export class MetricsController {
  /** caches the JSON of answers that several callers share */
  private readonly texts = new WeakMap<MetricAnswer, string>();

  constructor(
    private readonly metrics: MetricsService,
    private readonly coming: PastOnItsWay,
  ) {}

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
    assertOfficer(query.officer, caller);
    const answer = ofOwn(await this.metrics.answer(metricOf(params.key), query, caller), caller);
    const format = formatOf(accept);
    const past = format === 'json' ? await this.coming.read() : null;
    return format === 'json'
      ? reply.type(JSON_TYPE).send(past === null ? this.written(answer) : JSON.stringify({ ...answer, past }))
      : sendTable(reply, format, COLUMNS, answer.parts);
  }

  private written(answer: MetricAnswer): string {
    const text = this.texts.get(answer) ?? JSON.stringify(answer);
    this.texts.set(answer, text);
    return text;
  }
}
