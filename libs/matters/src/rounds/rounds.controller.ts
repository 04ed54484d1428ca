import {
  Code,
  NewRound,
  NewRoundAnswer,
  Round,
  RoundAnswered,
  RoundChange,
  RoundFiguresAnswer,
  RoundInspection,
  RoundState,
  RoundSummary,
  page,
  type Caller,
} from '@cockpit/contracts';
import { Allow, CurrentActor, CurrentCaller, SelfAudited, inScope, type Actor } from '@cockpit/access';
import { Cursor, InstantAndId, ZodAnswer, ZodBody, ZodParam, ZodQuery, pageOf, readCursor } from '@cockpit/platform';
import { Controller, Get, Post, Put, Req, Res } from '@nestjs/common';
import { ApiOperation, ApiTags } from '@nestjs/swagger';
import type { FastifyReply, FastifyRequest } from 'fastify';
import { z } from 'zod';
import { Answering } from './answering';
import { figuresOf } from './figures';
import { RoundMatters } from './round-matters';
import { RoundStore } from './round-store';
import { Rounds } from './rounds';

const RoundParam = z.object({ id: Code });
const RoundHallParam = RoundParam.extend({ hall: Code });
const ListQuery = z.object({
  state: RoundState.optional(),
  cursor: Cursor,
  limit: z.coerce.number().int().min(1).max(200).default(50),
});

/** Inspection rounds: halls are checked with a list. A finding is an ordinary matter. */
@Controller('v1/rounds')
@ApiTags('rounds')
@SelfAudited()
@Allow('administrator', 'manager', 'supervisor')
export class RoundsController {
  constructor(
    private readonly rounds: Rounds,
    private readonly answering: Answering,
    private readonly store: RoundStore,
    private readonly matters: RoundMatters,
  ) {}

  @Get()
  @ApiOperation({ summary: 'Rounds with how far they have come, the latest made first' })
  @ZodAnswer(page(RoundSummary))
  async list(
    @ZodQuery(ListQuery) { state, cursor, limit }: z.infer<typeof ListQuery>,
    @CurrentCaller() caller: Caller,
  ): Promise<{ items: RoundSummary[]; next: string | null }> {
    const rows = await this.rounds.list(caller, state, readCursor(cursor, InstantAndId), limit + 1);
    return pageOf(rows, limit, ({ madeAt, id }) => [madeAt, id]);
  }

  @Post()
  @Allow('administrator', 'manager')
  @ApiOperation({ summary: 'A new round; the same again is the same round' })
  @ZodAnswer(Round, { status: 201 })
  async make(
    @ZodBody(NewRound) input: NewRound,
    @CurrentCaller() caller: Caller,
    @CurrentActor() actor: Actor,
    @Req() request: FastifyRequest,
    @Res({ passthrough: true }) reply: FastifyReply,
  ): Promise<Round> {
    const { round, isNew } = await this.rounds.make(input, { caller, actor, correlationId: request.id });
    reply.status(isNew ? 201 : 200);
    return round;
  }

  @Get(':id')
  @ApiOperation({ summary: 'A round with its check list and those of its halls that the caller sees' })
  @ZodAnswer(Round)
  one(@ZodParam(RoundParam) { id }: z.infer<typeof RoundParam>, @CurrentCaller() caller: Caller): Promise<Round> {
    return this.rounds.one(id, caller);
  }

  @Put(':id')
  @Allow('administrator', 'manager')
  @ApiOperation({ summary: 'The whole round anew; a hall or line that was answered stays' })
  @ZodAnswer(Round)
  change(
    @ZodParam(RoundParam) { id }: z.infer<typeof RoundParam>,
    @ZodBody(RoundChange) input: RoundChange,
    @CurrentCaller() caller: Caller,
    @CurrentActor() actor: Actor,
    @Req() request: FastifyRequest,
  ): Promise<Round> {
    return this.rounds.change(id, input, { caller, actor, correlationId: request.id });
  }

  @Get(':id/figures')
  @ApiOperation({
    summary: 'Lines checked, findings and what became of them, by hall and area; each list sums to the total',
  })
  @ZodAnswer(RoundFiguresAnswer)
  async figures(
    @ZodParam(RoundParam) { id }: z.infer<typeof RoundParam>,
    @CurrentCaller() caller: Caller,
  ): Promise<RoundFiguresAnswer> {
    const round = await this.rounds.seen(id, caller);
    const [checked, found, nameOf] = await Promise.all([
      this.store.checked([id], caller.halls),
      this.matters.byLine(id, caller),
      this.rounds.namesOfHalls(),
    ]);
    const halls = round.halls.filter((hall) => inScope(caller.halls, hall));
    return figuresOf({ ...round, halls }, checked, found, nameOf);
  }

  @Get(':id/halls/:hall')
  @ApiOperation({ summary: 'The check list as it stands in one hall, with who answered what' })
  @ZodAnswer(RoundInspection)
  inspection(
    @ZodParam(RoundHallParam) { id, hall }: z.infer<typeof RoundHallParam>,
    @CurrentCaller() caller: Caller,
  ): Promise<RoundInspection> {
    return this.rounds.inspection(id, hall, caller);
  }

  @Post(':id/halls/:hall/answers')
  @ApiOperation({
    summary:
      'Answers a line; sent again under its key it changes nothing. Of several answers the last one entered stands',
  })
  @ZodAnswer(RoundAnswered)
  answer(
    @ZodParam(RoundHallParam) { id, hall }: z.infer<typeof RoundHallParam>,
    @ZodBody(NewRoundAnswer) input: NewRoundAnswer,
    @CurrentCaller() caller: Caller,
    @CurrentActor() actor: Actor,
    @Req() request: FastifyRequest,
  ): Promise<RoundAnswered> {
    return this.answering.answer(id, hall, input, { caller, actor, correlationId: request.id });
  }
}
