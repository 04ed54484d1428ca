import { Injectable } from '@nestjs/common';
import type { HallPastState } from '@cockpit/domain';
import { DataSource } from 'typeorm';
import { z } from 'zod';

const State = z.custom<HallPastState>(
  (value) => (value as { format?: unknown } | null)?.format === 'hall-past/1',
  'not a past of this format',
);
const Row = z.object({ through_day: z.string(), state: z.unknown() });

export interface LearnedPast {
  /** the last hall day that was learned from, `YYYY-MM-DD` */
  throughDay: string;
  state: HallPastState;
}

/** What past days taught about each hall; can be learned again from ClickHouse whenever it is lost or of an older form. */
@Injectable()
export class PastStore {
  constructor(private readonly postgres: DataSource) {}

  async load(hall: string): Promise<LearnedPast | null> {
    const rows = z
      .array(Row)
      .parse(
        await this.postgres.query(
          "SELECT to_char(through_day, 'YYYY-MM-DD') AS through_day, state FROM hall_past WHERE hall = $1",
          [hall],
        ),
      );
    const state = State.safeParse(rows[0]?.state);
    return rows[0] === undefined || !state.success ? null : { throughDay: rows[0].through_day, state: state.data };
  }

  /** A worker that was slower leaves what a quicker one has learned. */
  async save(hall: string, { throughDay, state }: LearnedPast): Promise<void> {
    await this.postgres.query(
      `INSERT INTO hall_past (hall, through_day, state) VALUES ($1, $2, $3)
       ON CONFLICT (hall) DO UPDATE SET through_day = EXCLUDED.through_day, state = EXCLUDED.state, learned_at = now()
       WHERE hall_past.through_day <= EXCLUDED.through_day OR hall_past.state ->> 'format' <> EXCLUDED.state ->> 'format'`,
      [hall, throughDay, JSON.stringify(state)],
    );
  }
}
