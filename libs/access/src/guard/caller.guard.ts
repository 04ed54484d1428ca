import { administers, type Administration, type Caller, type Role } from '@cockpit/contracts';
import { Injectable, type CanActivate, type ExecutionContext } from '@nestjs/common';
import { Reflector } from '@nestjs/core';
import { forbidden, PUBLIC_ROUTE, unauthorised } from '@cockpit/platform';
import type { FastifyReply, FastifyRequest } from 'fastify';
import { CallerResolver } from './caller-resolver';
import {
  ADMINISTRATION,
  ALLOWED_ROLES,
  BEFORE_PASSWORD_CHANGE,
  BOUND_TO_UNITS,
  ON_THE_WALL,
  type CalledRequest,
} from './decorators';
import { isRead, mayUse } from './rights';
import { assertHall } from './scope';
import { OpenAnswers } from './open-answers';

type Targets = Parameters<Reflector['getAllAndOverride']>[1];

/** Checks every request: who calls, whether the role may do this, whether the hall is in scope. */
@Injectable()
export class CallerGuard implements CanActivate {
  constructor(
    private readonly reflector: Reflector,
    private readonly resolver: CallerResolver,
    private readonly openAnswers: OpenAnswers,
  ) {}

  async canActivate(context: ExecutionContext): Promise<boolean> {
    if (context.getType() !== 'http') return true;
    const targets = [context.getHandler(), context.getClass()];
    const request = context.switchToHttp().getRequest<CalledRequest>();
    const isPublic = this.reflector.getAllAndOverride<boolean | undefined>(PUBLIC_ROUTE, targets) === true;
    // public routes may set a cookie, so requests from other sites are refused here too
    if (isPublic && !isRead(request.method)) assertSameOrigin(request);
    if (isPublic) return true;

    const resolved = await this.resolver.resolve(request);
    if (resolved === null) throw unauthorised('unauthorised', 'sign in, or send a valid bearer token');
    const { caller, by } = resolved;
    if (by === 'cookie' && !isRead(request.method)) assertSameOrigin(request);
    this.assertRight(caller, request.method, targets);
    if (this.reflector.getAllAndOverride<boolean | undefined>(BEFORE_PASSWORD_CHANGE, targets) !== true)
      assertReady(caller);
    const byUnit =
      caller.units !== undefined &&
      this.reflector.getAllAndOverride<boolean | undefined>(BOUND_TO_UNITS, targets) === true;
    if (!byUnit) for (const hall of requestedHalls(request)) assertHall(caller, hall);
    request.caller = caller;
    this.openAnswers.follow(request, context.switchToHttp().getResponse<FastifyReply>(), caller);
    return true;
  }

  /**
   * @throws AppError 403 `role-not-allowed`, or `administrators-apart` for an administrator who had the right before
   * the separation
   */
  private assertRight(caller: Caller, method: string, targets: Targets): void {
    const any = this.reflector.getAllAndOverride<Administration[] | undefined>(ADMINISTRATION, targets);
    if (any !== undefined) {
      if (any.some((administration) => administers(caller).includes(administration))) return;
      if (caller.apart === true)
        throw forbidden('administrators-apart', `this is for the administrator of ${any.join(' or ')}`);
    }
    const allowed = this.reflector.getAllAndOverride<Role[] | undefined>(ALLOWED_ROLES, targets);
    const isOnTheWall = this.reflector.getAllAndOverride<boolean | undefined>(ON_THE_WALL, targets) === true;
    if (any !== undefined || !mayUse(caller.role, method, allowed, isOnTheWall))
      throw forbidden('role-not-allowed', `the role ${caller.role} may not do this`);
  }
}

/** @throws AppError 403 while the person must still change the password or set up a second factor */
function assertReady({ mustChangePassword, mustSetSecondFactor }: Caller): void {
  if (mustChangePassword === true)
    throw forbidden('password-change-needed', 'change your password first: POST /v1/account/password');
  if (mustSetSecondFactor === true)
    throw forbidden('second-factor-setup-needed', 'set up a second factor first: POST /v1/account/second-factor');
}

/** Halls named in the path (`:hall`) or the query (`?hall=`, repeated or not). */
function requestedHalls(request: CalledRequest): string[] {
  const places = [request.params, request.query] as Readonly<Record<string, unknown>>[];
  return places
    .flatMap((place) => [place['hall']].flat())
    .filter((hall): hall is string => typeof hall === 'string' && hall !== '');
}

/**
 * Refuses a write that another site made a browser send. SameSite=strict cookies prevent this already; this covers
 * browsers without it. Clients that are no browsers send neither Origin nor Sec-Fetch-Site.
 * @throws AppError 403 `cross-site`
 */
function assertSameOrigin(request: Pick<FastifyRequest, 'headers' | 'host'>): void {
  const { origin } = request.headers;
  const site = request.headers['sec-fetch-site'];
  const foreignSite = site !== undefined && site !== 'same-origin' && site !== 'none';
  if (foreignSite || (origin !== undefined && !isSameHost(origin, request.host))) {
    throw forbidden('cross-site', 'a signed-in session may only be used by pages of this address');
  }
}

function isSameHost(origin: string, host: string): boolean {
  return URL.canParse(origin) && new URL(origin).host === host;
}
