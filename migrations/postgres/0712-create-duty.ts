import type { MigrationInterface, QueryRunner } from 'typeorm';

/** Who is on duty when, and who has each warning. Times are hall times. */
export class CreateDuty1763700000712 implements MigrationInterface {
  readonly name = 'CreateDuty1763700000712';

  async up(runner: QueryRunner): Promise<void> {
    await runner.query(`
      CREATE TABLE duty_shift (
        id uuid PRIMARY KEY,
        person text NOT NULL,
        level text NOT NULL,
        halls text[],
        unit text,
        from_at timestamptz NOT NULL,
        to_at timestamptz NOT NULL,
        CHECK (from_at < to_at)
      )`);
    await runner.query('CREATE INDEX duty_shift_end ON duty_shift (to_at, from_at)');
    await runner.query(`
      CREATE TABLE escalation (
        warning_id text PRIMARY KEY REFERENCES warning (id) ON DELETE CASCADE,
        hall text NOT NULL,
        policy jsonb NOT NULL,
        state text NOT NULL,
        step integer NOT NULL,
        level text,
        people text[] NOT NULL,
        since timestamptz NOT NULL,
        next_at timestamptz,
        why jsonb NOT NULL,
        reached jsonb
      )`);
    await runner.query("CREATE INDEX escalation_open ON escalation (hall) WHERE state <> 'over'");
  }

  down(): Promise<void> {
    return Promise.reject(new Error('migrations only go forward'));
  }
}
