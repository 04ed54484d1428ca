import type { MigrationInterface, QueryRunner } from 'typeorm';

/** Targets of metrics as people set them for a place, null the bureau: every version, none ever changed. */
export class CreateTargetSetting1795350000920 implements MigrationInterface {
  readonly name = 'CreateTargetSetting1795350000920';

  async up(runner: QueryRunner): Promise<void> {
    await runner.query(`
      CREATE TABLE target_setting (
        place text,
        revision integer NOT NULL,
        lines jsonb NOT NULL,
        author text NOT NULL,
        reason text NOT NULL,
        at timestamptz NOT NULL,
        UNIQUE NULLS NOT DISTINCT (place, revision)
      )`);
  }

  down(): Promise<void> {
    return Promise.reject(new Error('migrations only go forward'));
  }
}
