import {
  ClockRule,
  DEFAULT_ZONE,
  type Caller,
  type ClockBook,
  type ClockChange,
  type ClockVersion,
} from '@cockpit/contracts';
import { SHIPPED_CLOCKS, hallDay, type DatedRules } from '@cockpit/domain';
import { Inject, Injectable } from '@nestjs/common';
import { AuditLog, assertEveryHall, type Actor } from '@cockpit/access';
import { CLOCK, conflict, type Clock } from '@cockpit/platform';
import { DataSource, type EntityManager } from 'typeorm';
import { z } from 'zod';

const Row = z.object({
  revision: z.number(),
  valid_from: z.string(),
  rules: z.array(ClockRule),
  author: z.string(),
  reason: z.string(),
  at: z.date(),
});
const SELECT = 'SELECT revision, valid_from, rules, author, reason, at FROM clock_setting';
const LOCK = "SELECT pg_advisory_xact_lock(hashtext('clock-settings'))";
const SHIPPED: ClockVersion = {
  revision: 0,
  from: null,
  rules: [...SHIPPED_CLOCKS],
  author: null,
  reason: null,
  at: null,
};

/** The table of default clocks with all its versions. */
@Injectable()
export class ClockSettings {
  constructor(
    private readonly postgres: DataSource,
    private readonly audit: AuditLog,
    @Inject(CLOCK) private readonly clock: Clock,
  ) {}

  async book(): Promise<ClockBook> {
    return { ...(await this.latest(this.postgres.manager)), shipped: [...SHIPPED_CLOCKS] };
  }

  /** All versions, to find the one that applies to a matter. */
  async all(): Promise<DatedRules[]> {
    return this.versions(this.postgres.manager, `${SELECT} ORDER BY revision`);
  }

  /** Latest first; the shipped table is the last. */
  async history(after: number | undefined, limit: number): Promise<ClockVersion[]> {
    const rows = await this.versions(
      this.postgres.manager,
      `${SELECT} WHERE $1::int IS NULL OR revision < $1 ORDER BY revision DESC LIMIT $2`,
      [after ?? null, limit],
    );
    return rows.length < limit && after !== 0 ? [...rows, SHIPPED] : rows;
  }

  /** @throws {AppError} 403 for callers without all halls, 409 if somebody else changed it meanwhile */
  async change(change: ClockChange, caller: Caller, actor: Actor): Promise<ClockBook> {
    await this.postgres.transaction(async (manager) => {
      await manager.query(LOCK);
      const { before, from, now } = await this.begin(change, caller, manager);
      const { rules, reason } = change;
      const after = { from, rules, reason };
      await manager.query(
        'INSERT INTO clock_setting (valid_from, rules, author, reason, at) VALUES ($1, $2, $3, $4, $5)',
        [after.from, JSON.stringify(rules), caller.name, reason, new Date(now)],
      );
      await this.audit.record(
        { actor, action: 'clocks.change', target: 'clocks', before: { from: before.from, rules: before.rules }, after },
        manager,
      );
    });
    return this.book();
  }

  /** The table after a change; writes nothing. @throws {AppError} as `change` */
  async draft(change: ClockChange, caller: Caller): Promise<{ from: string; rules: ClockRule[] }> {
    const { from } = await this.begin(change, caller, this.postgres.manager);
    return { from, rules: change.rules };
  }

  private async begin(
    { revision, from }: ClockChange,
    caller: Caller,
    manager: EntityManager,
  ): Promise<{ before: ClockVersion; from: string; now: number }> {
    assertEveryHall(caller);
    const before = await this.latest(manager);
    if (before.revision !== revision)
      throw conflict(
        'clocks-changed',
        `the table is at revision ${String(before.revision)} by now, not ${String(revision)}: read it again`,
      );
    const now = this.clock.now();
    return { before, from: from ?? hallDay(now, DEFAULT_ZONE), now };
  }

  private async latest(manager: EntityManager): Promise<ClockVersion> {
    const [row] = await this.versions(manager, `${SELECT} ORDER BY revision DESC LIMIT 1`);
    return row ?? SHIPPED;
  }

  private async versions(manager: EntityManager, sql: string, values: unknown[] = []): Promise<ClockVersion[]> {
    const rows = z.array(Row).parse(await manager.query(sql, values));
    return rows.map(({ valid_from: from, at, ...same }) => ({ ...same, from, at: at.toISOString() }));
  }
}
