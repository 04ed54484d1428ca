import type { MigrationInterface, QueryRunner } from 'typeorm';

export class CreatePrompt1763700000402 implements MigrationInterface {
  readonly name = 'CreatePrompt1763700000402';

  async up(runner: QueryRunner): Promise<void> {
    await runner.query(`
      CREATE TABLE prompt (
        id text PRIMARY KEY,
        hall text NOT NULL,
        kind text NOT NULL,
        state text NOT NULL,
        window_id text,
        queues text[] NOT NULL,
        item text,
        to_hall text,
        channel text,
        until timestamptz,
        why text NOT NULL,
        confidence text NOT NULL,
        predicted jsonb NOT NULL,
        gain_min double precision NOT NULL,
        decided_at timestamptz NOT NULL,
        nth integer NOT NULL,
        expires_at timestamptz NOT NULL,
        answered_at timestamptz,
        answered_by text,
        reason text,
        carried_out_at timestamptz,
        ordinal integer NOT NULL,
        effect jsonb,
        -- One decision of a hall minute is written once, however often its job runs.
        CONSTRAINT prompt_once UNIQUE (hall, decided_at, nth)
      )`);
    await runner.query(`CREATE INDEX prompt_by_hall ON prompt (hall, decided_at DESC, id)`);
    await runner.query(`CREATE INDEX prompt_live ON prompt (hall) WHERE state IN ('shown', 'accepted', 'carried-out')`);
    await runner.query(`
      CREATE TABLE prompt_transition (
        id bigint GENERATED ALWAYS AS IDENTITY PRIMARY KEY,
        prompt_id text NOT NULL REFERENCES prompt (id),
        at timestamptz NOT NULL,
        recorded_at timestamptz NOT NULL DEFAULT now(),
        from_state text NOT NULL,
        to_state text NOT NULL,
        actor text NOT NULL,
        reason text
      )`);
    await runner.query(`CREATE INDEX prompt_transition_by_prompt ON prompt_transition (prompt_id, id)`);
  }

  async down(): Promise<void> {
    return Promise.reject(new Error('migrations only go forward'));
  }
}
