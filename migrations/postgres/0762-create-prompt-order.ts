import type { MigrationInterface, QueryRunner } from 'typeorm';

/** What an accepted prompt asks of somebody: of the officer at its window, and of the guides; with every step of it. Times are hall times. */
export class CreatePromptOrder1795330000762 implements MigrationInterface {
  readonly name = 'CreatePromptOrder1795330000762';

  async up(runner: QueryRunner): Promise<void> {
    await runner.query(`
      CREATE TABLE prompt_order (
        prompt_id text NOT NULL REFERENCES prompt (id) ON DELETE CASCADE,
        addressee text NOT NULL CHECK (addressee IN ('window', 'guide')),
        hall text NOT NULL,
        window_id text,
        words jsonb NOT NULL,
        state text NOT NULL CHECK (state IN ('told', 'received', 'cannot', 'done', 'over')),
        raised integer NOT NULL CHECK (raised BETWEEN 0 AND 2),
        told_at timestamptz NOT NULL,
        next_at timestamptz,
        seen_at timestamptz,
        answered_at timestamptz,
        answered_by text,
        reason text,
        ended_at timestamptz,
        PRIMARY KEY (prompt_id, addressee)
      )`);
    await runner.query('CREATE INDEX prompt_order_due ON prompt_order (next_at) WHERE next_at IS NOT NULL');
    await runner.query('CREATE INDEX prompt_order_hall ON prompt_order (hall, told_at)');
    await runner.query(`
      CREATE TABLE prompt_order_step (
        id bigint GENERATED ALWAYS AS IDENTITY PRIMARY KEY,
        prompt_id text NOT NULL,
        addressee text NOT NULL,
        at timestamptz NOT NULL,
        recorded_at timestamptz NOT NULL DEFAULT now(),
        step text NOT NULL,
        actor text NOT NULL,
        reason text,
        FOREIGN KEY (prompt_id, addressee) REFERENCES prompt_order (prompt_id, addressee) ON DELETE CASCADE
      )`);
    await runner.query('CREATE INDEX prompt_order_step_by_order ON prompt_order_step (prompt_id, id)');
  }

  down(): Promise<void> {
    return Promise.reject(new Error('migrations only go forward'));
  }
}
