import type { MigrationInterface, QueryRunner } from 'typeorm';

/** Messages for one person alone, how each wants to be told, and channels that have nobody but those. */
export class AlterNotifyPerson1795350000870 implements MigrationInterface {
  readonly name = 'AlterNotifyPerson1795350000870';

  async up(runner: QueryRunner): Promise<void> {
    await runner.query(
      "ALTER TABLE notify_outbox ADD COLUMN target uuid, ADD COLUMN occasion text NOT NULL DEFAULT ''",
    );
    await runner.query('ALTER TABLE notify_channel ADD COLUMN standing boolean NOT NULL DEFAULT true');
    await runner.query("ALTER TABLE duty_person ADD COLUMN told jsonb NOT NULL DEFAULT '{}'");
  }

  down(): Promise<void> {
    return Promise.reject(new Error('migrations only go forward'));
  }
}
