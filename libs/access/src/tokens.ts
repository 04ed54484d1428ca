import type { Caller, CreatedToken, NewToken, TokenRecord } from '@cockpit/contracts';
import { Inject, Injectable } from '@nestjs/common';
import { CLOCK, conflict, notFound, type Clock } from '@cockpit/platform';
import { DataSource } from 'typeorm';
import { AccessChanges } from './access-changes';
import { AuditLog, type Actor } from './audit';
import { TokenRow } from './entities';
import { hallsOf, speaksFor, storedHalls } from './halls';
import { KeyUses } from './key-uses';
import { hashSecret, isUsable, keyRecord, makeSecret } from './secrets';
import { ShortCache } from './short-cache';

/** Maximum age of a cached token or key; limits the effect of a lost revocation message. */
export const BELIEF_MS = 1000;
/** Cached callers stay valid this long while Postgres is away; nobody can revoke them meanwhile. */
export const STALE_MS = 3_600_000;

/** Bearer tokens of other systems and paired screens. */
@Injectable()
export class Tokens {
  private readonly cache: ShortCache<TokenRow | null>;

  constructor(
    private readonly postgres: DataSource,
    private readonly audit: AuditLog,
    private readonly changes: AccessChanges,
    private readonly uses: KeyUses,
    @Inject(CLOCK) private readonly clock: Clock,
  ) {
    this.cache = new ShortCache(BELIEF_MS, () => clock.now(), undefined, STALE_MS);
    changes.onChange(() => {
      this.cache.clear();
    });
  }

  /** @throws AppError 409 `token-exists` */
  async add(input: NewToken, actor: Actor): Promise<CreatedToken> {
    const { id, hash, secret } = makeSecret('token');
    const row = await this.postgres.transaction(async (manager) => {
      if (await manager.existsBy(TokenRow, { name: input.name }))
        throw conflict('token-exists', `there is already a token "${input.name}"`);
      const added = manager.create(TokenRow, {
        id,
        hash,
        name: input.name,
        role: input.role,
        halls: storedHalls(input.halls, input.units),
        createdAt: new Date(this.clock.now()),
        officerId: input.officerId ?? null,
        units: input.units ?? null,
        expiresAt: input.expiresAt === undefined ? null : new Date(input.expiresAt),
        revokedAt: null,
      });
      await manager.insert(TokenRow, added);
      await this.audit.record(
        { actor, action: 'token.create', target: `token/${added.id}`, after: tokenRecord(added) },
        manager,
      );
      return added;
    });
    return { ...tokenRecord(row), secret };
  }

  async revoke(id: string, actor: Actor): Promise<TokenRecord> {
    const row = await this.postgres.transaction(async (manager) => {
      const token = await manager.findOneBy(TokenRow, { id });
      if (token === null) throw notFound('unknown-token', `there is no token "${id}"`);
      const before = tokenRecord(token);
      token.revokedAt ??= new Date(this.clock.now());
      await manager.update(TokenRow, { id }, { revokedAt: token.revokedAt });
      await this.audit.record(
        { actor, action: 'token.revoke', target: `token/${id}`, before, after: tokenRecord(token) },
        manager,
      );
      return token;
    });
    await this.changes.announce();
    return tokenRecord(row);
  }

  /** The caller of this token; null when it is invalid. */
  async verify(presented: string): Promise<Caller | null> {
    const hash = hashSecret(presented);
    const row = await this.cache.get(hash, () =>
      this.postgres.manager.findOne(TokenRow, { where: { hash }, comment: 'token.verify' }),
    );
    const now = this.clock.now();
    if (row === null || !isUsable(row, now)) return null;
    if (row.role === 'screen') this.uses.note('api_token', row.id, now);
    return {
      kind: row.role === 'screen' ? 'screen' : 'token',
      id: row.id,
      name: row.name,
      role: row.role,
      halls: hallsOf(row.halls),
      ...speaksFor(row),
    };
  }

  async list(): Promise<TokenRecord[]> {
    const rows = await this.postgres.manager.find(TokenRow, { order: { name: 'ASC' }, comment: 'token.list' });
    return rows.map(tokenRecord);
  }
}

export const tokenRecord = (row: TokenRow): TokenRecord => ({
  ...keyRecord(row),
  name: row.name,
  role: row.role,
  halls: hallsOf(row.halls),
  officerId: row.officerId,
  units: row.units,
});
