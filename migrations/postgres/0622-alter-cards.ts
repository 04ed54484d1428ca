import type { MigrationInterface, QueryRunner } from 'typeorm';

export class AlterCards1763700000622 implements MigrationInterface {
  readonly name = 'AlterCards1763700000622';

  async up(runner: QueryRunner): Promise<void> {
    // The stage an open matter is in has a clock beside the matter's own. What both stand on goes with every card that is issued.
    await runner.query(`
      ALTER TABLE matter_clock
        ADD COLUMN stage_due_at timestamptz, ADD COLUMN stage_yellow_at timestamptz,
        ADD COLUMN stage_red_reading timestamptz, ADD COLUMN stage_yellow_reading timestamptz,
        ADD COLUMN basis jsonb, ADD COLUMN stage_basis jsonb`);
    for (const [kind, at] of [
      ['stage_red', 'stage_due_at'],
      ['stage_yellow', 'stage_yellow_at'],
    ]) {
      await runner.query(
        `CREATE INDEX matter_clock_${String(kind)} ON matter_clock (${String(at)}) WHERE ${String(kind)}_reading IS DISTINCT FROM ${String(at)}`,
      );
    }
    await runner.query(
      "ALTER TABLE matter_card ADD COLUMN stage text, ADD COLUMN basis jsonb, ADD COLUMN appeal text NOT NULL DEFAULT 'none' CHECK (appeal IN ('none', 'open', 'upheld', 'rejected'))",
    );
    await runner.query("CREATE INDEX matter_card_appealed ON matter_card (appeal) WHERE appeal <> 'none'");
    await runner.query('CREATE INDEX matter_card_by_unit ON matter_card (unit)');
    await runner.query(`
      CREATE TABLE matter_appeal_step (
        id bigint GENERATED ALWAYS AS IDENTITY PRIMARY KEY,
        card_id text NOT NULL REFERENCES matter_card (id),
        at timestamptz NOT NULL,
        step text NOT NULL CHECK (step IN ('filed', 'upheld', 'rejected')),
        actor_kind text NOT NULL,
        actor_id text NOT NULL,
        actor text NOT NULL,
        reason text NOT NULL,
        UNIQUE (card_id, step)
      )`);
    // What was appealed and how it was decided stays written, whoever asks to forget it.
    await runner.query(`
      CREATE FUNCTION refuse_appeal_change() RETURNS trigger LANGUAGE plpgsql AS $$
      BEGIN
        RAISE EXCEPTION 'matter_appeal_step is append only: % refused', TG_OP USING ERRCODE = 'insufficient_privilege';
      END $$`);
    await runner.query(
      'CREATE TRIGGER appeal_append_only BEFORE UPDATE OR DELETE ON matter_appeal_step FOR EACH ROW EXECUTE FUNCTION refuse_appeal_change()',
    );
    await runner.query('ALTER TABLE matter_appeal_step ENABLE ALWAYS TRIGGER appeal_append_only');
  }

  async down(): Promise<void> {
    return Promise.reject(new Error('migrations only go forward'));
  }
}
