import type { MigrationInterface, QueryRunner } from 'typeorm';

/** Since when each message is to be sent: too late it is of no use. What is over is found by its time, to be deleted some day. */
export class AlterNotifyAsked1795320000820 implements MigrationInterface {
  readonly name = 'AlterNotifyAsked1795320000820';

  async up(runner: QueryRunner): Promise<void> {
    await runner.query('ALTER TABLE notify_outbox ADD COLUMN asked_at timestamptz');
    await runner.query('UPDATE notify_outbox SET asked_at = created_at');
    await runner.query(
      'ALTER TABLE notify_outbox ALTER COLUMN asked_at SET DEFAULT clock_timestamp(), ALTER COLUMN asked_at SET NOT NULL',
    );
    await runner.query(
      "CREATE INDEX notify_outbox_over ON notify_outbox (created_at) WHERE state NOT IN ('queued', 'sent', 'failed')",
    );
  }

  down(): Promise<void> {
    return Promise.reject(new Error('migrations only go forward'));
  }
}
