import type { MigrationInterface, QueryRunner } from 'typeorm';

export class CreateDeadLetter1763700000651 implements MigrationInterface {
  readonly name = 'CreateDeadLetter1763700000651';

  async up(runner: QueryRunner): Promise<void> {
    await runner.query(`
      CREATE TABLE dead_letter (
        id text PRIMARY KEY,
        worker text NOT NULL,
        item text NOT NULL,
        reason text NOT NULL,
        message text NOT NULL,
        body text NOT NULL,
        first_at timestamptz NOT NULL DEFAULT now(),
        last_at timestamptz NOT NULL DEFAULT now(),
        tries integer NOT NULL DEFAULT 1,
        next_at timestamptz NOT NULL
      )`);
    await runner.query('CREATE INDEX dead_letter_due ON dead_letter (worker, next_at)');
    await runner.query('CREATE INDEX dead_letter_latest ON dead_letter (last_at DESC, id)');
  }

  async down(): Promise<void> {
    return Promise.reject(new Error('migrations only go forward'));
  }
}
