import type { MigrationInterface, QueryRunner } from 'typeorm';

/** What people did about a rejected event: mended it, gave it up, tried again. */
export class AlterQuarantine1763700000320 implements MigrationInterface {
  readonly name = 'AlterQuarantine1763700000320';

  async up(runner: QueryRunner): Promise<void> {
    await runner.query(`
      ALTER TABLE quarantine
        ADD COLUMN attempts integer NOT NULL DEFAULT 0,
        ADD COLUMN edited_at timestamptz,
        ADD COLUMN edited_by text,
        ADD COLUMN discarded_at timestamptz,
        ADD COLUMN discarded_by text,
        ADD COLUMN discard_reason text`);
    await runner.query(
      'CREATE INDEX quarantine_open ON quarantine (source, reason, received_at DESC) WHERE resubmitted_at IS NULL AND discarded_at IS NULL',
    );
  }

  down(): Promise<void> {
    return Promise.reject(new Error('migrations only go forward'));
  }
}
