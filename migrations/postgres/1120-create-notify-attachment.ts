import type { MigrationInterface, QueryRunner } from 'typeorm';

/** Files that go with messages, kept as they were when the message was caused. */
export class CreateNotifyAttachment1795350001120 implements MigrationInterface {
  readonly name = 'CreateNotifyAttachment1795350001120';

  async up(runner: QueryRunner): Promise<void> {
    await runner.query(`
      CREATE TABLE notify_attachment (
        id uuid PRIMARY KEY,
        name text NOT NULL,
        type text NOT NULL,
        content bytea NOT NULL,
        created_at timestamptz NOT NULL DEFAULT clock_timestamp()
      )`);
    await runner.query('CREATE INDEX ON notify_attachment (created_at)');
  }

  down(): Promise<void> {
    return Promise.reject(new Error('migrations only go forward'));
  }
}
