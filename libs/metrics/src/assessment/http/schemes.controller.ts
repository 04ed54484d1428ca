import {
  AssessmentPreview,
  AssessmentSchemeChange,
  AssessmentSchemeVersion,
  AssessmentTrial,
  Code,
  page,
  type Caller,
} from '@cockpit/contracts';
import { Allow, CurrentActor, CurrentCaller, SelfAudited, assertHall, type Actor } from '@cockpit/access';
import { PAGE, RunningNumber, ZodAnswer, ZodBody, ZodQuery, pageOf, readCursor } from '@cockpit/platform';
import { Controller, Get, Post, Put } from '@nestjs/common';
import { ApiOperation, ApiTags } from '@nestjs/swagger';
import { z } from 'zod';
import { Assessments } from '../assessments';
import { Computing } from '../computing';
import { SchemeStore } from '../store/scheme-store';

/** Without `place`: the bureau. */
const PlaceQuery = z.object({ place: Code.optional() });
const HistoryQuery = PlaceQuery.extend(PAGE);

/** Assessment schemes: weights, linear scores, caps and gates. */
@Controller('v1/assessments')
@ApiTags('assessments')
@Allow('administrator', 'manager', 'supervisor')
@SelfAudited()
export class SchemesController {
  constructor(
    private readonly schemes: SchemeStore,
    private readonly assessments: Assessments,
    private readonly computing: Computing,
  ) {}

  @Get('scheme')
  @ApiOperation({ summary: 'The scheme of a place as it holds now' })
  @ZodAnswer(AssessmentSchemeVersion)
  scheme(
    @ZodQuery(PlaceQuery) { place }: z.infer<typeof PlaceQuery>,
    @CurrentCaller() caller: Caller,
  ): Promise<AssessmentSchemeVersion> {
    if (place !== undefined) assertHall(caller, place);
    return this.schemes.latest(place ?? null);
  }

  @Get('scheme/history')
  @ApiOperation({ summary: 'Every version of the scheme of a place, the latest first' })
  @ZodAnswer(page(AssessmentSchemeVersion))
  async history(
    @ZodQuery(HistoryQuery) { place, limit, cursor }: z.infer<typeof HistoryQuery>,
    @CurrentCaller() caller: Caller,
  ): Promise<{ items: AssessmentSchemeVersion[]; next: string | null }> {
    if (place !== undefined) assertHall(caller, place);
    const rows = await this.schemes.history(place ?? null, readCursor(cursor, RunningNumber), limit + 1);
    return pageOf(rows, limit, ({ revision }) => [String(revision)]);
  }

  @Put('scheme')
  @Allow('administrator', 'manager')
  @ApiOperation({ summary: 'The scheme of a place anew, with a reason; assessments made before keep theirs' })
  @ZodAnswer(AssessmentSchemeVersion)
  async change(
    @ZodBody(AssessmentSchemeChange) change: AssessmentSchemeChange,
    @CurrentCaller() caller: Caller,
    @CurrentActor() actor: Actor,
  ): Promise<AssessmentSchemeVersion> {
    await this.assessments.assertLeads(caller, change.place);
    return this.schemes.change(change, caller.name, actor);
  }

  @Post('preview')
  @Allow('administrator', 'manager')
  @ApiOperation({ summary: 'A scheme tried on a month that is over; nothing is kept' })
  @ZodAnswer(AssessmentPreview)
  async preview(
    @ZodBody(AssessmentTrial) trial: AssessmentTrial,
    @CurrentCaller() caller: Caller,
  ): Promise<AssessmentPreview> {
    await this.assessments.assertLeads(caller, trial.place);
    return this.computing.preview(trial);
  }
}
