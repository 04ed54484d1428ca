import {
  ADDRESSED_ACTS,
  ActAnswer,
  ActAnswers,
  ActOnMatter,
  ActOnMatters,
  AddressedAct,
  AddressedActBody,
  CandidatesAsked,
  CreatedMatter,
  MatterCandidates,
  NewMatter,
  type Caller,
} from '@cockpit/contracts';
import { Allow, BoundToUnits, CurrentActor, CurrentCaller, SelfAudited, type Actor } from '@cockpit/access';
import { ZodAnswer, ZodBody, ZodParam, parsedBody } from '@cockpit/platform';
import { Controller, Post, Req, Res } from '@nestjs/common';
import { ApiOperation, ApiTags } from '@nestjs/swagger';
import type { FastifyReply, FastifyRequest } from 'fastify';
import { randomUUID } from 'node:crypto';
import { z } from 'zod';
import { MatterReader } from '../api/matter-reader';
import { Acting } from './acting';
import { Candidates } from './candidates';
import { Entering } from './entering';

const MatterParam = z.object({ id: z.string().min(1).max(128) });
const AddressedActParam = MatterParam.extend({ act: z.enum(ADDRESSED_ACTS) });

/** Acts on matters. Each becomes an event through the common ingestion. */
@Controller('v1/matters')
@ApiTags('matters')
@BoundToUnits()
@SelfAudited()
@Allow('administrator', 'manager', 'supervisor', 'officer', 'unit')
export class ActsController {
  constructor(
    private readonly acting: Acting,
    private readonly entering: Entering,
    private readonly candidates: Candidates,
    private readonly reader: MatterReader,
  ) {}

  @Post()
  @ApiOperation({ summary: 'A matter that no system tells of; without a due time by the default clocks' })
  @ZodAnswer(CreatedMatter, { status: 201 })
  async create(
    @ZodBody(NewMatter) matter: NewMatter,
    @CurrentCaller() caller: Caller,
    @CurrentActor() actor: Actor,
    @Req() request: FastifyRequest,
    @Res({ passthrough: true }) reply: FastifyReply,
  ): Promise<CreatedMatter> {
    const created = await this.entering.enter(matter, { caller, actor, correlationId: request.id });
    reply.status(created.repeated ? 200 : 201);
    return created;
  }

  @Post('acts')
  @ApiOperation({ summary: 'The same act on up to 200 matters, with an answer for each' })
  @ZodAnswer(ActAnswers)
  each(
    @ZodBody(ActOnMatters) { ids, ...input }: ActOnMatters,
    @CurrentCaller() caller: Caller,
    @CurrentActor() actor: Actor,
    @Req() request: FastifyRequest,
  ): Promise<ActAnswers> {
    return this.acting.each(ids, input, { caller, actor, correlationId: request.id });
  }

  @Post('candidates')
  @Allow('administrator', 'manager', 'supervisor', 'unit')
  @ApiOperation({ summary: 'To whom up to 200 open matters may be given; those the caller does not see are left out' })
  @ZodAnswer(MatterCandidates)
  candidatesOf(
    @ZodBody(CandidatesAsked) { ids }: CandidatesAsked,
    @CurrentCaller() caller: Caller,
  ): Promise<MatterCandidates> {
    return this.candidates.find(ids, caller);
  }

  @Post(':id/acts')
  @ApiOperation({
    summary:
      'Assign, hand over, urge, ask for a supplement, reply, close, verify, strike off, reopen or comment; 409 says who was quicker',
  })
  @ZodAnswer(ActAnswer)
  async one(
    @ZodParam(MatterParam) { id }: z.infer<typeof MatterParam>,
    @ZodBody(ActOnMatter) input: ActOnMatter,
    @CurrentCaller() caller: Caller,
    @CurrentActor() actor: Actor,
    @Req() request: FastifyRequest,
  ): Promise<ActAnswer> {
    return this.acting.act(await this.reader.idOf(id, caller), input, { caller, actor, correlationId: request.id });
  }

  @Post(':id/:act')
  @ApiOperation({ summary: 'One of the usual acts by its own address: key and revision may be left out' })
  @ZodAnswer(ActAnswer)
  async addressed(
    @ZodParam(AddressedActParam) { id, act }: z.infer<typeof AddressedActParam>,
    @ZodBody(AddressedActBody) body: AddressedActBody,
    @CurrentCaller() caller: Caller,
    @CurrentActor() actor: Actor,
    @Req() request: FastifyRequest,
  ): Promise<ActAnswer> {
    const { key = randomUUID(), ...input } = parsedBody(AddressedAct, { ...body, act });
    const doing = { caller, actor, correlationId: request.id };
    return this.acting.act(await this.reader.idOf(id, caller), { ...input, key }, doing);
  }
}
