import { Code, Id, MatterClock, MatterDetail, MatterKind, MatterSummary, page, type Caller } from '@cockpit/contracts';
import { Controller, Get } from '@nestjs/common';
import { ApiOperation, ApiTags } from '@nestjs/swagger';
import { CurrentCaller } from '@cockpit/access';
import { ZodAnswer, ZodParam, ZodQuery, badRequest } from '@cockpit/platform';
import { DateTime } from 'luxon';
import { z } from 'zod';
import { DEFAULT_ZONE } from '../grounds/offices';
import { MATTER_STATES, MatterReader, type MatterCursor } from './matter-reader';

/** A day of the office, or an instant. */
const When = z.union([z.iso.date(), z.iso.datetime({ offset: true })]);
const ListQuery = z.object({
  hall: Code.optional(), unit: Id.optional(), officer: Id.optional(), kind: MatterKind.optional(), stage: Id.optional(), source: z.string().max(64).optional(),
  state: z.enum(MATTER_STATES).default('all'),
  /** accepted from, and through the day `to` or before the instant `to` */
  from: When.optional(), to: When.optional(),
  limit: z.coerce.number().int().min(1).max(5000).default(200), cursor: z.string().max(400).optional(),
});
const RiskQuery = z.object({ hall: Code.optional(), unit: Id.optional(), limit: z.coerce.number().int().min(1).max(500).default(50) });
const One = z.object({ id: z.string().min(1).max(128) });
const OfSource = z.object({ source: z.string().max(64).optional() });
const Cursor = z.tuple([z.string().max(40), z.string().max(64)]);

/** Everything with a deadline: cases, orders, letters, findings, needs, bad ratings. */
@Controller('v1/matters')
@ApiTags('matters')
export class MattersController {
  constructor(private readonly reader: MatterReader) {}

  @Get()
  @ApiOperation({ summary: 'Matters by day of acceptance, newest first' })
  @ZodAnswer(page(MatterSummary))
  async list(@ZodQuery(ListQuery) query: z.infer<typeof ListQuery>, @CurrentCaller() caller: Caller): Promise<{ items: MatterSummary[]; next: string | null }> {
    const { from, to, limit, cursor, ...filter } = query;
    const { items, next } = await this.reader.list(
      { ...filter, from: startOf(from), to: endOf(to) }, caller, limit, cursor === undefined ? undefined : readCursor(cursor),
    );
    return { items, next: next === null ? null : Buffer.from(JSON.stringify([next.firstAt, next.id])).toString('base64url') };
  }

  @Get('at-risk')
  @ApiOperation({ summary: 'Open matters by the probability that they miss their due time, highest first' })
  @ZodAnswer(page(MatterSummary))
  async atRisk(@ZodQuery(RiskQuery) { limit, ...filter }: z.infer<typeof RiskQuery>, @CurrentCaller() caller: Caller): Promise<{ items: MatterSummary[]; next: null }> {
    return { items: await this.reader.atRisk(filter, caller, limit), next: null };
  }

  @Get(':id')
  @ApiOperation({ summary: 'A matter with its path; by id, or by caseId where only one source has it' })
  @ZodAnswer(MatterDetail)
  one(@ZodParam(One) { id }: z.infer<typeof One>, @ZodQuery(OfSource) { source }: z.infer<typeof OfSource>, @CurrentCaller() caller: Caller): Promise<MatterDetail> {
    return this.reader.detail(id, caller, source);
  }

  @Get(':id/clock')
  @ApiOperation({ summary: 'Every figure of its clock explained: days that counted, pauses, extensions, calendar, rule' })
  @ZodAnswer(MatterClock)
  clock(@ZodParam(One) { id }: z.infer<typeof One>, @ZodQuery(OfSource) { source }: z.infer<typeof OfSource>, @CurrentCaller() caller: Caller): Promise<MatterClock> {
    return this.reader.clock(id, caller, source);
  }
}

const isDay = (when: string): boolean => when.length === 10;
const startOf = (when: string | undefined): number | undefined =>
  when === undefined ? undefined : isDay(when) ? DateTime.fromISO(when, { zone: DEFAULT_ZONE }).toMillis() : Date.parse(when);
const endOf = (when: string | undefined): number | undefined =>
  when === undefined ? undefined : isDay(when) ? DateTime.fromISO(when, { zone: DEFAULT_ZONE }).plus({ days: 1 }).toMillis() : Date.parse(when);

function readCursor(cursor: string): MatterCursor {
  try {
    const [firstAt, id] = Cursor.parse(JSON.parse(Buffer.from(cursor, 'base64url').toString()));
    return { firstAt, id };
  } catch {
    throw badRequest('invalid-cursor', 'pass `next` of the page before');
  }
}
