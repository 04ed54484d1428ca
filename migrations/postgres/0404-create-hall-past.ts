import type { MigrationInterface, QueryRunner } from 'typeorm';

export class CreateHallPast1763700000404 implements MigrationInterface {
  readonly name = 'CreateHallPast1763700000404';

  async up(runner: QueryRunner): Promise<void> {
    await runner.query(`
      CREATE TABLE hall_past (
        hall text PRIMARY KEY,
        through_day date NOT NULL,
        state jsonb NOT NULL,
        learned_at timestamptz NOT NULL DEFAULT now()
      )`);
  }

  async down(): Promise<void> {
    return Promise.reject(new Error('migrations only go forward'));
  }
}
