import type { MigrationInterface, QueryRunner } from 'typeorm';

/** How many windows were open when a day was signed. */
export class AlterDayClose1763700000652 implements MigrationInterface {
  readonly name = 'AlterDayClose1763700000652';

  async up(runner: QueryRunner): Promise<void> {
    await runner.query('ALTER TABLE day_close ADD COLUMN open_windows integer NOT NULL DEFAULT 0');
  }

  async down(): Promise<void> {
    return Promise.reject(new Error('migrations only go forward'));
  }
}
