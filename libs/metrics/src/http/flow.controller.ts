import { Code, FlowAnswer, type Caller } from '@cockpit/contracts';
import { Controller, Get } from '@nestjs/common';
import { ApiOperation, ApiTags } from '@nestjs/swagger';
import { Allow, CurrentCaller } from '@cockpit/access';
import { ZodAnswer, ZodQuery } from '@cockpit/platform';
import { z } from 'zod';
import { Flows } from '../flow/flows';
import { When } from './asked';

const FlowQuery = z.object({ hall: Code.optional(), from: When.optional(), to: When.optional() });

@Controller('v1/flow')
@ApiTags('metrics')
@Allow('administrator', 'manager', 'supervisor')
export class FlowController {
  constructor(private readonly flows: Flows) {}

  @Get()
  @ApiOperation({
    summary:
      'What became of those who drew a ticket, from way in and branch to how it ended and who served; without a period the last four weeks',
  })
  @ZodAnswer(FlowAnswer)
  flow(@ZodQuery(FlowQuery) query: z.infer<typeof FlowQuery>, @CurrentCaller() caller: Caller): Promise<FlowAnswer> {
    return this.flows.read(query, caller);
  }
}
