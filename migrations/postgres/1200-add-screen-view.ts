import type { MigrationInterface, QueryRunner } from 'typeorm';

/** What a paired screen shows (null: as a wall is by itself), how often that was changed, and when the screen last asked for anything. */
export class AddScreenView1795350003200 implements MigrationInterface {
  readonly name = 'AddScreenView1795350003200';

  async up(runner: QueryRunner): Promise<void> {
    await runner.query(`
      ALTER TABLE api_token
        ADD COLUMN view jsonb,
        ADD COLUMN version integer NOT NULL DEFAULT 1,
        ADD COLUMN last_used_at timestamptz`);
  }

  down(): Promise<void> {
    return Promise.reject(new Error('migrations only go forward'));
  }
}
