import type { OrganisationDoc, PartCounts, PartKind } from '@cockpit/contracts';
import { Injectable } from '@nestjs/common';
import { DataSource, IsNull, type EntityManager } from 'typeorm';
import { z } from 'zod';
import { calendarsInForce, type CalendarState } from './calendar-years';
import { assemble, type Part } from './dismantle';
import { PartRow, VersionRow } from './entities';
import { planChange, type ChangePlan, type Edit } from './plan-change';

/** Advisory lock: one import at a time over all processes. */
const LOCK = 727_101;
/** Rows per INSERT: a Postgres statement takes at most 65,535 parameters. */
const ROWS = 2000;

export interface Written {
  readonly plan: ChangePlan;
  readonly version: number;
  readonly recordedAt: Date;
}

const OrganisationChange = z.object({
  version: z.int(),
  recordedAt: z.date(),
  /** first hall day of the change */
  from: z.string(),
  /** null if a shared part changed, such as an item or officer */
  halls: z.array(z.string()).nullable(),
});
export type OrganisationChange = z.infer<typeof OrganisationChange>;

export interface WriteRequest {
  readonly next: readonly Part[];
  /** first hall day of the changes */
  readonly from: string;
  /** true if the user chose that day */
  readonly restate: boolean;
  readonly now: Date;
  readonly actor: object;
  readonly reason?: string | undefined;
  /** if absent, all of `next` is intended */
  readonly edit?: Edit;
  /** whether a part missing from `next` ends */
  readonly mayRemove: (part: Part) => boolean;
}

@Injectable()
export class OrganisationStore {
  constructor(private readonly postgres: DataSource) {}

  /** The document of a hall day, null if there is none. Without a day: the latest. */
  async read(day?: string, manager = this.postgres.manager): Promise<OrganisationDoc | null> {
    const parts = manager.createQueryBuilder(PartRow, 'part').comment('organisation.read');
    if (day === undefined) parts.where({ validTo: IsNull() });
    else parts.where('part.valid_from <= :day AND (part.valid_to IS NULL OR part.valid_to > :day)', { day });
    const rows = await parts.getMany();
    return rows.some((row) => row.kind === 'bureau') && rows.some((row) => row.kind === 'hall') ? assemble(rows) : null;
  }

  /** The current version; 0 if there is none. */
  async version(manager = this.postgres.manager): Promise<number> {
    const [latest] = await manager.find(VersionRow, { order: { version: 'DESC' }, take: 1 });
    return latest?.version ?? 0;
  }

  calendars(): Promise<CalendarState> {
    return calendarsInForce(this.postgres);
  }

  /** Days in (first, last] on which a part starts or ends, in order. */
  async changesBetween(first: string, last: string): Promise<string[]> {
    const rows: unknown = await this.postgres.query(
      `SELECT DISTINCT day::text AS day FROM organisation_part CROSS JOIN LATERAL (VALUES (valid_from), (valid_to)) AS v (day)
       WHERE day > $1 AND day <= $2 ORDER BY day`,
      [first, last],
    );
    return z
      .array(z.object({ day: z.string() }))
      .parse(rows)
      .map(({ day }) => day);
  }

  /** Changes after a version with the halls they affect. */
  async changesAfter(version: number): Promise<OrganisationChange[]> {
    const rows: unknown = await this.postgres.query(
      `SELECT v.version, v.recorded_at AS "recordedAt", v.valid_from::text AS "from",
         CASE WHEN bool_or(p.hall IS NULL AND p.kind <> 'hall') THEN NULL ELSE array_agg(DISTINCT coalesce(p.hall, p.key)) END AS halls
       FROM organisation_version v JOIN organisation_part p ON v.version IN (p.since_version, p.until_version)
       WHERE v.version > $1 GROUP BY v.version ORDER BY v.version`,
      [version],
    );
    return z.array(OrganisationChange).parse(rows);
  }

  /** Every hall that ever existed with its IANA zone, because late events may name a closed hall. */
  async everHalls(): Promise<{ code: string; timeZone: string }[]> {
    return this.postgres.manager
      .createQueryBuilder(PartRow, 'part')
      .distinctOn(['part.key'])
      .select('part.key', 'code')
      .addSelect("part.body->>'timeZone'", 'timeZone')
      .where({ kind: 'hall' })
      .orderBy('part.key')
      .addOrderBy('part.valid_from', 'DESC')
      .addOrderBy('part.id', 'DESC')
      .comment('organisation.halls')
      .getRawMany<{ code: string; timeZone: string }>();
  }

  /** Every version of one kind of part that was valid on some day, by key and date. */
  async versions(kind: PartKind): Promise<Pick<PartRow, 'key' | 'body' | 'validFrom' | 'validTo'>[]> {
    return this.postgres.manager
      .createQueryBuilder(PartRow, 'part')
      .where({ kind })
      .andWhere('(part.valid_to IS NULL OR part.valid_to > part.valid_from)')
      .orderBy('part.key')
      .addOrderBy('part.valid_from')
      .comment('organisation.versions')
      .getMany();
  }

  /** Makes the organisation equal to `next`. `also` runs in the same transaction if something changed. */
  write(request: WriteRequest, also: (manager: EntityManager, written: Written) => Promise<void>): Promise<Written> {
    return this.change(() => Promise.resolve(request), also);
  }

  /** Like `write`, but computes the request under the lock. */
  async change(
    makeRequest: (manager: EntityManager) => Promise<WriteRequest>,
    also: (manager: EntityManager, written: Written) => Promise<void>,
  ): Promise<Written> {
    return this.postgres.transaction(async (manager) => {
      await manager.query('SELECT pg_advisory_xact_lock($1)', [LOCK]);
      const request = await makeRequest(manager);
      const plan = await this.plan(request, manager);
      const [latest] = await manager.find(VersionRow, { order: { version: 'DESC' }, take: 1 });
      for (const { id, position } of plan.move) await manager.update(PartRow, { id }, { position });
      if (plan.changes.length === 0 && latest !== undefined)
        return { plan, version: latest.version, recordedAt: latest.recordedAt };
      const written = { plan, version: (latest?.version ?? 0) + 1, recordedAt: request.now };
      await this.apply(manager, written, request, plan);
      await also(manager, written);
      return written;
    });
  }

  /** What `write` would change now. */
  async plan(request: WriteRequest, manager = this.postgres.manager): Promise<ChangePlan> {
    const { next, from, restate, mayRemove, edit } = request;
    const stored = await manager.find(PartRow, { comment: 'organisation.history' });
    return planChange(stored, next, from, restate, mayRemove, edit);
  }

  private async apply(
    manager: EntityManager,
    { version, recordedAt }: Written,
    { from, actor, reason = null }: Omit<WriteRequest, 'reason'> & { reason?: string | null | undefined },
    plan: ChangePlan,
  ): Promise<void> {
    const counts: { total: PartCounts; byKind: Readonly<Record<string, PartCounts>> } = {
      total: plan.total,
      byKind: plan.byKind,
    };
    await manager.insert(VersionRow, { version, recordedAt, validFrom: from, actor, reason, counts });
    for (const { id, validTo } of plan.trim) await manager.update(PartRow, { id }, { validTo, untilVersion: version });
    for (let i = 0; i < plan.insert.length; i += ROWS) {
      const rows = plan.insert
        .slice(i, i + ROWS)
        .map((part) => ({ ...part, validTo: null, sinceVersion: version, untilVersion: null }));
      await manager.insert(PartRow, rows);
    }
  }
}
