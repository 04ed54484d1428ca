import { Inject, Injectable, Logger, type OnApplicationShutdown } from '@nestjs/common';
import type { RuleVersion } from '@cockpit/contracts';
import { ChangeChannel, ShortCache } from '@cockpit/access';
import { CLOCK, DeadLetters, REDIS, SETTINGS, type Clock, type Settings } from '@cockpit/platform';
import type { Redis } from 'ioredis';
import { DataSource, type EntityManager } from 'typeorm';
import { z } from 'zod';
import type { RulesTold } from '../rules/terms';
import { RuleSettingRow, versionOf } from './rule-setting.entity';

/** under which dead letters stand settings that cannot be read */
export const RULES_WORKER = 'rules';
/** A message that something changed may get lost; nothing is believed for longer than this. */
const BELIEF_MS = 3000;
/** while Postgres does not answer, what is known goes on for so long */
const STALE_MS = 3_600_000;
const SETTLE_MS = 60_000;
const Put = z.object({ revision: z.int() });
const nameOf = (revision: number): string => `rule-setting/${String(revision)}`;

/** What the rules are told now, forgotten in every process the moment it changes. */
@Injectable()
export class RulesInForce extends ChangeChannel implements OnApplicationShutdown {
  private readonly logger = new Logger('rules');
  private readonly known: ShortCache<RulesTold>;
  private faulty: ReadonlySet<number> = new Set();
  private settledAt = -Infinity;

  constructor(
    @Inject(SETTINGS) settings: Settings,
    @Inject(REDIS) redis: Redis,
    @Inject(CLOCK) private readonly clock: Clock,
    private readonly postgres: DataSource,
    private readonly letters: DeadLetters,
  ) {
    super(settings, redis, 'rules:changed');
    this.known = new ShortCache(BELIEF_MS, () => clock.now(), 1, STALE_MS);
    this.onChange(() => {
      this.known.clear();
    });
  }

  /** @param manager whoever is in a transaction asks in it: a second connection may be hours away */
  told(manager: EntityManager = this.postgres.manager): Promise<RulesTold> {
    return this.known.get('told', async () => {
      const rows = await latest(manager);
      await this.report(rows).catch((error: unknown) => {
        this.logger.error({ err: error }, 'settings that cannot be read could not be put away');
      });
      return versionsByRule(rows.flatMap((row) => versionOf(row) ?? []));
    });
  }

  onApplicationShutdown(): void {
    this.close();
  }

  /** A row that cannot be read is put away once; what is told at wider places holds in its stead. */
  private async report(rows: readonly RuleSettingRow[]): Promise<void> {
    const bad = new Map(
      rows.flatMap((row) => {
        const version = versionOf(row);
        if (version !== null && version.fault === undefined) return [];
        return [[row.revision, version?.fault ?? 'its place cannot be read']];
      }),
    );
    for (const [revision, fault] of bad) {
      if (this.faulty.has(revision)) continue;
      this.logger.error({ revision, fault }, 'what a rule is told cannot be read');
      await this.letters.put(RULES_WORKER, nameOf(revision), { revision }, new Error(fault));
    }
    await this.settle(bad);
    this.faulty = new Set(bad.keys());
  }

  /** What has been told anew since leaves the dead letters, whoever put it there. */
  private async settle(bad: ReadonlyMap<number, string>): Promise<void> {
    const now = this.clock.now();
    if (Math.abs(now - this.settledAt) < SETTLE_MS) return;
    this.settledAt = now;
    const put = (await this.letters.due([RULES_WORKER])).map(({ body }) => Put.parse(body).revision);
    const over = [...this.faulty, ...put].filter((revision) => !bad.has(revision));
    await this.letters.settle(RULES_WORKER, over.map(nameOf));
  }
}

/** The latest version of each place. */

export const latest = (manager: EntityManager, rule?: string): Promise<RuleSettingRow[]> => {
  const query = manager
    .createQueryBuilder(RuleSettingRow, 'r')
    .distinctOn(['r.rule', 'r.place_kind', 'r.hall', 'r.code'])
    .orderBy('r.rule')
    .addOrderBy('r.place_kind')
    .addOrderBy('r.hall')
    .addOrderBy('r.code')
    .addOrderBy('r.revision', 'DESC');
  return (rule === undefined ? query : query.where('r.rule = :rule', { rule })).getMany();
};

export function versionsByRule(versions: readonly RuleVersion[]): RulesTold {
  const told = new Map<string, RuleVersion[]>();
  for (const version of versions) told.set(version.rule, [...(told.get(version.rule) ?? []), version]);
  return told;
}
