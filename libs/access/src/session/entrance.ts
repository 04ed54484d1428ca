import type { Caller } from '@cockpit/contracts';
import { Injectable } from '@nestjs/common';
import type { FastifyReply, FastifyRequest } from 'fastify';
import { AuditLog } from '../audit';
import { cookieOptions, originOf, SCREEN_COOKIE, SESSION_COOKIE } from '../cookie';
import { SESSION_SEC, Sessions, type ProviderSession } from '../sessions';
import type { Account } from '../users';

/** Completes every sign-in: session, cookie and audit entry. */
@Injectable()
export class Entrance {
  constructor(
    private readonly sessions: Sessions,
    private readonly audit: AuditLog,
  ) {}

  /**
   * @param after additional audit fields, such as a second factor
   * @param provider the provider of the sign-in, if any
   */
  async enter(
    account: Account,
    request: FastifyRequest,
    reply: FastifyReply,
    after: object = {},
    provider?: ProviderSession,
  ): Promise<Caller> {
    const { user } = account;
    await this.renew(account, request, reply, provider);
    await this.audit.record({
      actor: { kind: 'user', id: user.id, name: user.displayName, correlationId: request.id },
      action: 'session.open',
      target: `address/${request.ip}`,
      after: { userAgent: request.headers['user-agent'] ?? null, ...after },
    });
    return this.sessions.callerOf(user);
  }

  /** Starts a new session after the person changed their credentials. */
  async renew(
    account: Account,
    request: FastifyRequest,
    reply: FastifyReply,
    provider?: ProviderSession,
  ): Promise<void> {
    const cookie = await this.sessions.open(account, originOf(request), provider);
    void reply.setCookie(SESSION_COOKIE, cookie, cookieOptions(request, SESSION_SEC));
  }

  /** Clears the cookies at sign-out. */
  forget(request: FastifyRequest, reply: FastifyReply): void {
    void reply.clearCookie(SESSION_COOKIE, cookieOptions(request)).clearCookie(SCREEN_COOKIE, cookieOptions(request));
  }

  /** @param user null when unknown: a wrong name or password */
  async refuse(request: FastifyRequest, user: Account['user'] | null, after: object = {}): Promise<void> {
    await this.audit.record({
      actor: { kind: 'user', id: user?.id ?? '', name: user?.displayName ?? '', correlationId: request.id },
      action: 'session.refuse',
      target: `address/${request.ip}`,
      after: { userAgent: request.headers['user-agent'] ?? null, ...after },
    });
  }
}
