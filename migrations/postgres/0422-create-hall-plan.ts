import type { MigrationInterface, QueryRunner } from 'typeorm';

/** Plans of the day, as they were made: the one before opening and those for the rest of the day. */
export class CreateHallPlan1763700000422 implements MigrationInterface {
  readonly name = 'CreateHallPlan1763700000422';

  async up(runner: QueryRunner): Promise<void> {
    await runner.query(`
      CREATE TABLE hall_plan (
        hall text NOT NULL,
        day date NOT NULL,
        -- hall time from which it holds
        made_at timestamptz NOT NULL,
        plan jsonb NOT NULL,
        recorded_at timestamptz NOT NULL DEFAULT now(),
        PRIMARY KEY (hall, day, made_at)
      )`);
  }

  async down(): Promise<void> {
    return Promise.reject(new Error('migrations only go forward'));
  }
}
