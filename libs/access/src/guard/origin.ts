import { forbidden } from '@cockpit/platform';
import type { FastifyRequest } from 'fastify';

/**
 * Refuses a write that a page of somebody else had a browser send. The cookie's SameSite=strict already keeps browsers
 * from it; this holds where that is not honoured. What is no browser says neither Origin nor Sec-Fetch-Site.
 * @throws AppError 403 `cross-site`
 */
export function assertSameOrigin(request: Pick<FastifyRequest, 'headers' | 'host'>): void {
  const { origin } = request.headers;
  const site = request.headers['sec-fetch-site'];
  const foreignSite = site !== undefined && site !== 'same-origin' && site !== 'none';
  if (foreignSite || (origin !== undefined && !isOf(origin, request.host))) {
    throw forbidden('cross-site', 'a signed-in session may only be used by pages of this address');
  }
}

function isOf(origin: string, host: string): boolean {
  return URL.canParse(origin) && new URL(origin).host === host;
}
