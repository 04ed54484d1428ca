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

/** Everybody who signs in: a screen is paired and a source has a key. */
export const PEOPLE: readonly Role[] = ROLES.filter((role) => role !== 'screen' && role !== 'source');

/** Only these roles. Without it: every caller but sources and screens may read; administrator, manager and supervisor may write. */
export const Allow = (...roles: Role[]) => SetMetadata(ALLOWED_ROLES, roles);

/** Only who administers one of these, whatever `Allow` says of the class. An administrator does all until the three are told apart. */
export const Administers = (...any: Administration[]) => SetMetadata(ADMINISTRATION, any);

/** What the route answers is bound to the units of an account of role `unit`, so that such an account, which has no halls, may ask by any hall. */
export const BoundToUnits = () => SetMetadata(BOUND_TO_UNITS, true);

/** A paired screen may read it too: the wall shows it. */
export const OnTheWall = () => SetMetadata(ON_THE_WALL, true);

/** Also for somebody who has to change their password, or set up a second factor, before they do anything else. */
export const BeforePasswordChange = () => SetMetadata(BEFORE_PASSWORD_CHANGE, true);

/** The route writes its own audit entries, with what was before and after; the general one is left out. */
export const SelfAudited = () => SetMetadata(SELF_AUDITED, true);

/** Set by the guard on requests it let through. */
export type CalledRequest = FastifyRequest & { caller?: Caller };

/** Who is asking. */
export const CurrentCaller = createParamDecorator((_: unknown, context: ExecutionContext): Caller =>
  callerOfRequest(context),
);

/** Who is asking, as the audit writes it. */
export const CurrentActor = createParamDecorator((_: unknown, context: ExecutionContext): Actor => {
  const { kind, id, name } = callerOfRequest(context);
  return { kind, id, name, correlationId: context.switchToHttp().getRequest<CalledRequest>().id };
});

function callerOfRequest(context: ExecutionContext): Caller {
  const { caller } = context.switchToHttp().getRequest<CalledRequest>();
  if (caller === undefined) throw unauthorised();
  return caller;
}
