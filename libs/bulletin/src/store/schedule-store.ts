import { BulletinPeriod, type NewBulletinSchedule } from '@cockpit/contracts';
import { Injectable } from '@nestjs/common';
import { DataSource, type EntityManager } from 'typeorm';
import { z } from 'zod';

const Row = z.object({
  place: z.string().transform((code) => (code === '' ? null : code)),
  period: BulletinPeriod,
  day: z.int(),
  time: z.string(),
  changedBy: z.string(),
  changedAt: z.date().transform((date) => date.toISOString()),
});
export type ScheduleRow = z.infer<typeof Row>;

/** Schedules of automatic bulletins per place. */
@Injectable()
export class ScheduleStore {
  constructor(private readonly postgres: DataSource) {}

  /** @param places visible places, null for all */
  async list(places: readonly string[] | null): Promise<ScheduleRow[]> {
    const rows: unknown = await this.postgres.query(
      `SELECT place, period, day, due_time AS time, changed_by AS "changedBy", changed_at AS "changedAt" FROM bulletin_schedule
       WHERE $1::text[] IS NULL OR place = ANY($1) ORDER BY place, period`,
      [places],
    );
    return z.array(Row).parse(rows);
  }

  /** @param at epoch ms */
  async put(
    { place, period, due }: NewBulletinSchedule,
    by: { name: string; at: number },
    manager: EntityManager,
  ): Promise<void> {
    if (due === null)
      await manager.query('DELETE FROM bulletin_schedule WHERE place = $1 AND period = $2', [place ?? '', period]);
    else
      await manager.query(
        `INSERT INTO bulletin_schedule (place, period, day, due_time, changed_by, changed_at) VALUES ($1, $2, $3, $4, $5, $6)
         ON CONFLICT (place, period) DO UPDATE SET day = excluded.day, due_time = excluded.due_time, changed_by = excluded.changed_by, changed_at = excluded.changed_at`,
        [place ?? '', period, due.day, due.time, by.name, new Date(by.at)],
      );
  }
}
