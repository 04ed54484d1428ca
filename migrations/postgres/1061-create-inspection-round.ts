import type { MigrationInterface, QueryRunner } from 'typeorm';

/** Inspection rounds, and every answer that inspectors gave to their check lists: none is ever changed, the last one stands. */
export class CreateInspectionRound1795350001061 implements MigrationInterface {
  readonly name = 'CreateInspectionRound1795350001061';

  async up(runner: QueryRunner): Promise<void> {
    await runner.query(`
      CREATE TABLE inspection_round (
        id text PRIMARY KEY,
        name text NOT NULL,
        halls text[] NOT NULL,
        from_day text NOT NULL,
        to_day text NOT NULL,
        lines jsonb NOT NULL,
        state text NOT NULL CHECK (state IN ('open', 'ended')),
        revision integer NOT NULL,
        made_by text NOT NULL,
        made_at timestamptz NOT NULL,
        changed_by text NOT NULL,
        changed_at timestamptz NOT NULL
      )`);
    await runner.query('CREATE INDEX inspection_round_made ON inspection_round (made_at, id)');
    await runner.query(`
      CREATE TABLE inspection_answer (
        round text NOT NULL REFERENCES inspection_round,
        hall text NOT NULL,
        line text NOT NULL,
        key text NOT NULL,
        answer text NOT NULL CHECK (answer IN ('ok', 'not-applicable', 'finding')),
        note text,
        by_name text NOT NULL,
        at timestamptz NOT NULL,
        received_at timestamptz NOT NULL,
        PRIMARY KEY (round, key)
      )`);
    await runner.query(
      'CREATE INDEX inspection_answer_line ON inspection_answer (round, hall, line, at, received_at, key)',
    );
  }

  down(): Promise<void> {
    return Promise.reject(new Error('migrations only go forward'));
  }
}
