import type { MigrationInterface, QueryRunner } from 'typeorm';

export class CreateWarning1763700000403 implements MigrationInterface {
  readonly name = 'CreateWarning1763700000403';

  async up(runner: QueryRunner): Promise<void> {
    await runner.query(`
      CREATE TABLE warning (
        id text PRIMARY KEY,
        hall text NOT NULL,
        rule text NOT NULL,
        rule_version integer NOT NULL,
        scope_kind text NOT NULL,
        scope_code text NOT NULL,
        severity text NOT NULL,
        condition text NOT NULL,
        handling text NOT NULL,
        message text NOT NULL,
        value double precision,
        threshold double precision NOT NULL,
        unit text NOT NULL,
        since timestamptz NOT NULL,
        fired_at timestamptz,
        clear_since timestamptz,
        cleared_at timestamptz,
        acknowledged_by text,
        acknowledged_at timestamptz
      )`);
    await runner.query(`
      CREATE UNIQUE INDEX warning_one_live ON warning (hall, rule, scope_kind, scope_code)
      WHERE condition NOT IN ('normal', 'resolved')`);
    await runner.query(`CREATE INDEX warning_by_hall ON warning (hall, since DESC, id)`);
    await runner.query(`
      CREATE TABLE warning_transition (
        id bigint GENERATED ALWAYS AS IDENTITY PRIMARY KEY,
        warning_id text NOT NULL REFERENCES warning (id),
        at timestamptz NOT NULL,
        recorded_at timestamptz NOT NULL DEFAULT now(),
        from_state text NOT NULL,
        to_state text NOT NULL,
        actor text NOT NULL,
        reason text
      )`);
    await runner.query(`CREATE INDEX warning_transition_by_warning ON warning_transition (warning_id, id)`);
  }

  async down(): Promise<void> {
    return Promise.reject(new Error('migrations only go forward'));
  }
}
