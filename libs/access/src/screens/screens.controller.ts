import { ClaimScreen, page, PairingOffer, PairScreen, ScreenClaim, TokenRecord, type Caller } from '@cockpit/contracts';
import { Controller, Get, HttpCode, Param, Post, Req, Res } from '@nestjs/common';
import { notFound, Public, ZodAnswer, ZodBody } from '@cockpit/platform';
import type { FastifyReply, FastifyRequest } from 'fastify';
import type { Actor } from '../audit';
import { Allow, CurrentActor, CurrentCaller, SelfAudited } from '../guard/decorators';
import { assertHall, inScope } from '../guard/scope';
import { cookieOptions, SCREEN_COOKIE } from '../cookie';
import { Tokens } from '../tokens';
import { Pairings } from './pairings';

/** A wall stays paired until somebody ends it. */
const SCREEN_SEC = 400 * 24 * 3600;

@Controller('v1/screens')
@Allow('administrator', 'manager', 'supervisor')
@SelfAudited()
export class ScreensController {
  constructor(
    private readonly pairings: Pairings,
    private readonly tokens: Tokens,
  ) {}

  @Get()
  @ZodAnswer(page(TokenRecord))
  async list(@CurrentCaller() caller: Caller): Promise<{ items: TokenRecord[]; next: null }> {
    return { items: await this.screensOf(caller), next: null };
  }

  @Post()
  @Public()
  @ZodAnswer(PairingOffer, { status: 201 })
  offer(@Req() request: FastifyRequest): Promise<PairingOffer> {
    return this.pairings.offer(request.ip);
  }

  @Post('claim')
  @Public()
  @HttpCode(200)
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
    @ZodBody(PairScreen) wanted: PairScreen,
    @CurrentCaller() caller: Caller,
    @CurrentActor() actor: Actor,
  ): Promise<void> {
    assertHall(caller, wanted.hall);
    await this.pairings.pair(wanted, actor);
  }

  @Post(':id/revoke')
  @HttpCode(200)
  @ZodAnswer(TokenRecord)
  async revoke(
    @Param('id') id: string,
    @CurrentCaller() caller: Caller,
    @CurrentActor() actor: Actor,
  ): Promise<TokenRecord> {
    const screens = await this.screensOf(caller);
    if (!screens.some((screen) => screen.id === id))
      throw notFound('unknown-screen', `there is no screen "${id}" in your halls`);
    return this.tokens.revoke(id, actor);
  }

  private async screensOf(caller: Caller): Promise<TokenRecord[]> {
    const seen = ({ halls }: TokenRecord) => halls === 'all' || halls.every((hall) => inScope(caller.halls, hall));
    return (await this.tokens.list()).filter((token) => token.role === 'screen' && seen(token));
  }
}
