import type { MigrationInterface, QueryRunner } from 'typeorm';

export class CreateSilence1763700000411 implements MigrationInterface {
  readonly name = 'CreateSilence1763700000411';

  async up(runner: QueryRunner): Promise<void> {
    await runner.query(`
      CREATE TABLE silence (
        id uuid PRIMARY KEY,
        hall text NOT NULL,
        rule text,
        code text,
        reason text NOT NULL,
        owner text NOT NULL,
        from_at timestamptz NOT NULL,
        until_at timestamptz NOT NULL,
        weekly jsonb,
        time_zone text NOT NULL,
        created_at timestamptz NOT NULL DEFAULT now(),
        ended_at timestamptz,
        ended_by text,
        CHECK (from_at < until_at)
      )`);
    await runner.query('CREATE INDEX silence_by_hall ON silence (hall, until_at DESC, id)');
  }

  async down(): Promise<void> {
    return Promise.reject(new Error('migrations only go forward'));
  }
}
