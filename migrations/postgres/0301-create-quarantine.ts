import type { MigrationInterface, QueryRunner } from 'typeorm';

export class CreateQuarantine1763700000301 implements MigrationInterface {
  readonly name = 'CreateQuarantine1763700000301';

  async up(runner: QueryRunner): Promise<void> {
    await runner.query(`
      CREATE TABLE quarantine (
        id uuid PRIMARY KEY,
        source text NOT NULL,
        reason text NOT NULL,
        path text NOT NULL,
        message text NOT NULL,
        event_id text,
        hall text,
        received_at timestamptz NOT NULL,
        correlation_id text NOT NULL,
        body jsonb,
        sealed bytea,
        resubmitted_at timestamptz
      )`);
    await runner.query('CREATE INDEX quarantine_received ON quarantine (received_at DESC, id DESC)');
    await runner.query('CREATE INDEX quarantine_source ON quarantine (source, received_at DESC, id DESC)');
    await runner.query('CREATE INDEX quarantine_sealed ON quarantine (received_at) WHERE sealed IS NOT NULL');
  }

  async down(): Promise<void> {
    return Promise.reject(new Error('migrations only go forward'));
  }
}
