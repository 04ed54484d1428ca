import type { MigrationInterface, QueryRunner } from 'typeorm';

/** The table of default clocks as people set it: every version of it, none ever changed. */
export class CreateClockSetting1795350000851 implements MigrationInterface {
  readonly name = 'CreateClockSetting1795350000851';

  async up(runner: QueryRunner): Promise<void> {
    await runner.query(`
      CREATE TABLE clock_setting (
        revision integer GENERATED ALWAYS AS IDENTITY PRIMARY KEY,
        valid_from text NOT NULL,
        rules jsonb NOT NULL,
        author text NOT NULL,
        reason text NOT NULL,
        at timestamptz NOT NULL
      )`);
  }

  down(): Promise<void> {
    return Promise.reject(new Error('migrations only go forward'));
  }
}
