import {
  BackChannelLogout,
  firstPage,
  nextPage,
  SignInWays,
  SignOnLeave,
  type Caller,
  type SignOnRefusal,
} from '@cockpit/contracts';
import { Controller, Get, HttpCode, Inject, Logger, Post, Req, Res } from '@nestjs/common';
import { AppError, notFound, Public, SETTINGS, ZodAnswer, ZodBody, type Settings } from '@cockpit/platform';
import type { FastifyReply, FastifyRequest } from 'fastify';
import { AuditLog } from '../audit';
import { HANDSHAKE_COOKIE, handshakeCookieOf, handshakeOptions, sessionCookieOf } from '../cookie';
import { Allow, CurrentCaller, SelfAudited, PEOPLE } from '../guard/decorators';
import { Entrance } from '../session/entrance';
import { Sessions } from '../sessions';
import { HANDSHAKE_SEC, Handshakes } from './handshakes';
import { Identities } from './identities';
import { LogoutTokens } from './logout-tokens';
import { Provider } from './provider';
import { SignOnRefused, refusalOf } from './refusals';
import { SignOnThrottle } from './throttle';

const BASE = '/v1/session/single-sign-on';

/** Sign-in and sign-out at a provider (OpenID Connect). */
@Controller('v1/session')
@SelfAudited()
export class SingleSignOnController {
  private readonly logger = new Logger('single-sign-on');

  constructor(
    private readonly provider: Provider,
    private readonly handshakes: Handshakes,
    private readonly identities: Identities,
    private readonly logoutTokens: LogoutTokens,
    private readonly entrance: Entrance,
    private readonly sessions: Sessions,
    private readonly audit: AuditLog,
    private readonly throttle: SignOnThrottle,
    @Inject(SETTINGS) private readonly settings: Settings,
  ) {}

  @Get('ways')
  @Public()
  @ZodAnswer(SignInWays)
  ways(): SignInWays {
    const { singleSignOn, demonstration } = this.settings;
    return {
      ...(demonstration === true ? { demonstration } : {}),
      password: singleSignOn?.breakGlass === undefined ? 'everybody' : 'emergency',
      singleSignOn:
        singleSignOn === undefined ? null : { name: singleSignOn.name, address: this.publicAddress(BASE).href },
    };
  }

  /** Redirects to the provider. `next`: the page to return to. */
  @Get('single-sign-on')
  @Public()
  @HttpCode(302)
  async begin(@Req() request: FastifyRequest, @Res() reply: FastifyReply): Promise<void> {
    this.refuseWithout();
    const { next: requestedPage } = request.query as { next?: unknown };
    const next = nextPage(requestedPage, this.publicAddress('/').origin);
    try {
      await this.throttle.attempt(request.ip);
      const { address, handshake } = await this.provider.begin(this.publicAddress(`${BASE}/callback`).href);
      const sealed = this.handshakes.seal({ ...handshake, next });
      void reply.setCookie(HANDSHAKE_COOKIE, sealed, handshakeOptions(request, HANDSHAKE_SEC));
      await reply.redirect(address.href, 302);
    } catch (error) {
      await this.turnBack(error, next, request, reply);
    }
  }

  @Get('single-sign-on/callback')
  @Public()
  @HttpCode(302)
  async arrive(@Req() request: FastifyRequest, @Res() reply: FastifyReply): Promise<void> {
    this.refuseWithout();
    const sealed = handshakeCookieOf(request);
    const handshake = sealed === undefined ? null : this.handshakes.open(sealed);
    void reply.clearCookie(HANDSHAKE_COOKIE, handshakeOptions(request));
    const next = handshake?.next ?? '/';
    try {
      await this.throttle.attempt(request.ip);
      const current = this.publicAddress(`${BASE}/callback`);
      current.search = new URL(request.url, current).search;
      if (current.searchParams.get('state') !== handshake?.state)
        throw new SignOnRefused('stale', 'the answer belongs to no sign-in of this browser, or comes too late');
      const arrival = await this.provider.finish(current, handshake);
      const account = await this.identities.enter(arrival, request.id);
      const { issuer, sid, idToken } = arrival;
      const caller = await this.entrance.enter(
        account,
        request,
        reply,
        { singleSignOn: issuer },
        { issuer, sid, idToken },
      );
      await reply.redirect(firstPage(caller, next), 302);
    } catch (error) {
      await this.turnBack(error, next, request, reply);
    }
  }

  /** Signs out here and returns where to sign out at the provider. */
  @Post('single-sign-on/leave')
  @Allow(...PEOPLE)
  @ZodAnswer(SignOnLeave)
  async leave(
    @CurrentCaller() { kind, id, name }: Caller,
    @Req() request: FastifyRequest,
    @Res({ passthrough: true }) reply: FastifyReply,
  ): Promise<SignOnLeave> {
    this.refuseWithout();
    const cookie = sessionCookieOf(request);
    const idToken = cookie === undefined ? null : await this.sessions.idToken(cookie);
    if (cookie !== undefined) await this.sessions.close(cookie);
    const actor = { kind, id, name, correlationId: request.id };
    await this.audit.record({ actor, action: 'session.close', target: `address/${request.ip}` });
    this.entrance.forget(request, reply);
    return {
      address: idToken === null ? null : await this.provider.leave(idToken, this.publicAddress('/sign-in').href),
    };
  }

  /** Back-channel logout: all sessions from that provider sign-in end within seconds. */
  @Post('single-sign-on/logout')
  @Public()
  @HttpCode(200)
  async signedOut(
    @ZodBody(BackChannelLogout) { logout_token: token }: BackChannelLogout,
    @Req() request: FastifyRequest,
  ): Promise<void> {
    this.refuseWithout();
    await this.throttle.logout(request.ip);
    const signedOut = await this.logoutTokens.read(token);
    await this.throttle.forgiveLogout(request.ip);
    if (signedOut === null) return;
    const { issuer, subject, sid } = signedOut;
    const user = subject === undefined ? null : await this.identities.bySubject(issuer, subject);
    const named = sid === undefined ? 0 : await this.sessions.endAtProvider(issuer, sid);
    const ended = named + (user === null ? 0 : await this.endOf(user.id, sid !== undefined));
    await this.audit.record({
      actor: {
        kind: 'system',
        id: 'single-sign-on',
        name: this.settings.singleSignOn?.name ?? '',
        correlationId: request.id,
      },
      action: 'session.end',
      target: user === null ? 'session/provider' : `user/${user.name}`,
      after: { ended, by: issuer },
    });
    await this.logoutTokens.note(signedOut);
  }

  /** Ends all provider sessions of a user, or only those without session id when one session ended. */
  private endOf(userId: string, isOneSession: boolean): Promise<number> {
    return isOneSession ? this.sessions.endUnnamed(userId) : this.sessions.end(userId, () => true);
  }

  /** Redirects to the sign-in page, which shows the reason of any failure. */
  private async turnBack(error: unknown, next: string, request: FastifyRequest, reply: FastifyReply): Promise<void> {
    const { refusal, message, about } = refusedAs(error);
    this.logger.warn({ refusal, why: message, correlationId: request.id }, 'single sign-on refused');
    await this.entrance.refuse(request, null, { singleSignOn: refusal, ...about });
    const query = new URLSearchParams({ refused: refusal, ...(next === '/' ? {} : { next }) });
    await reply.redirect(`/sign-in?${query.toString()}`, 302);
  }

  private refuseWithout(): void {
    if (this.settings.singleSignOn === undefined) throw notFound('not-found', 'there is no single sign-on');
  }

  /** Our address with the public host; never the host of the request. */
  private publicAddress(path: string): URL {
    return new URL(path, this.settings.publicUrl ?? 'http://localhost');
  }
}

function refusedAs(error: unknown): Pick<SignOnRefused, 'message' | 'about'> & { refusal: SignOnRefusal } {
  if (error instanceof AppError && error.code === 'too-many-attempts')
    return { refusal: 'too-many', message: error.message, about: {} };
  return refusalOf(error);
}
