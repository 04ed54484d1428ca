import type { MigrationInterface, QueryRunner } from 'typeorm';

/** An entry the door could not take at once (its log was full or away) is given to it again. */
export class AlterManualEntry1763700000322 implements MigrationInterface {
  readonly name = 'AlterManualEntry1763700000322';

  async up(runner: QueryRunner): Promise<void> {
    await runner.query('ALTER TABLE manual_entry ADD COLUMN sent boolean NOT NULL DEFAULT false');
    await runner.query('CREATE INDEX manual_entry_unsent ON manual_entry (entered_at) WHERE NOT sent');
  }

  down(): Promise<void> {
    return Promise.reject(new Error('migrations only go forward'));
  }
}
