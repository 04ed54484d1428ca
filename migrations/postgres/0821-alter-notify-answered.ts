import type { MigrationInterface, QueryRunner } from 'typeorm';

/** When a message was answered through itself, and through whom: each is answered once. */
export class AlterNotifyAnswered1795320000821 implements MigrationInterface {
  readonly name = 'AlterNotifyAnswered1795320000821';

  async up(runner: QueryRunner): Promise<void> {
    await runner.query('ALTER TABLE notify_outbox ADD COLUMN answered_at timestamptz, ADD COLUMN answered_by text');
  }

  down(): Promise<void> {
    return Promise.reject(new Error('migrations only go forward'));
  }
}
