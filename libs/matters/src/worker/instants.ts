import { Inject, Injectable } from '@nestjs/common';
import { CLOCK, type Clock } from '@cockpit/platform';
import { DataSource } from 'typeorm';
import { z } from 'zod';
import { matterInstantId, matterInstantJob } from './jobs';
import { JobQueues } from '@cockpit/jobs';

/** Planning horizon of jobs, ms; a later sweep plans later instants. */
const AHEAD_MS = 15 * 60_000;
const MAX_JOBS = 2_000;
const Row = z.object({ instant: z.coerce.number() });

/** One delayed job per instant at which clocks run out, however many matters share it. */
@Injectable()
export class Instants {
  constructor(
    private readonly postgres: DataSource,
    private readonly jobs: JobQueues,
    @Inject(CLOCK) private readonly clock: Clock,
  ) {}

  async putInLine(): Promise<number> {
    const now = this.clock.now();
    const bounds = [new Date(now), new Date(now + AHEAD_MS)];
    // rounded up to the next second, so that the instant has passed
    const instantsOf = (at: string, kind: string): string =>
      `SELECT DISTINCT (floor(extract(epoch FROM ${at})) + 1) * 1000 AS instant FROM matter_clock WHERE ${at} > $1 AND ${at} <= $2 AND ${kind}_reading IS DISTINCT FROM ${at}`;
    const rows = z
      .array(Row)
      .parse(
        await this.postgres.query(
          `${[instantsOf('due_at', 'red'), instantsOf('yellow_at', 'yellow'), instantsOf('stage_due_at', 'stage_red'), instantsOf('stage_yellow_at', 'stage_yellow')].join(' UNION ')} ORDER BY instant LIMIT ${String(MAX_JOBS)}`,
          bounds,
        ),
      );
    for (const { instant } of rows)
      await this.jobs.add(matterInstantJob, { instant }, matterInstantId(instant), Math.max(0, instant - now));
    return rows.length;
  }
}
