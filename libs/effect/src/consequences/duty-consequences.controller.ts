import { DutyConsequences as Answer, DutyConsequencesWanted, type Caller } from '@cockpit/contracts';
import { Controller, HttpCode, Post } from '@nestjs/common';
import { ApiOperation, ApiTags } from '@nestjs/swagger';
import { Allow, CurrentCaller, SelfAudited } from '@cockpit/access';
import { ZodAnswer, ZodBody } from '@cockpit/platform';
import { DutyConsequences } from './duty-consequences';

/** Changes nothing, so nothing is audited. */
@Controller('v1/duty/consequences')
@ApiTags('duty')
@Allow('administrator', 'manager')
@SelfAudited()
export class DutyConsequencesController {
  constructor(private readonly consequences: DutyConsequences) {}

  @Post()
  @HttpCode(200)
  @ApiOperation({
    summary:
      'What a change of the duty roster would do to a week of a hall: who is told of warnings, and when nobody is on duty; nothing is saved',
  })
  @ZodAnswer(Answer)
  compute(
    @ZodBody(DutyConsequencesWanted) request: DutyConsequencesWanted,
    @CurrentCaller() caller: Caller,
  ): Promise<Answer> {
    return this.consequences.compute(request, caller);
  }
}
