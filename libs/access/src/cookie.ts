import type { FastifyRequest } from 'fastify';
import type { Origin } from './sessions';

export const SESSION_COOKIE = 'cockpit_session';
/** Token of a paired wall, in a cookie that scripts cannot read. */
export const SCREEN_COOKIE = 'cockpit_screen';
/** Identifies a person who gave the password and must still give a code. */
export const SECOND_STEP_COOKIE = 'cockpit_second_step';

/** State of a sign-in at the single sign-on provider. */
export const HANDSHAKE_COOKIE = 'cockpit_sign_on';

export const handshakeCookieOf = (request: FastifyRequest): string | undefined => request.cookies[HANDSHAKE_COOKIE];
export const secondStepCookieOf = (request: FastifyRequest): string | undefined => request.cookies[SECOND_STEP_COOKIE];
export const sessionCookieOf = (request: FastifyRequest): string | undefined => request.cookies[SESSION_COOKIE];
export const screenCookieOf = (request: FastifyRequest): string | undefined => request.cookies[SCREEN_COOKIE];

export const originOf = (request: FastifyRequest): Origin => ({
  address: request.ip,
  userAgent: request.headers['user-agent'] ?? null,
});

export function cookieOptions(request: FastifyRequest, maxAge?: number) {
  return {
    path: '/',
    httpOnly: true,
    sameSite: 'strict' as const,
    secure: request.protocol === 'https',
    ...(maxAge === undefined ? {} : { maxAge }),
  };
}

export const secondStepOptions = (request: FastifyRequest, maxAge?: number) => ({
  ...cookieOptions(request, maxAge),
  path: '/v1/session/second-factor',
});

/** SameSite=Lax: a strict cookie would be missing on the redirect from the provider. */
export const handshakeOptions = (request: FastifyRequest, maxAge?: number) => ({
  ...cookieOptions(request, maxAge),
  sameSite: 'lax' as const,
  path: '/v1/session/single-sign-on',
});
