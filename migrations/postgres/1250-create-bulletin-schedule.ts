import type { MigrationInterface, QueryRunner } from 'typeorm';

/** When the bulletins of each place are made by themselves; the place of the bureau is empty. `day`: of the week from Monday, or of the month. */
export class CreateBulletinSchedule1796000001250 implements MigrationInterface {
  readonly name = 'CreateBulletinSchedule1796000001250';

  async up(runner: QueryRunner): Promise<void> {
    await runner.query(`
      CREATE TABLE bulletin_schedule (
        place text NOT NULL,
        period text NOT NULL CHECK (period IN ('week', 'month')),
        day integer NOT NULL CHECK (day BETWEEN 1 AND 28),
        due_time text NOT NULL,
        changed_by text NOT NULL,
        changed_at timestamptz NOT NULL,
        PRIMARY KEY (place, period)
      )`);
    // as it was before schedules could be set
    await runner.query(`
      INSERT INTO bulletin_schedule (place, period, day, due_time, changed_by, changed_at)
      VALUES ('', 'week', 1, '08:00', 'schedule', now()), ('', 'month', 1, '08:00', 'schedule', now())`);
  }

  down(): Promise<void> {
    return Promise.reject(new Error('migrations only go forward'));
  }
}
