import type { ClickHouseClient } from '@clickhouse/client';
import { Inject, Injectable } from '@nestjs/common';
import { actsSourceOf } from '@cockpit/contracts';
import { AuditLog, declareRegister, registerOf, Sources, type Actor } from '@cockpit/access';
import { CLICKHOUSE_READER, notFound, selectRows } from '@cockpit/platform';
import { DataSource } from 'typeorm';
import { z } from 'zod';
import { BAD_STARS } from '../names';
import { REPORTED_CASES } from '../reported-cases';

const Liaison = z.object({ enterprise_ref: z.string(), officer_id: z.string() });

/** Declares which sources share a case register, and liaison officers of enterprises. */
@Injectable()
export class Registers {
  constructor(
    private readonly postgres: DataSource,
    private readonly audit: AuditLog,
    private readonly sources: Sources,
    @Inject(CLICKHOUSE_READER) private readonly clickhouse: ClickHouseClient,
  ) {}

  /**
   * Cases with the same caseId in one register are one matter. `register` null: the source has its own register again.
   */
  async declare(
    source: string,
    register: string | null,
    actor: Actor,
  ): Promise<{ source: string; register: string | null; recomputing: number }> {
    if ((await this.sources.get(source)) === null) throw notFound('unknown-source', `there is no source "${source}"`);
    const cases = (
      await selectRows(this.clickhouse, {
        label: 'matters.cases-of-source',
        params: { source, acts: actsSourceOf(source), stars: BAD_STARS },
        row: z.object({ caseId: z.string() }),
        sql: `SELECT DISTINCT caseId FROM (${REPORTED_CASES}) WHERE source IN ({source:String}, {acts:String})`,
      })
    ).map((row) => row.caseId);
    return this.postgres.transaction(async (manager) => {
      const old = await registerOf(manager, source);
      if (old === register) return { source, register, recomputing: 0 };
      await declareRegister(manager, source, register === null ? null : `register:${register}`);
      // marked twice: under the old register, where nothing may remain, and under the new one
      await manager.query(
        `INSERT INTO matter_dirty (source, case_id, cause, register) SELECT $1, c, 'register', r FROM unnest($2::text[]) AS t (c), unnest(ARRAY[$3, NULL]::text[]) AS u (r)`,
        [source, cases, old ?? source],
      );
      await this.audit.record(
        {
          actor,
          action: 'matter-register.declare',
          target: `source/${source}`,
          ...(old === null ? {} : { before: { register: old } }),
          after: { register },
        },
        manager,
      );
      return { source, register, recomputing: cases.length };
    });
  }

  async liaisons(): Promise<{ enterpriseRef: string; officerId: string }[]> {
    const rows = z
      .array(Liaison)
      .parse(
        await this.postgres.query('SELECT enterprise_ref, officer_id FROM matter_liaison ORDER BY enterprise_ref'),
      );
    return rows.map(({ enterprise_ref, officer_id }) => ({ enterpriseRef: enterprise_ref, officerId: officer_id }));
  }

  /** Appoints the liaison officer of an enterprise (一企一警). Open needs follow within seconds. */
  async appoint(enterpriseRef: string, officerId: string, actor: Actor): Promise<void> {
    await this.postgres.transaction(async (manager) => {
      await manager.query(
        'INSERT INTO matter_liaison (enterprise_ref, officer_id) VALUES ($1, $2) ON CONFLICT (enterprise_ref) DO UPDATE SET officer_id = EXCLUDED.officer_id',
        [enterpriseRef, officerId],
      );
      await manager.query(
        "INSERT INTO matter_dirty (source, case_id, cause) SELECT source, case_id, 'liaison' FROM matter_clock WHERE enterprise_ref = $1",
        [enterpriseRef],
      );
      await this.audit.record(
        { actor, action: 'liaison.appoint', target: `enterprise/${enterpriseRef}`, after: { officerId } },
        manager,
      );
    });
  }
}
