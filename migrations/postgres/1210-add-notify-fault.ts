import type { MigrationInterface, QueryRunner } from 'typeorm';

/** Why a message did not go out, as a code with parameters beside the words of the other side. What failed before keeps those words alone. */
export class AddNotifyFault1795350003210 implements MigrationInterface {
  readonly name = 'AddNotifyFault1795350003210';

  async up(runner: QueryRunner): Promise<void> {
    await runner.query('ALTER TABLE notify_outbox ADD COLUMN fault jsonb');
  }

  down(): Promise<void> {
    return Promise.reject(new Error('migrations only go forward'));
  }
}
