import type { AuditAction, CreatedSource, IssuedKey, KeyRecord, NewSource, SourceRecord } from '@cockpit/contracts';
import { Inject, Injectable } from '@nestjs/common';
import { CLOCK, conflict, notFound, taken, type Clock } from '@cockpit/platform';
import { DataSource, In, type EntityManager } from 'typeorm';
import { AccessChanges } from './access-changes';
import { AuditLog, type Actor } from './audit';
import { SourceKeyRow, SourceRow } from './entities';
import { hallsOf, storedHalls } from './halls';
import { isUsable, issuedKey, keyRecord as plainRecord, makeSecret } from './secrets';

/**
 * Systems that post events, and their keys. A source's name is part of its events' identity, so sources are never
 * removed.
 */
@Injectable()
export class Sources {
  constructor(
    private readonly postgres: DataSource,
    private readonly audit: AuditLog,
    private readonly changes: AccessChanges,
    @Inject(CLOCK) private readonly clock: Clock,
  ) {}

  /** @throws AppError 409 `source-exists` */
  async create(input: NewSource, actor: Actor): Promise<CreatedSource> {
    return this.postgres.transaction(async (manager) => {
      if (await manager.existsBy(SourceRow, { name: input.name }))
        throw taken('source-exists', `there is already a source "${input.name}"`, input.name);
      const row = manager.create(SourceRow, {
        name: input.name,
        halls: storedHalls(input.halls),
        types: input.types ?? null,
        sandbox: input.sandbox,
        createdAt: new Date(this.clock.now()),
      });
      await manager.insert(SourceRow, row);
      const key = await this.issue(manager, row.name);
      const record = sourceRecord(row, [key]);
      await this.audit.record({ actor, action: 'source.create', target: `source/${row.name}`, after: record }, manager);
      return { ...record, key };
    });
  }

  async get(name: string): Promise<SourceRecord | null> {
    const [source] = await this.records({ name });
    return source ?? null;
  }

  list(): Promise<SourceRecord[]> {
    return this.records({});
  }

  /** Revokes the key in every process. */
  async revoke(name: string, keyId: string, actor: Actor): Promise<KeyRecord> {
    const record = await this.postgres.transaction(async (manager) => {
      const key = await this.find(manager, name, keyId);
      const before = keyRecord(key);
      key.revokedAt ??= new Date(this.clock.now());
      await manager.update(SourceKeyRow, { id: key.id }, { revokedAt: key.revokedAt });
      await this.audit.record(
        { actor, action: 'source-key.revoke', target: `source/${name}`, before, after: keyRecord(key) },
        manager,
      );
      return keyRecord(key);
    });
    await this.changes.announce();
    return record;
  }

  /** Issues a new key; the old one stays valid for `overlapMin` minutes, so that both sides need not switch at once. */
  async rotate(name: string, keyId: string, overlapMin: number, actor: Actor): Promise<IssuedKey> {
    const issued = await this.postgres.transaction(async (manager) => {
      const old = await this.find(manager, name, keyId);
      const now = this.clock.now();
      if (!isUsable(old, now)) throw conflict('key-not-usable', `key "${keyId}" is already revoked or expired`);
      const before = keyRecord(old);
      const end = now + overlapMin * 60_000;
      old.expiresAt = new Date(Math.min(end, old.expiresAt?.getTime() ?? end));
      await manager.update(SourceKeyRow, { id: old.id }, { expiresAt: old.expiresAt });
      const key = await this.issue(manager, name);
      await this.audit.record(
        {
          actor,
          action: 'source-key.rotate',
          target: `source/${name}`,
          before,
          after: { old: keyRecord(old), issued: key.id },
        },
        manager,
      );
      return key;
    });
    await this.changes.announce();
    return issued;
  }

  /**
   * Issues an extra temporary key for an operator's backfill under the source's name; its own keys stay.
   * @throws AppError 404 `unknown-source`
   */
  async lend(name: string, minutes: number, actor: Actor): Promise<IssuedKey> {
    return this.extraKey(name, new Date(this.clock.now() + minutes * 60_000), 'source-key.lend', actor);
  }

  /**
   * Issues an additional key.
   * @throws AppError 404 `unknown-source`
   */
  async addKey(name: string, expiresAt: Date | null, actor: Actor): Promise<IssuedKey> {
    return this.extraKey(name, expiresAt, 'source-key.create', actor);
  }

  private async extraKey(name: string, expiresAt: Date | null, action: AuditAction, actor: Actor): Promise<IssuedKey> {
    return this.postgres.transaction(async (manager) => {
      if (!(await manager.existsBy(SourceRow, { name })))
        throw notFound('unknown-source', `there is no source "${name}"`);
      const key = await this.issue(manager, name, expiresAt);
      await this.audit.record(
        { actor, action, target: `source/${name}`, after: { issued: key.id, expiresAt: key.expiresAt } },
        manager,
      );
      return key;
    });
  }

  private async issue(manager: EntityManager, source: string, expiresAt: Date | null = null): Promise<IssuedKey> {
    const { id, hash, secret } = makeSecret('source');
    const row = manager.create(SourceKeyRow, {
      id,
      hash,
      source,
      createdAt: new Date(this.clock.now()),
      expiresAt,
      revokedAt: null,
    });
    await manager.insert(SourceKeyRow, row);
    return issuedKey(row, secret);
  }

  private async find(manager: EntityManager, source: string, id: string): Promise<SourceKeyRow> {
    const key = await manager.findOne(SourceKeyRow, { where: { source, id }, lock: { mode: 'pessimistic_write' } });
    if (key === null) throw notFound('unknown-key', `source "${source}" has no key "${id}"`);
    return key;
  }

  private async records(where: { name?: string }): Promise<SourceRecord[]> {
    const sources = await this.postgres.manager.find(SourceRow, {
      where,
      order: { name: 'ASC' },
      comment: 'source.list',
    });
    const keys = await this.postgres.manager.find(SourceKeyRow, {
      where: { source: In(sources.map((source) => source.name)) },
      order: { createdAt: 'ASC' },
      comment: 'source.keys',
    });
    return sources.map((source) =>
      sourceRecord(source, keys.filter((key) => key.source === source.name).map(keyRecord)),
    );
  }
}

const keyRecord = (key: SourceKeyRow): KeyRecord => ({
  ...plainRecord(key),
  lastUsedAt: key.lastUsedAt?.toISOString() ?? null,
});

const sourceRecord = (row: SourceRow, keys: readonly KeyRecord[]): SourceRecord => ({
  name: row.name,
  halls: hallsOf(row.halls),
  types: row.types,
  sandbox: row.sandbox,
  createdAt: row.createdAt.toISOString(),
  // without the secret of a key just issued
  keys: keys.map(({ id, createdAt, expiresAt, revokedAt, lastUsedAt }) => ({
    id,
    createdAt,
    expiresAt,
    revokedAt,
    lastUsedAt,
  })),
});
