import type { MigrationInterface, QueryRunner } from 'typeorm';

/** What desks entered while a feed was dead, and what became of it when the feed returned. */
export class CreateManualEntry1763700000321 implements MigrationInterface {
  readonly name = 'CreateManualEntry1763700000321';

  async up(runner: QueryRunner): Promise<void> {
    await runner.query(`
      CREATE TABLE manual_entry (
        id uuid PRIMARY KEY,
        hall text NOT NULL,
        key text NOT NULL,
        /* what was asked, so that the same key with another content is told apart */
        content jsonb NOT NULL,
        kind text NOT NULL CHECK (kind IN ('ticket', 'step', 'window')),
        ticket_id text,
        number text,
        queue text,
        window_id text,
        type text NOT NULL,
        event jsonb NOT NULL,
        day date NOT NULL,
        at timestamptz NOT NULL,
        entered_at timestamptz NOT NULL,
        entered_by text NOT NULL,
        state text NOT NULL CHECK (state IN ('standing', 'superseded', 'voided')),
        superseded_by jsonb,
        ended_at timestamptz,
        end_reason text,
        UNIQUE (hall, key)
      )`);
    await runner.query('CREATE INDEX manual_entry_hall ON manual_entry (hall, entered_at DESC, id DESC)');
    await runner.query(`CREATE INDEX manual_entry_standing ON manual_entry (hall, day) WHERE state = 'standing'`);
    await runner.query(
      `CREATE UNIQUE INDEX manual_entry_number ON manual_entry (hall, day, queue, number) WHERE kind = 'ticket' AND state = 'standing'`,
    );
  }

  down(): Promise<void> {
    return Promise.reject(new Error('migrations only go forward'));
  }
}
