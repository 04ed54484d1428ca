import type { MigrationInterface, QueryRunner } from 'typeorm';

/** What one shift leaves to the next, and how a day was closed. */
export class CreateShiftNote1763700000423 implements MigrationInterface {
  readonly name = 'CreateShiftNote1763700000423';

  async up(runner: QueryRunner): Promise<void> {
    await runner.query(`
      CREATE TABLE shift_note (
        id bigint GENERATED ALWAYS AS IDENTITY PRIMARY KEY,
        hall text NOT NULL,
        -- hall time
        at timestamptz NOT NULL,
        by_name text NOT NULL,
        text text NOT NULL,
        recorded_at timestamptz NOT NULL DEFAULT now()
      )`);
    await runner.query(`CREATE INDEX shift_note_by_hall ON shift_note (hall, id DESC)`);
    await runner.query(`
      CREATE TABLE shift_note_read (
        note_id bigint NOT NULL REFERENCES shift_note (id),
        by_name text NOT NULL,
        at timestamptz NOT NULL,
        PRIMARY KEY (note_id, by_name)
      )`);
    await runner.query(`
      CREATE TABLE day_close (
        hall text NOT NULL,
        day date NOT NULL,
        -- step → {by, at}
        checked jsonb NOT NULL DEFAULT '{}',
        closed_at timestamptz,
        closed_by text,
        note text NOT NULL DEFAULT '',
        -- tickets left unserved when it was closed
        carry_over jsonb NOT NULL DEFAULT '[]',
        PRIMARY KEY (hall, day)
      )`);
  }

  async down(): Promise<void> {
    return Promise.reject(new Error('migrations only go forward'));
  }
}
