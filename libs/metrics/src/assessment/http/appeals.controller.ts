import {
  AppealDecision,
  AppealPreview,
  AppealRemedy,
  AssessmentSheet,
  NewAppeal,
  type Caller,
} from '@cockpit/contracts';
import { Allow, CurrentActor, CurrentCaller, SelfAudited, type Actor } from '@cockpit/access';
import { ZodAnswer, ZodBody, ZodParam } from '@cockpit/platform';
import { Controller, Post } from '@nestjs/common';
import { ApiOperation, ApiTags } from '@nestjs/swagger';
import { z } from 'zod';
import { Appeals } from '../appeals';

const AssessmentParam = z.object({ id: z.uuid() });
const AppealParam = AssessmentParam.extend({ appeal: z.uuid() });

/** 申诉 (appeals) of halls against lines of their sheets. */
@Controller('v1/assessments/:id/appeals')
@ApiTags('assessments')
@Allow('administrator', 'manager', 'supervisor')
@SelfAudited()
export class AppealsController {
  constructor(private readonly appeals: Appeals) {}

  @Post()
  @ApiOperation({ summary: 'Appeals against a line of the sheet of a hall' })
  @ZodAnswer(AssessmentSheet)
  make(
    @ZodParam(AssessmentParam) { id }: z.infer<typeof AssessmentParam>,
    @ZodBody(NewAppeal) appeal: NewAppeal,
    @CurrentCaller() caller: Caller,
    @CurrentActor() actor: Actor,
  ): Promise<AssessmentSheet> {
    return this.appeals.make(id, appeal, { caller, actor });
  }

  @Post(':appeal/withdraw')
  @ApiOperation({ summary: 'Takes an appeal back that is not decided' })
  @ZodAnswer(AssessmentSheet)
  withdraw(
    @ZodParam(AppealParam) { id, appeal }: z.infer<typeof AppealParam>,
    @CurrentCaller() caller: Caller,
    @CurrentActor() actor: Actor,
  ): Promise<AssessmentSheet> {
    return this.appeals.withdraw(id, appeal, { caller, actor });
  }

  @Post(':appeal/preview')
  @Allow('administrator', 'manager')
  @ApiOperation({ summary: 'What upholding an appeal would change; nothing is kept' })
  @ZodAnswer(AppealPreview)
  preview(
    @ZodParam(AppealParam) { id, appeal }: z.infer<typeof AppealParam>,
    @ZodBody(AppealRemedy) remedy: AppealRemedy,
    @CurrentCaller() caller: Caller,
    @CurrentActor() actor: Actor,
  ): Promise<AppealPreview> {
    return this.appeals.preview(id, appeal, remedy, { caller, actor });
  }

  @Post(':appeal/decide')
  @Allow('administrator', 'manager')
  @ApiOperation({ summary: 'Upholds or rejects an appeal, with an answer' })
  @ZodAnswer(AssessmentSheet)
  decide(
    @ZodParam(AppealParam) { id, appeal }: z.infer<typeof AppealParam>,
    @ZodBody(AppealDecision) decision: AppealDecision,
    @CurrentCaller() caller: Caller,
    @CurrentActor() actor: Actor,
  ): Promise<AssessmentSheet> {
    return this.appeals.decide(id, appeal, decision, { caller, actor });
  }
}
