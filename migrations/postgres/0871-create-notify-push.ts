import type { MigrationInterface, QueryRunner } from 'typeorm';

/** Browsers that take messages while the page is closed: whose each is, and, sealed, where it listens. */
export class CreateNotifyPush1795350000871 implements MigrationInterface {
  readonly name = 'CreateNotifyPush1795350000871';

  async up(runner: QueryRunner): Promise<void> {
    await runner.query(`
      CREATE TABLE notify_push (
        id uuid PRIMARY KEY,
        channel_id uuid NOT NULL REFERENCES notify_channel (id),
        owner text NOT NULL,
        endpoint_hash text NOT NULL UNIQUE,
        sealed bytea NOT NULL,
        created_at timestamptz NOT NULL DEFAULT now()
      )`);
    await runner.query('CREATE INDEX notify_push_channel ON notify_push (channel_id)');
  }

  down(): Promise<void> {
    return Promise.reject(new Error('migrations only go forward'));
  }
}
