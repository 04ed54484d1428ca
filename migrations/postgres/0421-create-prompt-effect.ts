import type { MigrationInterface, QueryRunner } from 'typeorm';

/** What prompts did, and prompts that supervisors made themselves. */
export class CreatePromptEffect1763700000421 implements MigrationInterface {
  readonly name = 'CreatePromptEffect1763700000421';

  async up(runner: QueryRunner): Promise<void> {
    await runner.query(`
      ALTER TABLE prompt
        ADD COLUMN origin text NOT NULL DEFAULT 'recommender',
        ADD COLUMN replaces text REFERENCES prompt (id),
        ADD COLUMN way jsonb`);
    await runner.query(`
      CREATE TABLE prompt_effect (
        prompt_id text PRIMARY KEY REFERENCES prompt (id),
        hall text NOT NULL,
        day date NOT NULL,
        kind text NOT NULL,
        origin text NOT NULL,
        -- done: carried out or announced; missed: declined or left unanswered
        outcome text NOT NULL CHECK (outcome IN ('done', 'missed')),
        from_at timestamptz NOT NULL,
        horizon_min integer NOT NULL,
        -- null where nothing can be said; the reason is then in method
        visitors integer,
        saved_min double precision,
        low_min double precision,
        high_min double precision,
        predicted_min double precision NOT NULL,
        method text NOT NULL,
        paths integer NOT NULL,
        computed_at timestamptz NOT NULL DEFAULT now()
      )`);
    await runner.query(`CREATE INDEX prompt_effect_by_hall ON prompt_effect (hall, day)`);
  }

  async down(): Promise<void> {
    return Promise.reject(new Error('migrations only go forward'));
  }
}
