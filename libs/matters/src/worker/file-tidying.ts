import type { ClickHouseClient } from '@clickhouse/client';
import { JobQueues, JobWorkers } from '@cockpit/jobs';
import { CLICKHOUSE_READER, CLOCK, selectRows, type Clock } from '@cockpit/platform';
import { Inject, Injectable, type OnApplicationBootstrap } from '@nestjs/common';
import { DataSource } from 'typeorm';
import { z } from 'zod';
import { fileTidyingJob } from './jobs';

const EVERY_MS = 3_600_000;
/** time that a user may take between upload and act */
const MAX_AGE_MS = 86_400_000;
const BATCH = 500;

const Unused = z.object({ id: z.string(), case_id: z.string() });

/** Deletes files after a day if no act uses them. */
@Injectable()
export class FileTidying implements OnApplicationBootstrap {
  constructor(
    @Inject(CLICKHOUSE_READER) private readonly clickhouse: ClickHouseClient,
    private readonly postgres: DataSource,
    private readonly jobs: JobQueues,
    private readonly workers: JobWorkers,
    @Inject(CLOCK) private readonly clock: Clock,
  ) {}

  async onApplicationBootstrap(): Promise<void> {
    this.workers.register(fileTidyingJob, async () => ((await this.tidy()) > 0 ? 'removed' : 'nothing-left-over'));
    await this.jobs.every(fileTidyingJob, {}, EVERY_MS);
  }

  /** @returns number of deleted files */
  async tidy(): Promise<number> {
    let removed = 0;
    for (;;) {
      const unused = await this.unused();
      // an act may be stored although its process died before it marked the file
      const named = await this.namedByActs(unused.map(({ case_id }) => case_id));
      const ids = unused.map(({ id }) => id);
      await this.postgres.query('UPDATE matter_file SET used = true WHERE id = ANY($1)', [
        ids.filter((id) => named.has(id)),
      ]);
      const deleted: unknown = await this.postgres.query(
        'WITH gone AS (DELETE FROM matter_file WHERE id = ANY($1) AND NOT used RETURNING id) SELECT id FROM gone',
        [ids],
      );
      removed += z.array(z.object({ id: z.string() })).parse(deleted).length;
      if (unused.length < BATCH) return removed;
    }
  }

  private async unused(): Promise<z.infer<typeof Unused>[]> {
    const rows: unknown = await this.postgres.query(
      'SELECT id, case_id FROM matter_file WHERE NOT used AND at < $1 ORDER BY at LIMIT $2',
      [new Date(this.clock.now() - MAX_AGE_MS), BATCH],
    );
    return z.array(Unused).parse(rows);
  }

  private async namedByActs(cases: readonly string[]): Promise<Set<string>> {
    if (cases.length === 0) return new Set();
    const rows = await selectRows(this.clickhouse, {
      label: 'matters.files-named',
      params: { cases: [...new Set(cases)] },
      row: z.object({ id: z.string() }),
      sql: `SELECT DISTINCT JSONExtractString(file, 'id') AS id FROM event ARRAY JOIN JSONExtractArrayRaw(data, 'act', 'files') AS file
        WHERE entity IN {cases:Array(String)} AND startsWith(type, 'hall.case.')`,
    });
    return new Set(rows.map(({ id }) => id));
  }
}
