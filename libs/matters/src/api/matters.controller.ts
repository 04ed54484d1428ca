import {
  Code,
  Id,
  MATTER_ORDERS,
  MATTER_STATES,
  MatterDeskName,
  MatterTrait,
  MatterClock,
  MatterDetail,
  MatterKind,
  MatterNames,
  MatterSummary,
  MatterSummaryBy,
  RatingTags,
  SUMMARY_BY,
  page,
  type Caller,
} from '@cockpit/contracts';
import { Controller, Get, Headers, Res } from '@nestjs/common';
import { ApiOperation, ApiTags } from '@nestjs/swagger';
import { Allow, BoundToUnits, CurrentCaller, OnTheWall } from '@cockpit/access';
import {
  Cursor,
  ZodAnswer,
  ZodParam,
  ZodQuery,
  forbidden,
  formatOf,
  readCursor,
  sendTable,
  writeCursor,
} from '@cockpit/platform';
import type { FastifyReply } from 'fastify';
import { z } from 'zod';
import { MatterCounter } from './matter-counter';
import { MatterReader } from './matter-reader';
import { orderingOf } from './matter-orders';
import { When } from './when';

/** An empty text selects matters without a value. */
const OrNone = z.string().max(128);
const FilterQuery = z.object({
  hall: Code.optional(),
  unit: OrNone.optional(),
  officer: OrNone.optional(),
  kind: MatterKind.optional(),
  /** the kinds of a desk, without excluded ratings */
  desk: MatterDeskName.optional(),
  /** a property as the desk figures count it */
  trait: MatterTrait.optional(),
  enterprise: OrNone.optional(),
  stage: OrNone.optional(),
  item: OrNone.optional(),
  package: OrNone.optional(),
  source: z.string().max(64).optional(),
  /** the inspection round that found it */
  round: OrNone.optional(),
  state: z.enum(MATTER_STATES).default('all'),
  /** accepted from `from` through the day `to` or before the instant `to` */
  from: When.optional(),
  to: When.optional(),
});
const TagsQuery = FilterQuery.pick({ hall: true, from: true, to: true });
const SummaryQuery = FilterQuery.extend({ by: z.enum(SUMMARY_BY) });
/** Maximum offset for screens. Exports follow `next`, which skips nothing when the list changes. */
const MOST_OFFSET = 1_000_000;
const ListQuery = FilterQuery.extend({
  /** `due`: earliest first; matters without a value come last */
  order: z.enum(MATTER_ORDERS).default('newest'),
  reversed: z
    .enum(['true', 'false'])
    .default('false')
    .transform((text) => text === 'true'),
  limit: z.coerce.number().int().min(1).max(5000).default(200),
  cursor: Cursor,
  /** number of rows to skip, counted from the cursor if both are given */
  offset: z.coerce.number().int().min(0).max(MOST_OFFSET).default(0),
});
const RiskQuery = z.object({
  hall: Code.optional(),
  unit: Id.optional(),
  limit: z.coerce.number().int().min(1).max(500).default(50),
});
const MatterParam = z.object({ id: z.string().min(1).max(128) });
const OfSource = z.object({ source: z.string().max(64).optional() });

/** Everything with a deadline: cases, orders, letters, findings, needs, bad ratings. */
@Controller('v1/matters')
@ApiTags('matters')
@BoundToUnits()
@Allow('administrator', 'manager', 'supervisor', 'officer', 'unit')
export class MattersController {
  constructor(
    private readonly reader: MatterReader,
    private readonly counter: MatterCounter,
  ) {}

  @Get()
  @ApiOperation({ summary: 'Matters by day of acceptance, newest first, or in another order' })
  @ZodAnswer(page(MatterSummary))
  async list(
    @ZodQuery(ListQuery) query: z.infer<typeof ListQuery>,
    @CurrentCaller() caller: Caller,
    @Headers('accept') accept: string | undefined,
    @Res() reply: FastifyReply,
  ): Promise<FastifyReply> {
    const { limit, cursor, offset, ...filter } = query;
    const format = formatOf(accept);
    if (format !== 'json') return sendTable(reply, format, COLUMNS, this.reader.each(filter, caller));
    const after = readCursor(cursor, orderingOf(filter.order).place);
    const { items, next } = await this.reader.list(filter, caller, limit, { after, offset });
    return reply.send({ items, next: next === null ? null : writeCursor([next.at, next.id]) });
  }

  @Get('summary')
  @OnTheWall()
  @Allow('administrator', 'manager', 'supervisor', 'officer', 'unit', 'guide')
  @ApiOperation({
    summary: 'Counts of what the list shows with the same filter, by unit, officer, stage, kind, item, hall or package',
  })
  @ZodAnswer(MatterSummaryBy)
  summary(
    @ZodQuery(SummaryQuery) { by, ...filter }: z.infer<typeof SummaryQuery>,
    @CurrentCaller() caller: Caller,
  ): Promise<MatterSummaryBy> {
    // these roles see counts by hall only, as on the wall, not those of officers or units
    if ((caller.role === 'screen' || caller.role === 'guide') && by !== 'hall')
      throw forbidden('role-not-allowed', `the role ${caller.role} reads counts by hall only`);
    return this.counter.count(by, filter, caller);
  }

  @Get('names')
  @ApiOperation({ summary: 'What the units, officers, stages, items, halls and packages in matters are called' })
  @ZodAnswer(MatterNames)
  names(@CurrentCaller() caller: Caller): Promise<MatterNames> {
    return this.counter.names(caller);
  }

  @Get('rating-tags')
  @ApiOperation({ summary: 'How often each tag was given with a bad rating that counts, most often first' })
  @ZodAnswer(RatingTags)
  async ratingTags(
    @ZodQuery(TagsQuery) filter: z.infer<typeof TagsQuery>,
    @CurrentCaller() caller: Caller,
  ): Promise<RatingTags> {
    return { items: await this.counter.ratingTags(filter, caller) };
  }

  @Get('at-risk')
  @ApiOperation({ summary: 'Open matters by the probability that they miss their due time, highest first' })
  @ZodAnswer(page(MatterSummary))
  async atRisk(
    @ZodQuery(RiskQuery) { limit, ...filter }: z.infer<typeof RiskQuery>,
    @CurrentCaller() caller: Caller,
  ): Promise<{ items: MatterSummary[]; next: null }> {
    return { items: await this.reader.atRisk(filter, caller, limit), next: null };
  }

  @Get(':id')
  @ApiOperation({ summary: 'A matter with its path; by id, or by caseId where only one source has it' })
  @ZodAnswer(MatterDetail)
  one(
    @ZodParam(MatterParam) { id }: z.infer<typeof MatterParam>,
    @ZodQuery(OfSource) { source }: z.infer<typeof OfSource>,
    @CurrentCaller() caller: Caller,
  ): Promise<MatterDetail> {
    return this.reader.detail(id, caller, source);
  }

  @Get(':id/clock')
  @ApiOperation({
    summary: 'Every figure of its clock explained: days that counted, pauses, extensions, calendar, rule',
  })
  @ZodAnswer(MatterClock)
  clock(
    @ZodParam(MatterParam) { id }: z.infer<typeof MatterParam>,
    @ZodQuery(OfSource) { source }: z.infer<typeof OfSource>,
    @CurrentCaller() caller: Caller,
  ): Promise<MatterClock> {
    return this.reader.clock(id, caller, source);
  }
}

const COLUMNS = Object.keys(MatterSummary.shape);
