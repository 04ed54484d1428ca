import { setTimeout as sleep } from 'node:timers/promises';
import type { ClickHouseClient } from '@clickhouse/client';
import { AuditLog, Sources, Tokens, Users, type Actor } from '@cockpit/access';
import type { SampleData, SampleKind } from '@cockpit/contracts';
import { OrganisationService } from '@cockpit/organisation';
import { CLICKHOUSE_WRITER, conflict, selectRows } from '@cockpit/platform';
import { Inject, Injectable } from '@nestjs/common';
import { DataSource, type EntityManager } from 'typeorm';
import { z } from 'zod';
import { sampleScope, withoutSample, type SampleScope } from './sample-scope';
import { KEPT, STORED } from './sample-tables';

const Count = z.object({ n: z.coerce.number() });
type Rows = Record<SampleKind, number>;

/** What was sent before its key was revoked may still be on its way. */
const ROUNDS = 5;
const ROUND_MS = 2000;

/** What the demonstration brought, beside what is the installation's own. */
@Injectable()
export class SampleDataService {
  constructor(
    @Inject(CLICKHOUSE_WRITER) private readonly clickhouse: ClickHouseClient,
    private readonly postgres: DataSource,
    private readonly organisation: OrganisationService,
    private readonly sources: Sources,
    private readonly users: Users,
    private readonly tokens: Tokens,
    private readonly audit: AuditLog,
  ) {}

  async preview(): Promise<SampleData> {
    const doc = await this.organisation.latest();
    const scope = sampleScope(doc ?? { halls: [] }, await this.sources.list());
    const named = (codes: readonly string[]) =>
      codes.map((code) => ({ code, name: doc?.halls.find((hall) => hall.code === code)?.name ?? code }));
    const rows: Rows = { events: 0, visits: 0, matters: 0, warnings: 0, prompts: 0, other: 0 };
    if (scope.places.length > 0 || scope.sources.length > 0) await this.count(scope, rows);
    return {
      places: named(scope.places),
      kept: named(scope.kept),
      sources: [...scope.sources],
      accounts: (await this.accounts(scope)).map(({ name }) => name),
      tokens: (await this.ofTokens(scope)).map(({ name }) => name),
      rows,
      own: (doc?.halls.length ?? 0) - scope.places.length - scope.kept.length,
    };
  }

  /**
   * Keys first, so that nothing comes any more; the organisation last: until then another attempt finds what is left.
   * @returns what went
   * @throws AppError 409 `no-sample-data`, `sample-is-all` when nothing of one's own would be left
   */
  async remove(why: string, actor: Actor): Promise<SampleData> {
    const doc = await this.organisation.latest();
    const found = await this.preview();
    if (doc === null || (found.places.length === 0 && found.sources.length === 0))
      throw conflict('no-sample-data', 'no place is marked as simulated');
    if (found.own === 0)
      throw conflict('sample-is-all', 'there is no place of your own yet: make one first, or begin anew with --own');
    const scope = sampleScope(doc, await this.sources.list());
    await this.shut(scope, actor, why);
    let left = await this.wipe(scope);
    for (let round = 1; left > 0 && round < ROUNDS; round += 1) {
      await sleep(ROUND_MS);
      left = await this.wipe(scope);
    }
    await this.postgres.transaction((manager) => this.clear(manager, scope));
    if (scope.places.length > 0)
      await this.organisation.replace(withoutSample(doc, scope), actor, undefined, { remove: true });
    await this.audit.record({ actor, action: 'sample-data.remove', target: 'sample-data', after: { why, ...found } });
    return found;
  }

  private async shut(scope: SampleScope, actor: Actor, why: string): Promise<void> {
    for (const source of await this.sources.list())
      if (scope.sources.includes(source.name))
        for (const { id, revokedAt } of source.keys)
          if (revokedAt === null) await this.sources.revoke(source.name, id, actor);
    for (const { name } of await this.accounts(scope)) await this.users.disable(name, actor, why);
    for (const { id } of await this.ofTokens(scope)) await this.tokens.revoke(id, actor);
  }

  private async accounts(scope: SampleScope): Promise<{ name: string }[]> {
    return (await this.users.list()).filter((user) => user.disabledAt === null && isOnly(user.halls, scope));
  }

  private async ofTokens(scope: SampleScope): Promise<{ id: string; name: string }[]> {
    return (await this.tokens.list()).filter((token) => token.revokedAt === null && isOnly(token.halls, scope));
  }

  private async count(scope: SampleScope, rows: Rows): Promise<void> {
    for (const { table, kind, where } of STORED) rows[kind] += await this.stored(table, where, scope);
    for (const { table, kind, where } of KEPT) {
      const [row] = z
        .tuple([Count])
        .parse(
          await this.postgres.query(
            `WITH given AS (SELECT $1::text[], $2::text[], $3::text[]) SELECT count(*) AS n FROM ${table} WHERE ${where}`,
            given(scope),
          ),
        );
      rows[kind] += row.n;
    }
  }

  private async stored(table: string, where: string, scope: SampleScope): Promise<number> {
    const [row] = await selectRows(this.clickhouse, {
      label: 'warehouse.sample',
      row: Count,
      sql: `SELECT count() AS n FROM ${table} WHERE ${where}`,
      params: params(scope),
    });
    return row?.n ?? 0;
  }

  /** @returns how many rows there were */
  private async wipe(scope: SampleScope): Promise<number> {
    let gone = 0;
    for (const { table, where } of STORED) {
      const rows = await this.stored(table, where, scope);
      if (rows === 0) continue;
      gone += rows;
      await this.clickhouse.command({
        query: `ALTER TABLE ${table} DELETE WHERE ${where}`,
        query_params: params(scope),
        clickhouse_settings: { mutations_sync: '2', log_comment: 'warehouse.sample' },
      });
    }
    return gone;
  }

  private async clear(manager: EntityManager, scope: SampleScope): Promise<void> {
    for (const { table, where } of KEPT)
      await manager.query(
        `WITH given AS (SELECT $1::text[], $2::text[], $3::text[]) DELETE FROM ${table} WHERE ${where}`,
        given(scope),
      );
  }
}

const given = ({ places, tellers, others }: SampleScope): unknown[] => [places, tellers, others];
const params = ({ places, tellers, others }: SampleScope): Record<string, unknown> => ({ places, tellers, others });
const isOnly = (halls: 'all' | readonly string[], { places }: SampleScope): boolean =>
  halls !== 'all' && halls.length > 0 && halls.every((hall) => places.includes(hall));
