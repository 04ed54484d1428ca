import type { MigrationInterface, QueryRunner } from 'typeorm';

/** What came of the plan of a hall day, counted once when the day is over. */
export class CreateHallPlanResult1796000001280 implements MigrationInterface {
  readonly name = 'CreateHallPlanResult1796000001280';

  async up(runner: QueryRunner): Promise<void> {
    await runner.query(`
      CREATE TABLE hall_plan_result (
        hall text NOT NULL,
        day date NOT NULL,
        result jsonb NOT NULL,
        counted_at timestamptz NOT NULL DEFAULT now(),
        PRIMARY KEY (hall, day)
      )`);
  }

  down(): Promise<void> {
    return Promise.reject(new Error('migrations only go forward'));
  }
}
