import { forbidden } from '@cockpit/platform';
import type { FastifyRequest } from 'fastify';

/**
 * Refuses a write that another site made a browser send. SameSite=strict cookies prevent this already; this covers
 * browsers without it. Clients that are no browsers send neither Origin nor Sec-Fetch-Site.
 * @throws AppError 403 `cross-site`
 */
export function assertSameOrigin(request: Pick<FastifyRequest, 'headers' | 'host'>): void {
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
