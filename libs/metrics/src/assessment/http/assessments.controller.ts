import {
  Assessment,
  AssessmentPublication,
  AssessmentSheet,
  AssessmentStep,
  AssessmentSummary,
  Code,
  Month,
  NewAssessment,
  page,
  type Caller,
} from '@cockpit/contracts';
import { Allow, CurrentActor, CurrentCaller, SelfAudited, type Actor } from '@cockpit/access';
import { PAGE, ZodAnswer, ZodBody, ZodParam, ZodQuery, pageOf, readCursor } from '@cockpit/platform';
import { Controller, Get, Post } from '@nestjs/common';
import { ApiOperation, ApiTags } from '@nestjs/swagger';
import { z } from 'zod';
import { Assessments } from '../assessments';

const AssessmentParam = z.object({ id: z.uuid() });
const SheetParam = AssessmentParam.extend({ hall: Code });
const ListQuery = z.object(PAGE);
const After = z.tuple([Month, z.uuid()]);

/** 考核评价: monthly assessments of places with sheets that halls see and may appeal against. */
@Controller('v1/assessments')
@ApiTags('assessments')
@Allow('administrator', 'manager', 'supervisor')
@SelfAudited()
export class AssessmentsController {
  constructor(private readonly assessments: Assessments) {}

  @Get()
  @ApiOperation({ summary: 'Assessments of the scope, the latest month first; of a hall, those that were published' })
  @ZodAnswer(page(AssessmentSummary))
  async list(
    @ZodQuery(ListQuery) { limit, cursor }: z.infer<typeof ListQuery>,
    @CurrentCaller() caller: Caller,
  ): Promise<{ items: AssessmentSummary[]; next: string | null }> {
    const rows = await this.assessments.list(caller, readCursor(cursor, After) ?? null, limit + 1);
    return pageOf(rows, limit, ({ month, id }) => [month, id]);
  }

  @Post()
  @Allow('administrator', 'manager')
  @ApiOperation({ summary: 'Makes the assessment of a place and month, or answers the one there is' })
  @ZodAnswer(Assessment)
  make(
    @ZodBody(NewAssessment) input: NewAssessment,
    @CurrentCaller() caller: Caller,
    @CurrentActor() actor: Actor,
  ): Promise<Assessment> {
    return this.assessments.make(input, { caller, actor });
  }

  @Get(':id')
  @ApiOperation({ summary: 'An assessment: scheme, scores and appeals of the places of the scope' })
  @ZodAnswer(Assessment)
  one(
    @ZodParam(AssessmentParam) { id }: z.infer<typeof AssessmentParam>,
    @CurrentCaller() caller: Caller,
  ): Promise<Assessment> {
    return this.assessments.one(id, caller);
  }

  @Get(':id/halls/:hall')
  @ApiOperation({ summary: 'The score sheet of a place, with the days its figures were made of' })
  @ZodAnswer(AssessmentSheet)
  sheet(
    @ZodParam(SheetParam) { id, hall }: z.infer<typeof SheetParam>,
    @CurrentCaller() caller: Caller,
  ): Promise<AssessmentSheet> {
    return this.assessments.sheet(id, hall, caller);
  }

  @Post(':id/compute')
  @Allow('administrator', 'manager')
  @ApiOperation({ summary: 'A draft anew, by the scheme and the figures of now' })
  @ZodAnswer(Assessment)
  compute(
    @ZodParam(AssessmentParam) { id }: z.infer<typeof AssessmentParam>,
    @ZodBody(AssessmentStep) { revision }: AssessmentStep,
    @CurrentCaller() caller: Caller,
    @CurrentActor() actor: Actor,
  ): Promise<Assessment> {
    return this.assessments.compute(id, revision, { caller, actor });
  }

  @Post(':id/publish')
  @Allow('administrator', 'manager')
  @ApiOperation({ summary: 'Shows halls their sheets, and takes appeals until a day' })
  @ZodAnswer(Assessment)
  publish(
    @ZodParam(AssessmentParam) { id }: z.infer<typeof AssessmentParam>,
    @ZodBody(AssessmentPublication) publication: AssessmentPublication,
    @CurrentCaller() caller: Caller,
    @CurrentActor() actor: Actor,
  ): Promise<Assessment> {
    return this.assessments.publish(id, publication, { caller, actor });
  }

  @Post(':id/close')
  @Allow('administrator', 'manager')
  @ApiOperation({ summary: 'Closes it, once every appeal is decided: nothing changes any more' })
  @ZodAnswer(Assessment)
  close(
    @ZodParam(AssessmentParam) { id }: z.infer<typeof AssessmentParam>,
    @ZodBody(AssessmentStep) { revision }: AssessmentStep,
    @CurrentCaller() caller: Caller,
    @CurrentActor() actor: Actor,
  ): Promise<Assessment> {
    return this.assessments.close(id, revision, { caller, actor });
  }
}
