import type { HallScope } from '@cockpit/contracts';
import { Inject, Injectable } from '@nestjs/common';
import { AppError, CLOCK, type Clock } from '@cockpit/platform';
import { DataSource } from 'typeorm';
import { AccessChanges } from './access-changes';
import { SourceKeyRow, SourceRow } from './entities';
import { hallsOf } from './halls';
import { KeyUses } from './key-uses';
import { hashSecret, isUsable, secretKind } from './secrets';
import { ShortCache } from './short-cache';
import { BELIEF_MS, STALE_MS } from './tokens';

/** What a source may post with the presented key. */
export interface SourceGrant {
  readonly sourceName: string;
  readonly keyId: string;
  readonly halls: HallScope;
  /** Verifies source keys for ingestion. Results are cached for at most a second and dropped at a revocation. */
  readonly types?: readonly string[];
  readonly sandbox: boolean;
}

/**
 * null: wrong, expired or revoked, all answered with 401
 * @throws {AppError} 503 with Retry-After when Postgres does not answer and the key is not cached
 */
@Injectable()
export class SourceKeys {
  private readonly cache: ShortCache<{ key: SourceKeyRow; grant: SourceGrant } | null>;

  constructor(
    private readonly postgres: DataSource,
    changes: AccessChanges,
    private readonly uses: KeyUses,
    @Inject(CLOCK) private readonly clock: Clock,
  ) {
    this.cache = new ShortCache(BELIEF_MS, () => clock.now(), undefined, STALE_MS);
    changes.onChange(() => {
      this.cache.clear();
    });
  }

  /**
   * null: wrong, expired or revoked, which the door answers with 401 alike
   * @throws {AppError} 503 with Retry-After when Postgres does not answer and the key is not known
   */
  async verify(presented: string): Promise<SourceGrant | null> {
    if (secretKind(presented) !== 'source') return null;
    const hash = hashSecret(presented);
    const cached = await this.cache
      .get(hash, () => this.load(hash))
      .catch((error: unknown) => {
        throw new AppError('keys-unavailable', 503, {
          detail: 'keys cannot be looked up now',
          headers: { 'retry-after': '5' },
          cause: error,
        });
      });
    const now = this.clock.now();
    if (cached === null || !isUsable(cached.key, now)) return null;
    this.uses.note('source_key', cached.key.id, now);
    return cached.grant;
  }

  private async load(hash: string): Promise<{ key: SourceKeyRow; grant: SourceGrant } | null> {
    const key = await this.postgres.manager.findOne(SourceKeyRow, { where: { hash }, comment: 'source-key.verify' });
    if (key === null) return null;
    const source = await this.postgres.manager.findOneByOrFail(SourceRow, { name: key.source });
    const types = source.types === null ? {} : { types: source.types };
    return {
      key,
      grant: {
        sourceName: source.name,
        keyId: key.id,
        halls: hallsOf(source.halls),
        sandbox: source.sandbox,
        ...types,
      },
    };
  }
}
