import { createHash } from 'node:crypto';
import { Inject, Injectable } from '@nestjs/common';
import { badRequest, CLOCK, REDIS, SETTINGS, type Clock, type Settings } from '@cockpit/platform';
import type { Redis } from 'ioredis';
import type { JWTVerifyGetKey } from 'jose';
import { z } from 'zod';
import { Provider } from './provider';
import { refusalOf } from './refusals';

const EVENT = 'http://schemas.openid.net/event/backchannel-logout';
/** Only asymmetric algorithms: never the client's secret, and never unsigned. */
const SIGNED = ['RS256', 'RS384', 'RS512', 'PS256', 'PS384', 'PS512', 'ES256', 'ES384', 'ES512', 'EdDSA', 'Ed25519'];
const MAX_AGE_SEC = 300;
/** longer than a token is valid, so that each counts once */
const REMEMBERED_SEC = 1200;

const LogoutClaims = z
  .object({
    jti: z.string().min(1),
    sub: z.string().optional(),
    sid: z.string().optional(),
    events: z.record(z.string(), z.unknown()),
    nonce: z.undefined().optional(),
  })
  .refine(({ sub, sid }) => sub !== undefined || sid !== undefined, 'neither sub nor sid')
  .refine(({ events }) => typeof events[EVENT] === 'object' && events[EVENT] !== null, 'no back-channel logout');

/** A sign-out at the provider: all sessions of a person (`subject`), or one session (`sid`). */
export interface SignedOut {
  readonly issuer: string;
  readonly subject: string | undefined;
  readonly sid: string | undefined;
  /** Redis key that marks the token as used */
  readonly usedKey: string;
}

/** Validates logout tokens that the provider posts (OpenID Connect Back-Channel Logout 1.0). */
@Injectable()
export class LogoutTokens {
  private keys: { address: string; find: JWTVerifyGetKey } | null = null;

  constructor(
    private readonly provider: Provider,
    @Inject(SETTINGS) private readonly settings: Settings,
    @Inject(CLOCK) private readonly clock: Clock,
    @Inject(REDIS) private readonly redis: Redis,
  ) {}

  /**
   * @returns null for a used token, see `note`
   * @throws AppError 400 `invalid-logout-token`
   */
  async read(token: string): Promise<SignedOut | null> {
    const { issuer, claims } = await this.verified(token);
    const usedKey = `sso-logout:${createHash('sha256').update(claims.jti).digest('hex')}`;
    if ((await this.redis.exists(usedKey)) === 1) return null;
    return { issuer, subject: claims.sub, sid: claims.sid, usedKey };
  }

  /**
   * Marks the token as used. Called only after the sessions ended, so that after a crash the provider can post it
   * again.
   */
  async note({ usedKey }: SignedOut): Promise<void> {
    await this.redis.set(usedKey, '1', 'EX', REMEMBERED_SEC);
  }

  private async verified(token: string): Promise<{ issuer: string; claims: z.output<typeof LogoutClaims> }> {
    const { singleSignOn } = this.settings;
    try {
      const jose = await import('jose');
      const { issuer, address } = await this.provider.keys();
      if (this.keys?.address !== address.href)
        this.keys = { address: address.href, find: jose.createRemoteJWKSet(address, { timeoutDuration: 5000 }) };
      const { payload } = await jose.jwtVerify(token, this.keys.find, {
        issuer,
        audience: singleSignOn?.clientId ?? '',
        algorithms: SIGNED,
        requiredClaims: ['iat', 'jti', 'events'],
        maxTokenAge: MAX_AGE_SEC,
        clockTolerance: singleSignOn?.clockToleranceSec ?? 0,
        currentDate: new Date(this.clock.now()),
      });
      return { issuer, claims: LogoutClaims.parse(payload) };
    } catch (error) {
      const why = error instanceof z.ZodError ? z.prettifyError(error) : refusalOf(error).message;
      throw badRequest('invalid-logout-token', why);
    }
  }
}
