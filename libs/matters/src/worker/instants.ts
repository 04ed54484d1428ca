import { Inject, Injectable } from '@nestjs/common';
import { CLOCK, type Clock } from '@cockpit/platform';
import { DataSource } from 'typeorm';
import { z } from 'zod';
import { matterInstantId, matterInstantJob } from './jobs';
import { JobQueues } from '@cockpit/jobs';

/** Jobs are made for so far ahead, ms; later instants are put in line by a later sweep. */
const AHEAD_MS = 15 * 60_000;
const MOST = 2_000;
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
    // a full second after the instant, so that "past it" has come true
    const of = (at: string, kind: string): string =>
      `SELECT DISTINCT (floor(extract(epoch FROM ${at})) + 1) * 1000 AS instant FROM matter_clock WHERE ${at} > $1 AND ${at} <= $2 AND ${kind}_reading IS DISTINCT FROM ${at}`;
    const rows = z
      .array(Row)
      .parse(
        await this.postgres.query(
          `${[of('due_at', 'red'), of('yellow_at', 'yellow'), of('stage_due_at', 'stage_red'), of('stage_yellow_at', 'stage_yellow')].join(' UNION ')} ORDER BY instant LIMIT ${String(MOST)}`,
          bounds,
        ),
      );
    for (const { instant } of rows)
      await this.jobs.add(matterInstantJob, { instant }, matterInstantId(instant), Math.max(0, instant - now));
    return rows.length;
  }
}
