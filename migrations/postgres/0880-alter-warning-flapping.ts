import type { MigrationInterface, QueryRunner } from 'typeorm';

/** When the warnings of the same rule and place fired in the hour before this one: one that comes and goes is held as one. */
export class AlterWarningFlapping1795350000880 implements MigrationInterface {
  readonly name = 'AlterWarningFlapping1795350000880';

  async up(runner: QueryRunner): Promise<void> {
    await runner.query("ALTER TABLE warning ADD COLUMN fired_before timestamptz[] NOT NULL DEFAULT '{}'");
  }

  down(): Promise<void> {
    return Promise.reject(new Error('migrations only go forward'));
  }
}
