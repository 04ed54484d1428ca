import { Code, Day, HallChange, SetupConsequences as Answer, type Caller } from '@cockpit/contracts';
import { Controller, HttpCode, Post } from '@nestjs/common';
import { ApiOperation, ApiTags } from '@nestjs/swagger';
import { Allow, CurrentActor, CurrentCaller, SelfAudited, type Actor } from '@cockpit/access';
import { HallSetups } from '@cockpit/organisation';
import { ZodAnswer, ZodBody, ZodParam, ZodQuery } from '@cockpit/platform';
import { z } from 'zod';
import { SetupConsequences } from './setup-consequences';

const HallParam = z.object({ hall: Code });
const Query = z.object({ from: Day.optional() });

/** Nothing is changed, so there is nothing for the audit. */
@Controller('v1/halls/:hall/setup/consequences')
@ApiTags('organisation')
@Allow('administrator')
@SelfAudited()
export class ConsequencesController {
  constructor(
    private readonly setups: HallSetups,
    private readonly consequences: SetupConsequences,
  ) {}

  @Post()
  @HttpCode(200)
  @ApiOperation({
    summary:
      'What a change of a hall would do to the first week in which it holds: waits, queues nobody can serve, prompts lost; nothing is saved',
  })
  @ZodAnswer(Answer)
  async of(
    @ZodParam(HallParam) { hall }: z.infer<typeof HallParam>,
    @ZodQuery(Query) { from }: z.infer<typeof Query>,
    @ZodBody(HallChange) change: HallChange,
    @CurrentCaller() caller: Caller,
    @CurrentActor() actor: Actor,
  ): Promise<Answer> {
    return this.consequences.of(hall, await this.setups.draft(change, { hall, from, caller, actor }));
  }
}
