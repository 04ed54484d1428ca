import { createHash, randomBytes, randomInt } from 'node:crypto';
import type { HallScope, PairingOffer, PairScreen } from '@cockpit/contracts';
import { Inject, Injectable } from '@nestjs/common';
import { notFound, REDIS } from '@cockpit/platform';
import type { Redis } from 'ioredis';
import { z } from 'zod';
import { Attempts } from '../attempts';
import { AuditLog, type Actor } from '../audit';
import { Tokens } from '../tokens';

const OFFER_SEC = 600;
const OFFERS_PER_ADDRESS = 60;
/** Limits for wrong codes per account and unknown pairings per address within a code's lifetime. */
const WRONG_CODES = 10;
const WRONG_CLAIMS = 60;
const LIMIT = { withinSec: OFFER_SEC, refusal: 'too many attempts to pair a screen' };

const Answer = z.object({
  hall: z.string(),
  name: z.string(),
  by: z.object({
    kind: z.enum(['user', 'token', 'screen', 'source', 'cli', 'system']),
    id: z.string(),
    name: z.string(),
  }),
});

/**
 * Pairs a wall with a hall without typing a password on it: the wall shows six digits, a manager types them, and the
 * wall, which alone knows the secret pairing id, receives a token of role `screen`.
 */
@Injectable()
export class Pairings {
  private readonly offers: Attempts;
  private readonly codes: Attempts;
  private readonly claims: Attempts;

  constructor(
    @Inject(REDIS) private readonly redis: Redis,
    private readonly tokens: Tokens,
    private readonly audit: AuditLog,
  ) {
    this.offers = new Attempts(redis, { ...LIMIT, kind: 'pairing:address', limit: OFFERS_PER_ADDRESS });
    this.codes = new Attempts(redis, { ...LIMIT, kind: 'pairing:wrong', limit: WRONG_CODES });
    this.claims = new Attempts(redis, { ...LIMIT, kind: 'pairing:claims', limit: WRONG_CLAIMS });
  }

  async offer(address: string): Promise<PairingOffer> {
    await this.offers.count(address);
    const pairing = randomBytes(32).toString('base64url');
    for (;;) {
      const code = String(randomInt(1_000_000)).padStart(6, '0');
      // two walls never show the same digits
      const free = await this.redis.set(codePlace(code), pairingPlace(pairing), 'EX', OFFER_SEC, 'NX');
      if (free === null) continue;
      await this.redis.set(pairingPlace(pairing), '', 'EX', OFFER_SEC);
      return { code, pairing, expiresInSec: OFFER_SEC };
    }
  }

  /**
   * @throws AppError 404 `unknown-code` when no wall shows these digits, 429 `too-many-attempts` after too many wrong
   * ones
   */
  async pair({ code, hall, name }: PairScreen, actor: Actor): Promise<void> {
    // counted before the check, so that concurrent attempts all count
    await this.codes.count(actor.id);
    const place = await this.redis.getdel(codePlace(code));
    const by = { kind: actor.kind, id: actor.id, name: actor.name };
    const stored =
      place === null ? null : await this.redis.set(place, JSON.stringify({ hall, name, by }), 'KEEPTTL', 'XX');
    if (stored === null) {
      const detail = 'no screen shows this code; it may have run out';
      throw notFound('unknown-code', detail, [
        { path: 'code', message: detail, code: 'no-such', params: { value: code } },
      ]);
    }
    await this.codes.takeBack(actor.id);
    await this.audit.record({ actor, action: 'screen.pair', target: `hall/${hall}`, after: { name } });
  }

  /**
   * The wall's token after pairing; null before.
   * @throws AppError 404 `unknown-pairing`
   */
  async claim(
    pairing: string,
    address: string,
    correlationId: string,
  ): Promise<{ secret: string; halls: HallScope } | null> {
    const place = pairingPlace(pairing);
    const answer = await this.redis.get(place);
    if (answer === null) await this.claims.count(address);
    if (answer === null) throw notFound('unknown-pairing', 'this pairing has run out; ask for a new code');
    // of two concurrent claims only one gets the token
    if (answer === '' || (await this.redis.del(place)) === 0) return null;
    const { hall, name, by } = Answer.parse(JSON.parse(answer));
    const unique = `${name}@${randomBytes(3).toString('hex')}`.slice(0, 64);
    const { secret, halls } = await this.tokens.add(
      { name: unique, role: 'screen', halls: [hall] },
      { ...by, correlationId },
    );
    return { secret, halls };
  }
}

const codePlace = (code: string): string => `pairing:code:${code}`;
/** Redis key with a hash, so that read access to Redis is not enough to claim. */
const pairingPlace = (pairing: string): string => `pairing:claim:${createHash('sha256').update(pairing).digest('hex')}`;
