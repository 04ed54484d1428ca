import { OwnPassword, page, SessionRecord, type Caller } from '@cockpit/contracts';
import { Controller, Delete, Get, HttpCode, Inject, Param, Post, Req, Res } from '@nestjs/common';
import { forbidden, notFound, REDIS, ZodAnswer, ZodBody } from '@cockpit/platform';
import type { FastifyReply, FastifyRequest } from 'fastify';
import type { Redis } from 'ioredis';
import type { Listed } from '../admin/listed';
import { Attempts } from '../attempts';
import { AuditLog, type Actor } from '../audit';
import { cookieOptions, originOf, SESSION_COOKIE, sessionCookieOf } from '../cookie';
import { Allow, BeforePasswordChange, CurrentActor, CurrentCaller, SelfAudited } from '../guard/decorators';
import { SESSION_SEC, Sessions } from '../sessions';
import { Users } from '../users';

/** What everybody does with their own account. */
@Controller('v1/account')
@Allow('administrator', 'manager', 'supervisor', 'guide', 'officer', 'unit')
@BeforePasswordChange()
@SelfAudited()
export class AccountController {
  private readonly attempts: Attempts;

  constructor(
    private readonly users: Users,
    private readonly sessions: Sessions,
    private readonly audit: AuditLog,
    @Inject(REDIS) redis: Redis,
  ) {
    const limit = { limit: 5, withinSec: 15 * 60, refusal: 'too many attempts to change the password' };
    this.attempts = new Attempts(redis, { kind: 'password:own', ...limit });
  }

  /** Ends every session of the account; this one begins anew. */
  @Post('password')
  @HttpCode(204)
  async password(
    @ZodBody(OwnPassword) wanted: OwnPassword,
    @CurrentCaller() caller: Caller,
    @CurrentActor() actor: Actor,
    @Req() request: FastifyRequest,
    @Res({ passthrough: true }) reply: FastifyReply,
  ): Promise<void> {
    const id = personOf(caller);
    await this.attempts.count(id);
    const account = await this.users.changeOwnPassword(id, wanted, actor);
    await this.attempts.forget(id);
    const cookie = await this.sessions.open(account, originOf(request));
    void reply.setCookie(SESSION_COOKIE, cookie, cookieOptions(request, SESSION_SEC));
  }

  @Get('sessions')
  @ZodAnswer(page(SessionRecord))
  async list(@CurrentCaller() caller: Caller, @Req() request: FastifyRequest): Promise<Listed<SessionRecord>> {
    return { items: await this.sessions.list(personOf(caller), sessionCookieOf(request)), next: null };
  }

  /** Every other session. */
  @Delete('sessions')
  @HttpCode(204)
  async endOthers(
    @CurrentCaller() caller: Caller,
    @CurrentActor() actor: Actor,
    @Req() request: FastifyRequest,
  ): Promise<void> {
    const id = personOf(caller);
    const ended = await this.sessions.end(id, ({ current }) => !current, sessionCookieOf(request));
    await this.audit.record({ actor, action: 'session.end', target: `user-id/${id}`, after: { ended } });
  }

  @Delete('sessions/:id')
  @HttpCode(204)
  async end(
    @Param('id') session: string,
    @CurrentCaller() caller: Caller,
    @CurrentActor() actor: Actor,
  ): Promise<void> {
    const id = personOf(caller);
    if ((await this.sessions.end(id, (one) => one.id === session)) === 0)
      throw notFound('unknown-session', 'you have no such session');
    await this.audit.record({ actor, action: 'session.end', target: `user-id/${id}`, after: { session } });
  }
}

/** @throws AppError 403 `no-own-account`: a token has no password and no sessions */
function personOf({ kind, id }: Caller): string {
  if (kind !== 'user') throw forbidden('no-own-account', 'only somebody who signs in has an account of their own');
  return id;
}
