import { Code, DESK_SPLITS, Day, DeskReport, MatterDeskName, type Caller } from '@cockpit/contracts';
import { Allow, BoundToUnits, CurrentCaller } from '@cockpit/access';
import { ZodAnswer, ZodParam, ZodQuery } from '@cockpit/platform';
import { Controller, Get } from '@nestjs/common';
import { ApiOperation, ApiTags } from '@nestjs/swagger';
import { z } from 'zod';
import { DeskFigures } from './desk-figures';

const Desk = z.object({ desk: MatterDeskName });
const Question = z.object({
  hall: Code.optional(),
  /** days of receipt, both included */
  from: Day.optional(),
  to: Day.optional(),
  by: z.enum(DESK_SPLITS).default('hall'),
});

/**
 * Desks: difficult matters, enterprise needs and items, hotline with mailbox, complaints. Officers and units see only
 * their own.
 */
@Controller('v1/desks')
@ApiTags('matters')
@Allow('administrator', 'manager', 'supervisor', 'officer', 'unit')
@BoundToUnits()
export class DesksController {
  constructor(private readonly figures: DeskFigures) {}

  @Get(':desk')
  @ApiOperation({
    summary:
      'Figures of a desk: what was received and is open, contacted, answered and closed in time, handed on, reopened',
  })
  @ZodAnswer(DeskReport)
  report(
    @ZodParam(Desk) { desk }: z.infer<typeof Desk>,
    @ZodQuery(Question) question: z.infer<typeof Question>,
    @CurrentCaller() caller: Caller,
  ): Promise<DeskReport> {
    return this.figures.report(desk, question, caller);
  }
}
