import { setTimeout as sleep } from 'node:timers/promises';
import type { ClickHouseClient } from '@clickhouse/client';
import { AuditLog, Sources, Tokens, Users, type Actor } from '@cockpit/access';
import type { SampleData } from '@cockpit/contracts';
import { OrganisationService } from '@cockpit/organisation';
import { CLICKHOUSE_WRITER, conflict } from '@cockpit/platform';
import { Inject, Injectable } from '@nestjs/common';
import { DataSource } from 'typeorm';
import { clearKept, countSample, wipeStored, type Rows } from './sample-rows';
import { sampleScope, withoutSample, type SampleScope } from './sample-scope';

/** Events sent before the key was revoked may still arrive, so removal is repeated. */
const ROUNDS = 5;
const ROUND_MS = 2000;

/** Demonstration data beside the installation's own. */
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
    if (scope.places.length > 0 || scope.sources.length > 0)
      await countSample(this.clickhouse, this.postgres, scope, rows);
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
   * Revokes keys first, so that nothing new arrives, and removes the organisation last, so that a retry finds the rest.
   * @returns what was removed
   * @throws AppError 409 `no-sample-data`, or `sample-is-all` when there are no own data
   */
  async remove(why: string, actor: Actor): Promise<SampleData> {
    const doc = await this.organisation.latest();
    const found = await this.preview();
    if (doc === null || (found.places.length === 0 && found.sources.length === 0))
      throw conflict('no-sample-data', 'no place is marked as simulated');
    if (found.own === 0)
      throw conflict('sample-is-all', 'there is no place of your own yet: make one first, or begin anew with --own');
    const scope = sampleScope(doc, await this.sources.list());
    await this.revokeKeys(scope, actor, why);
    let left = await wipeStored(this.clickhouse, scope);
    for (let round = 1; left > 0 && round < ROUNDS; round += 1) {
      await sleep(ROUND_MS);
      left = await wipeStored(this.clickhouse, scope);
    }
    await this.postgres.transaction((manager) => clearKept(manager, scope));
    if (scope.places.length > 0)
      await this.organisation.replace(withoutSample(doc, scope), actor, undefined, { remove: true });
    await this.audit.record({ actor, action: 'sample-data.remove', target: 'sample-data', after: { why, ...found } });
    return found;
  }

  private async revokeKeys(scope: SampleScope, actor: Actor, why: string): Promise<void> {
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
}

const isOnly = (halls: 'all' | readonly string[], { places }: SampleScope): boolean =>
  halls !== 'all' && halls.length > 0 && halls.every((hall) => places.includes(hall));
