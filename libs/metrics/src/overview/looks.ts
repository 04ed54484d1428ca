import type { Caller, Looked } from '@cockpit/contracts';
import { CLOCK, type Clock } from '@cockpit/platform';
import { Inject, Injectable } from '@nestjs/common';
import { DataSource } from 'typeorm';
import { z } from 'zod';

/** Looks within this time count as one, so that a reload keeps the news. */
const ONE_LOOK_MS = 30 * 60_000;
const Row = z.object({ looked_at: z.date(), before_at: z.date().nullable() });

/** When each person last looked at the overview, by the wall clock. */
@Injectable()
export class Looks {
  constructor(
    private readonly postgres: DataSource,
    @Inject(CLOCK) private readonly clock: Clock,
  ) {}

  /** The look before the current one; null if there is none. */
  async before(caller: Caller): Promise<Date | null> {
    const [row] = z
      .array(Row)
      .parse(
        await this.postgres.query('SELECT looked_at, before_at FROM overview_look WHERE person = $1', [nameOf(caller)]),
      );
    if (row === undefined) return null;
    return this.clock.now() - row.looked_at.getTime() > ONE_LOOK_MS ? row.looked_at : row.before_at;
  }

  /** Idempotent within one look. */
  async note(caller: Caller): Promise<Looked> {
    const now = new Date(this.clock.now());
    await this.postgres.query(
      `INSERT INTO overview_look AS l (person, looked_at) VALUES ($1, $2) ON CONFLICT (person) DO UPDATE SET
        before_at = CASE WHEN EXCLUDED.looked_at - l.looked_at > $3 * interval '1 ms' THEN l.looked_at ELSE l.before_at END,
        looked_at = GREATEST(l.looked_at, EXCLUDED.looked_at)`,
      [nameOf(caller), now, ONE_LOOK_MS],
    );
    return { lookedAt: now.toISOString() };
  }
}

const nameOf = ({ kind, id }: Caller): string => `${kind}/${id}`;
