import type { FastifyRequest } from 'fastify';

export const SESSION_COOKIE = 'cockpit_session';

export const sessionCookieOf = (request: FastifyRequest): string | undefined => request.cookies[SESSION_COOKIE];
