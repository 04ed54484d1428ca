import { ROLES, type Administration, type Caller, type Role } from '@cockpit/contracts';
import { createParamDecorator, SetMetadata, type ExecutionContext } from '@nestjs/common';
import { unauthorised } from '@cockpit/platform';
import type { FastifyRequest } from 'fastify';
import type { Actor } from '../audit';

export const ALLOWED_ROLES = 'cockpit:allowed-roles';
export const ADMINISTRATION = 'cockpit:administration';
export const BOUND_TO_UNITS = 'cockpit:bound-to-units';
export const ON_THE_WALL = 'cockpit:on-the-wall';
export const BEFORE_PASSWORD_CHANGE = 'cockpit:before-password-change';
export const SELF_AUDITED = 'cockpit:self-audited';

/** Roles of people who sign in: screens are paired instead, and sources have keys. */
export const PEOPLE: readonly Role[] = ROLES.filter((role) => role !== 'screen' && role !== 'source');

/**
 * Allows only these roles. Default: every caller except sources and screens may read; administrator, manager and
 * supervisor may write.
 */
export const Allow = (...roles: Role[]) => SetMetadata(ALLOWED_ROLES, roles);

/**
 * Allows only administrators of one of these, overriding `Allow` of the class. An administrator has all of them until
 * the three are separated.
 */
export const Administers = (...any: Administration[]) => SetMetadata(ADMINISTRATION, any);

/**
 * Allows accounts of role `unit` for any hall, because the route limits its answer to the account's units; such
 * accounts have no halls.
 */
export const BoundToUnits = () => SetMetadata(BOUND_TO_UNITS, true);

/** Lets paired screens read it too, because the wall shows it. */
export const OnTheWall = () => SetMetadata(ON_THE_WALL, true);

/** Allows callers who must first change their password or set up a second factor. */
export const BeforePasswordChange = () => SetMetadata(BEFORE_PASSWORD_CHANGE, true);

/** The route writes its own audit entries with before and after; the interceptor skips it. */
export const SelfAudited = () => SetMetadata(SELF_AUDITED, true);

/** Request with the caller that the guard set. */
export type CalledRequest = FastifyRequest & { caller?: Caller };

export const CurrentCaller = createParamDecorator((_: unknown, context: ExecutionContext): Caller =>
  callerOfRequest(context),
);

/** The caller of the request as the audit's actor. */
export const CurrentActor = createParamDecorator((_: unknown, context: ExecutionContext): Actor => {
  const { kind, id, name } = callerOfRequest(context);
  return { kind, id, name, correlationId: context.switchToHttp().getRequest<CalledRequest>().id };
});

function callerOfRequest(context: ExecutionContext): Caller {
  const { caller } = context.switchToHttp().getRequest<CalledRequest>();
  if (caller === undefined) throw unauthorised();
  return caller;
}
