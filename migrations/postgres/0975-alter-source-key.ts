import type { MigrationInterface, QueryRunner } from 'typeorm';

/** When a key was last used: one that nobody uses any more can be revoked without fear. */
export class AlterSourceKey1795350000975 implements MigrationInterface {
  readonly name = 'AlterSourceKey1795350000975';

  async up(runner: QueryRunner): Promise<void> {
    await runner.query('ALTER TABLE source_key ADD COLUMN last_used_at timestamptz');
  }

  down(): Promise<void> {
    return Promise.reject(new Error('migrations only go forward'));
  }
}
