import type { MigrationInterface, QueryRunner } from 'typeorm';

/** By which session of Postgres whoever sends there shows that they live. */
export class AlterNotifyPresence1795320000822 implements MigrationInterface {
  readonly name = 'AlterNotifyPresence1795320000822';

  async up(runner: QueryRunner): Promise<void> {
    await runner.query('ALTER TABLE notify_channel ADD COLUMN busy_pid integer, ADD COLUMN busy_since timestamptz');
  }

  down(): Promise<void> {
    return Promise.reject(new Error('migrations only go forward'));
  }
}
