import { Code, HallChange, HallChangeQuery, HallChanged, HallSetup, type Caller } from '@cockpit/contracts';
import { Controller, Get, Put } from '@nestjs/common';
import { ApiOperation } from '@nestjs/swagger';
import { Allow, CurrentActor, CurrentCaller, SelfAudited, type Actor } from '@cockpit/access';
import { ZodAnswer, ZodBody, ZodParam, ZodQuery } from '@cockpit/platform';
import { z } from 'zod';
import { HallSetups } from '../setup/hall-setups';

const HallParam = z.object({ hall: Code });

@Controller('v1/halls/:hall/setup')
@Allow('administrator')
@SelfAudited()
export class SetupController {
  constructor(private readonly setups: HallSetups) {}

  @Get()
  @ApiOperation({ summary: 'The setup of a hall, who changed it last, and how it was before' })
  @ZodAnswer(HallSetup)
  setup(@ZodParam(HallParam) { hall }: z.infer<typeof HallParam>): Promise<HallSetup> {
    return this.setups.read(hall);
  }

  @Put()
  @ApiOperation({ summary: 'Change, add or end a hall with its officers and rosters, or only tell what that would do' })
  @ZodAnswer(HallChanged)
  change(
    @ZodParam(HallParam) { hall }: z.infer<typeof HallParam>,
    @ZodQuery(HallChangeQuery) query: z.infer<typeof HallChangeQuery>,
    @ZodBody(HallChange) change: HallChange,
    @CurrentCaller() caller: Caller,
    @CurrentActor() actor: Actor,
  ): Promise<HallChanged> {
    return this.setups.change(change, { hall, ...query, caller, actor });
  }
}
