import type { MigrationInterface, QueryRunner } from 'typeorm';

/** Which worker holds the long connection of each app. */
export class CreateNotifyBot1795320000823 implements MigrationInterface {
  readonly name = 'CreateNotifyBot1795320000823';

  async up(runner: QueryRunner): Promise<void> {
    await runner.query(`
      CREATE TABLE notify_bot (
        robot text PRIMARY KEY,
        held_by uuid NOT NULL,
        held_until timestamptz NOT NULL,
        held_pid integer,
        held_since timestamptz
      )`);
  }

  down(): Promise<void> {
    return Promise.reject(new Error('migrations only go forward'));
  }
}
