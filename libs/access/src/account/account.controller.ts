import { OwnPassword, page, SessionRecord, type Caller } from '@cockpit/contracts';
import { Controller, Delete, Get, HttpCode, Param, Post, Req, Res } from '@nestjs/common';
import { notFound, ZodAnswer, ZodBody } from '@cockpit/platform';
import type { FastifyReply, FastifyRequest } from 'fastify';
import type { Listed } from '../admin/listed';
import { AuditLog, type Actor } from '../audit';
import { sessionCookieOf } from '../cookie';
import { Allow, BeforePasswordChange, CurrentActor, CurrentCaller, SelfAudited, PEOPLE } from '../guard/decorators';
import { Entrance } from '../session/entrance';
import { Sessions } from '../sessions';
import { Users } from '../users';
import { OwnPasswordTries } from './own-password';
import { personOf } from './person';

@Controller('v1/account')
@Allow(...PEOPLE)
@BeforePasswordChange()
@SelfAudited()
export class AccountController {
  constructor(
    private readonly users: Users,
    private readonly sessions: Sessions,
    private readonly audit: AuditLog,
    private readonly entrance: Entrance,
    private readonly tries: OwnPasswordTries,
  ) {}

  /** Ends every session of the account and starts a new one for this request. */
  @Post('password')
  @HttpCode(204)
  async password(
    @ZodBody(OwnPassword) input: OwnPassword,
    @CurrentCaller() caller: Caller,
    @CurrentActor() actor: Actor,
    @Req() request: FastifyRequest,
    @Res({ passthrough: true }) reply: FastifyReply,
  ): Promise<void> {
    const id = personOf(caller);
    const account = await this.tries.counted(id, () => this.users.changeOwnPassword(id, input, actor));
    await this.entrance.renew(account, request, reply);
  }

  @Get('sessions')
  @ZodAnswer(page(SessionRecord))
  async list(@CurrentCaller() caller: Caller, @Req() request: FastifyRequest): Promise<Listed<SessionRecord>> {
    return { items: await this.sessions.list(personOf(caller), sessionCookieOf(request)), next: null };
  }

  /** Ends all other sessions. */
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
    if ((await this.sessions.end(id, (other) => other.id === session)) === 0)
      throw notFound('unknown-session', 'you have no such session');
    await this.audit.record({ actor, action: 'session.end', target: `user-id/${id}`, after: { session } });
  }
}
