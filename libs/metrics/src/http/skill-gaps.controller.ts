import { Code, SkillGapAnswer, type Caller } from '@cockpit/contracts';
import { Controller, Get } from '@nestjs/common';
import { ApiOperation, ApiTags } from '@nestjs/swagger';
import { Allow, CurrentCaller } from '@cockpit/access';
import { ZodAnswer, ZodQuery } from '@cockpit/platform';
import { z } from 'zod';
import { SkillGaps } from '../skills/skill-gaps';
import { When } from './asked';

const GapQuery = z.object({ hall: Code.optional(), from: When.optional(), to: When.optional() });

@Controller('v1/skill-gaps')
@ApiTags('metrics')
@Allow('administrator', 'manager', 'supervisor')
export class SkillGapsController {
  constructor(private readonly gaps: SkillGaps) {}

  @Get()
  @ApiOperation({
    summary:
      'Which missing skill stood beside the most waiting, by hall and queue, with the officers who were idle; without a period the last four weeks',
  })
  @ZodAnswer(SkillGapAnswer)
  list(@ZodQuery(GapQuery) query: z.infer<typeof GapQuery>, @CurrentCaller() caller: Caller): Promise<SkillGapAnswer> {
    return this.gaps.find(query, caller);
  }
}
