import {
  ClaimScreen,
  page,
  PairingOffer,
  PairScreen,
  ScreenChange,
  ScreenClaim,
  ScreenRecord,
  ScreenView,
  TokenRecord,
  type Caller,
} from '@cockpit/contracts';
import { Controller, Get, HttpCode, Param, Post, Put, Req, Res } from '@nestjs/common';
import { Public, ZodAnswer, ZodBody } from '@cockpit/platform';
import type { FastifyReply, FastifyRequest } from 'fastify';
import type { Actor } from '../audit';
import { Allow, CurrentActor, CurrentCaller, OnTheWall, SelfAudited } from '../guard/decorators';
import { assertHall } from '../guard/scope';
import { cookieOptions, SCREEN_COOKIE } from '../cookie';
import { Tokens } from '../tokens';
import { Pairings } from './pairings';
import { Screens, unknownScreen } from './screens';

/** Paired walls stay paired for about a year unless ended. */
const SCREEN_SEC = 400 * 24 * 3600;

@Controller('v1/screens')
@Allow('administrator', 'manager', 'supervisor')
@SelfAudited()
export class ScreensController {
  constructor(
    private readonly pairings: Pairings,
    private readonly tokens: Tokens,
    private readonly screens: Screens,
  ) {}

  @Get()
  @ZodAnswer(page(ScreenRecord))
  async list(@CurrentCaller() caller: Caller): Promise<{ items: ScreenRecord[]; next: null }> {
    return { items: await this.screens.list(caller), next: null };
  }

  @Get('own')
  @Allow('screen')
  @OnTheWall()
  @ZodAnswer(ScreenView)
  own(@CurrentCaller() caller: Caller): Promise<ScreenView> {
    return this.screens.viewOf(caller.id);
  }

  @Post()
  @Public()
  @ZodAnswer(PairingOffer, { status: 201 })
  offer(@Req() request: FastifyRequest): Promise<PairingOffer> {
    return this.pairings.offer(request.ip);
  }

  @Post('claim')
  @Public()
  @ZodAnswer(ScreenClaim)
  async claim(
    @ZodBody(ClaimScreen) { pairing }: ClaimScreen,
    @Req() request: FastifyRequest,
    @Res({ passthrough: true }) reply: FastifyReply,
  ): Promise<ScreenClaim> {
    const claimed = await this.pairings.claim(pairing, request.ip, request.id);
    if (claimed === null) return { state: 'waiting', hall: null };
    void reply.setCookie(SCREEN_COOKIE, claimed.secret, cookieOptions(request, SCREEN_SEC));
    return { state: 'paired', hall: claimed.halls === 'all' ? null : (claimed.halls[0] ?? null) };
  }

  @Post('pair')
  @HttpCode(204)
  async pair(
    @ZodBody(PairScreen) input: PairScreen,
    @CurrentCaller() caller: Caller,
    @CurrentActor() actor: Actor,
  ): Promise<void> {
    assertHall(caller, input.hall);
    await this.pairings.pair(input, actor);
  }

  @Post(':id/revoke')
  @ZodAnswer(TokenRecord)
  async revoke(
    @Param('id') id: string,
    @CurrentCaller() caller: Caller,
    @CurrentActor() actor: Actor,
  ): Promise<TokenRecord> {
    const screens = await this.screens.list(caller);
    if (!screens.some((screen) => screen.id === id)) throw unknownScreen(id);
    return this.tokens.revoke(id, actor);
  }

  @Put(':id')
  @ZodAnswer(ScreenRecord)
  change(
    @Param('id') id: string,
    @ZodBody(ScreenChange) change: ScreenChange,
    @CurrentCaller() caller: Caller,
    @CurrentActor() actor: Actor,
  ): Promise<ScreenRecord> {
    return this.screens.change(id, change, caller, actor);
  }
}
