import { Caller, SignIn } from '@cockpit/contracts';
import { Controller, Delete, Get, HttpCode, Post, Req, Res } from '@nestjs/common';
import { Public, unauthorised, ZodAnswer, ZodBody } from '@cockpit/platform';
import type { FastifyReply, FastifyRequest } from 'fastify';
import { AuditLog } from '../audit';
import { Allow, BeforePasswordChange, CurrentCaller, OnTheWall, SelfAudited } from '../guard/decorators';
import { Users } from '../users';
import { cookieOptions, originOf, SCREEN_COOKIE, SESSION_COOKIE, sessionCookieOf } from '../cookie';
import { LoginThrottle } from './login-throttle';
import { callerOf, SESSION_SEC, Sessions } from '../sessions';

@Controller('v1/session')
@BeforePasswordChange()
@SelfAudited()
export class SessionController {
  constructor(
    private readonly users: Users,
    private readonly sessions: Sessions,
    private readonly throttle: LoginThrottle,
    private readonly audit: AuditLog,
  ) {}

  @Post()
  @Public()
  @HttpCode(200)
  @ZodAnswer(Caller)
  async signIn(
    @ZodBody(SignIn) { username, password }: SignIn,
    @Req() request: FastifyRequest,
    @Res({ passthrough: true }) reply: FastifyReply,
  ): Promise<Caller> {
    await this.throttle.attempt(username, request.ip);
    const account = await this.users.authenticate(username, password);
    const about = { target: `address/${request.ip}`, after: { userAgent: request.headers['user-agent'] ?? null } };
    if (account === null) {
      await this.audit.record({
        ...about,
        action: 'session.refuse',
        actor: { kind: 'user', id: '', name: '', correlationId: request.id },
      });
      throw unauthorised('wrong-credentials', 'user name or password is wrong');
    }
    await this.throttle.forgive(username, request.ip);
    const { user } = account;
    const cookie = await this.sessions.open(account, originOf(request));
    await this.audit.record({
      ...about,
      action: 'session.open',
      actor: { kind: 'user', id: user.id, name: user.displayName, correlationId: request.id },
    });
    void reply.setCookie(SESSION_COOKIE, cookie, cookieOptions(request, SESSION_SEC));
    return callerOf(user);
  }

  @Get()
  @OnTheWall()
  @ZodAnswer(Caller)
  whoAmI(@CurrentCaller() caller: Caller): Caller {
    return caller;
  }

  /** The person of this session is there, and not only their page: it ends later, where `SESSION_IDLE_MIN` is set. */
  @Post('active')
  @Allow('administrator', 'manager', 'supervisor', 'guide', 'officer', 'unit')
  @HttpCode(204)
  async active(@Req() request: FastifyRequest): Promise<void> {
    const cookie = sessionCookieOf(request);
    if (cookie !== undefined) await this.sessions.touch(cookie);
  }

  @Delete()
  @Allow('administrator', 'manager', 'supervisor', 'guide', 'officer', 'unit')
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
    void reply.clearCookie(SESSION_COOKIE, cookieOptions(request)).clearCookie(SCREEN_COOKIE, cookieOptions(request));
  }
}
