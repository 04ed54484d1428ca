import { FigureAnswer, FigureCode, type Caller } from '@cockpit/contracts';
import { Allow, CurrentCaller } from '@cockpit/access';
import { ZodAnswer, ZodParam } from '@cockpit/platform';
import { Controller, Get } from '@nestjs/common';
import { ApiOperation, ApiTags } from '@nestjs/swagger';
import { z } from 'zod';
import { Figures } from '../store/figures';

const FigureParam = z.object({ code: FigureCode });

/** Looks up printed figures by code. */
@Controller('v1/figures')
@ApiTags('bulletins')
@Allow('administrator', 'manager', 'supervisor')
export class FiguresController {
  constructor(private readonly figures: Figures) {}

  @Get(':code')
  @ApiOperation({ summary: 'A printed figure: its question, definition and data version, and what it would be now' })
  @ZodAnswer(FigureAnswer)
  open(
    @ZodParam(FigureParam) { code }: z.infer<typeof FigureParam>,
    @CurrentCaller() caller: Caller,
  ): Promise<FigureAnswer> {
    return this.figures.open(code, caller);
  }
}
