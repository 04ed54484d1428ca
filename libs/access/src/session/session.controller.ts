import { Caller, SecondStep, SignIn } from '@cockpit/contracts';
import { Controller, Delete, Get, HttpCode, Inject, Logger, Post, Req, Res } from '@nestjs/common';
import {
  AppError,
  forbidden,
  Public,
  SETTINGS,
  unauthorised,
  ZodAnswer,
  ZodBody,
  type Settings,
} from '@cockpit/platform';
import type { FastifyReply, FastifyRequest } from 'fastify';
import { AuditLog } from '../audit';
import { Allow, BeforePasswordChange, CurrentCaller, OnTheWall, SelfAudited, PEOPLE } from '../guard/decorators';
import { Users, type Account } from '../users';
import { SECOND_STEP_COOKIE, secondStepCookieOf, secondStepOptions, sessionCookieOf } from '../cookie';
import { SecondFactors } from '../second-factor/second-factors';
import { SECOND_STEP_SEC, SecondSteps } from '../second-factor/second-step';
import { Sessions } from '../sessions';
import { isBreakGlass, mayUsePassword } from '../break-glass';
import { Entrance } from './entrance';
import { LoginThrottle } from './login-throttle';

@Controller('v1/session')
@BeforePasswordChange()
@SelfAudited()
export class SessionController {
  private readonly logger = new Logger('access');

  constructor(
    private readonly users: Users,
    private readonly sessions: Sessions,
    private readonly throttle: LoginThrottle,
    private readonly audit: AuditLog,
    private readonly entrance: Entrance,
    private readonly secondSteps: SecondSteps,
    private readonly secondFactors: SecondFactors,
    @Inject(SETTINGS) private readonly settings: Settings,
  ) {}

  /** 401 `second-factor-needed`: the password is right, and a code must follow within five minutes. */
  @Post()
  @Public()
  @ZodAnswer(Caller)
  async signIn(
    @ZodBody(SignIn) { username, password }: SignIn,
    @Req() request: FastifyRequest,
    @Res({ passthrough: true }) reply: FastifyReply,
  ): Promise<Caller> {
    await this.throttle.attempt(username, request.ip);
    const account = await this.users.authenticate(username, password);
    if (account === null) {
      await this.entrance.refuse(request, null);
      throw unauthorised('wrong-credentials', 'user name or password is wrong');
    }
    await this.throttle.forgive(username, request.ip);
    if (!mayUsePassword(account.user.name, this.settings.singleSignOn)) {
      await this.entrance.refuse(request, account.user, { password: 'local-sign-in-off' });
      throw forbidden('local-sign-in-off', 'sign in at the provider: passwords are for emergencies only');
    }
    if (account.user.secondFactorSince === null) return this.enter(account, request, reply);
    const ticket = await this.secondSteps.open(account);
    void reply.setCookie(SECOND_STEP_COOKIE, ticket, secondStepOptions(request, SECOND_STEP_SEC));
    throw unauthorised('second-factor-needed', 'send a code of the authenticator: POST /v1/session/second-factor');
  }

  /** 422 `wrong-code`: the person may try again. 401 `second-step-over`: sign in again. */
  @Post('second-factor')
  @Public()
  @ZodAnswer(Caller)
  async secondStep(
    @ZodBody(SecondStep) { code }: SecondStep,
    @Req() request: FastifyRequest,
    @Res({ passthrough: true }) reply: FastifyReply,
  ): Promise<Caller> {
    const ticket = secondStepCookieOf(request);
    const account = ticket === undefined ? null : await this.secondSteps.read(ticket);
    if (ticket === undefined || account === null)
      throw unauthorised('second-step-over', 'the password was said too long ago, or has changed: sign in again');
    const { id, name, displayName } = account.user;
    try {
      await this.secondFactors.redeem({ id, name }, code, {
        kind: 'user',
        id,
        name: displayName,
        correlationId: request.id,
      });
    } catch (error) {
      if (error instanceof AppError) await this.entrance.refuse(request, account.user, { secondFactor: error.code });
      throw error;
    }
    await this.secondSteps.close(ticket);
    void reply.clearCookie(SECOND_STEP_COOKIE, secondStepOptions(request));
    return this.enter(account, request, reply, { secondFactor: 'taken' });
  }

  private enter(account: Account, request: FastifyRequest, reply: FastifyReply, after: object = {}): Promise<Caller> {
    const { name } = account.user;
    if (!isBreakGlass(name, this.settings.singleSignOn)) return this.entrance.enter(account, request, reply, after);
    this.logger.warn({ user: name }, 'the break-glass account has signed in');
    return this.entrance.enter(account, request, reply, { ...after, breakGlass: true });
  }

  @Get()
  @Allow(...PEOPLE)
  @OnTheWall()
  @ZodAnswer(Caller)
  whoAmI(@CurrentCaller() caller: Caller): Caller {
    return caller;
  }

  /** Extends the session because the person is active, where `SESSION_IDLE_MIN` is set. */
  @Post('active')
  @Allow(...PEOPLE)
  @HttpCode(204)
  async active(@Req() request: FastifyRequest): Promise<void> {
    const cookie = sessionCookieOf(request);
    if (cookie !== undefined) await this.sessions.touch(cookie);
  }

  @Delete()
  @Allow(...PEOPLE)
  @HttpCode(204)
  async signOut(
    @CurrentCaller() { kind, id, name }: Caller,
    @Req() request: FastifyRequest,
    @Res({ passthrough: true }) reply: FastifyReply,
  ): Promise<void> {
    const cookie = sessionCookieOf(request);
    if (cookie !== undefined) await this.sessions.close(cookie);
    await this.audit.record({
      actor: { kind, id, name, correlationId: request.id },
      action: 'session.close',
      target: `address/${request.ip}`,
    });
    this.entrance.forget(request, reply);
  }
}
