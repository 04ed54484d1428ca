import {
  Code,
  Day,
  HallChange,
  SetupConsequences as SetupAnswer,
  TargetConsequences as TargetAnswer,
  type Caller,
} from '@cockpit/contracts';
import { Controller, Headers, HttpCode, Post, Res } from '@nestjs/common';
import { ApiOperation, ApiTags } from '@nestjs/swagger';
import { Allow, CurrentActor, CurrentCaller, SelfAudited, type Actor } from '@cockpit/access';
import { HallSetups } from '@cockpit/organisation';
import { ZodAnswer, ZodBody, ZodParam, ZodQuery } from '@cockpit/platform';
import { hangUp, sendProgress } from '@cockpit/warnings';
import type { FastifyReply } from 'fastify';
import { z } from 'zod';
import { SetupConsequences } from './setup-consequences';
import { TargetConsequences } from './target-consequences';

const HallParam = z.object({ hall: Code });
const Query = z.object({ from: Day.optional() });

/** Previews of a hall change; it changes nothing, so nothing is audited. */
@Controller('v1/halls/:hall/setup/consequences')
@ApiTags('organisation')
@Allow('administrator')
@SelfAudited()
export class ConsequencesController {
  constructor(
    private readonly setups: HallSetups,
    private readonly setup: SetupConsequences,
    private readonly targets: TargetConsequences,
  ) {}

  @Post()
  @HttpCode(200)
  @ApiOperation({
    summary:
      'What a change of a hall would do to the first week in which it holds: waits, queues nobody can serve, prompts lost; nothing is saved',
  })
  @ZodAnswer(SetupAnswer)
  async ofSetup(
    @ZodParam(HallParam) { hall }: z.infer<typeof HallParam>,
    @ZodQuery(Query) { from }: z.infer<typeof Query>,
    @ZodBody(HallChange) change: HallChange,
    @CurrentCaller() caller: Caller,
    @CurrentActor() actor: Actor,
  ): Promise<SetupAnswer> {
    return this.setup.compute(hall, await this.setups.draft(change, { hall, from, caller, actor }));
  }

  /** A closed connection ends the computation after the current day. */
  @Post('targets')
  @HttpCode(200)
  @ApiOperation({
    summary:
      'What other wait targets would have done to the last days: warnings, visits within the target; as NDJSON a line after each day; nothing is saved',
  })
  @ZodAnswer(TargetAnswer)
  async ofTargets(
    @ZodParam(HallParam) { hall }: z.infer<typeof HallParam>,
    @ZodQuery(Query) { from }: z.infer<typeof Query>,
    @ZodBody(HallChange) change: HallChange,
    @CurrentCaller() caller: Caller,
    @CurrentActor() actor: Actor,
    @Headers('accept') accept: string | undefined,
    @Res() reply: FastifyReply,
  ): Promise<FastifyReply> {
    const drafted = await this.setups.draft(change, { hall, from, caller, actor });
    return sendProgress(reply, accept, await this.targets.begin(hall, drafted, hangUp(reply)));
  }
}
