import type { Caller } from '@cockpit/contracts';
import { Injectable } from '@nestjs/common';
import type { FastifyRequest } from 'fastify';
import { Administrators } from '../administrators/administrators';
import { secretKind } from '../secrets';
import { HallDirectory } from '../hall-directory';
import { screenCookieOf, sessionCookieOf } from '../cookie';
import { Sessions } from '../sessions';
import { SourceKeys } from '../source-keys';
import { Tokens } from '../tokens';

export interface Resolved {
  readonly caller: Caller;
  readonly by: 'bearer' | 'cookie';
}

/**
 * Kinds of callers that also see places beneath their own: a wall sees only its hall, and a source only its named halls.
 */
const SEES_BENEATH: ReadonlySet<Caller['kind']> = new Set(['user', 'token']);

/** Identifies the caller: bearer token or key first, then session, then paired screen. */
@Injectable()
export class CallerResolver {
  constructor(
    private readonly tokens: Tokens,
    private readonly keys: SourceKeys,
    private readonly sessions: Sessions,
    private readonly halls: HallDirectory,
    private readonly administrators: Administrators,
  ) {}

  async resolve(request: FastifyRequest): Promise<Resolved | null> {
    const resolved = await this.identify(request);
    if (resolved === null || !SEES_BENEATH.has(resolved.caller.kind)) return resolved;
    const { caller } = resolved;
    const apart = caller.role === 'administrator' && (await this.administrators.areApart());
    const halls = await this.halls.sight(caller.halls);
    return { ...resolved, caller: { ...caller, halls, ...(apart ? { apart } : {}) } };
  }

  private async identify(request: FastifyRequest): Promise<Resolved | null> {
    const { authorization } = request.headers;
    if (authorization !== undefined) {
      const caller = await this.bearer(authorization);
      return caller === null ? null : { caller, by: 'bearer' };
    }
    const caller = (await this.session(request)) ?? (await this.screen(request));
    return caller === null ? null : { caller, by: 'cookie' };
  }

  private async session(request: FastifyRequest): Promise<Caller | null> {
    const cookie = sessionCookieOf(request);
    return cookie === undefined ? null : this.sessions.read(cookie);
  }

  /** Accepts only screens' tokens: another token in this cookie would give its rights to every page. */
  private async screen(request: FastifyRequest): Promise<Caller | null> {
    const cookie = screenCookieOf(request);
    const caller = cookie === undefined ? null : await this.tokens.verify(cookie);
    return caller?.kind === 'screen' ? caller : null;
  }

  private async bearer(authorization: string): Promise<Caller | null> {
    const secret = /^Bearer +(\S+)$/i.exec(authorization)?.[1];
    if (secret === undefined) return null;
    if (secretKind(secret) === 'token') return this.tokens.verify(secret);
    const grant = await this.keys.verify(secret);
    return grant === null
      ? null
      : { kind: 'source', id: grant.keyId, name: grant.sourceName, role: 'source', halls: grant.halls };
  }
}
