import { Code, Day, LawsAnswer, type Caller } from '@cockpit/contracts';
import { Controller, Get } from '@nestjs/common';
import { ApiOperation, ApiTags } from '@nestjs/swagger';
import { Allow, CurrentCaller } from '@cockpit/access';
import { ZodAnswer, ZodQuery } from '@cockpit/platform';
import { z } from 'zod';
import { LawsService } from '../laws/laws.service';

const Query = z.object({ hall: Code.optional(), from: Day.optional(), to: Day.optional() });

/** Checks that figures are consistent. */
@Controller('v1/laws')
@ApiTags('metrics')
@Allow('administrator', 'manager', 'supervisor')
export class LawsController {
  constructor(private readonly laws: LawsService) {}

  @Get()
  @ApiOperation({
    summary: 'The laws of conservation over hall days: which hold, which cannot and why, which are broken',
  })
  @ZodAnswer(LawsAnswer)
  check(@ZodQuery(Query) query: z.infer<typeof Query>, @CurrentCaller() caller: Caller): Promise<LawsAnswer> {
    return this.laws.check(query, caller);
  }
}
