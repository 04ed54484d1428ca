import type { MigrationInterface, QueryRunner } from 'typeorm';

export class CreateMatter1763700000601 implements MigrationInterface {
  readonly name = 'CreateMatter1763700000601';

  async up(runner: QueryRunner): Promise<void> {
    // Appended only: whoever lands events never waits for whoever recomputes.
    await runner.query(`
      CREATE TABLE matter_dirty (
        id bigint GENERATED ALWAYS AS IDENTITY PRIMARY KEY,
        source text NOT NULL,
        case_id text NOT NULL,
        cause text NOT NULL
      )`);
    await runner.query('CREATE SEQUENCE matter_version');
    await runner.query(`
      CREATE TABLE matter_clock (
        id text PRIMARY KEY,
        source text NOT NULL,
        case_id text NOT NULL,
        kind text NOT NULL,
        item text,
        category text NOT NULL,
        unit text,
        officer_id text,
        hall text,
        halls text[] NOT NULL,
        stage text,
        enterprise_ref text,
        accepted_at timestamptz,
        due_at timestamptz,
        yellow_at timestamptz,
        unattended_at timestamptz,
        last_event_at timestamptz NOT NULL,
        computed_at timestamptz NOT NULL,
        elapsed double precision,
        remaining double precision,
        limit_amount double precision,
        limit_unit text,
        card text NOT NULL,
        paused boolean NOT NULL,
        provisional boolean NOT NULL,
        faults jsonb NOT NULL,
        calendar_revision bigint NOT NULL,
        version bigint NOT NULL,
        red_reading timestamptz,
        yellow_reading timestamptz,
        unattended_reading timestamptz,
        predicted_overdue double precision
      )`);
    // What the sweep looks for stands in the index only until its card is out: a sweep that finds nothing costs nothing.
    for (const [kind, at] of [
      ['red', 'due_at'],
      ['yellow', 'yellow_at'],
      ['unattended', 'unattended_at'],
    ]) {
      await runner.query(
        `CREATE INDEX matter_clock_${String(kind)} ON matter_clock (${String(at)}) WHERE ${String(kind)}_reading IS DISTINCT FROM ${String(at)}`,
      );
    }
    await runner.query('CREATE INDEX matter_clock_by_officer ON matter_clock (officer_id)');
    await runner.query(`
      CREATE TABLE matter_card (
        id text PRIMARY KEY,
        matter_id text NOT NULL,
        source text NOT NULL,
        case_id text NOT NULL,
        kind text NOT NULL,
        reading timestamptz NOT NULL,
        issued_at timestamptz NOT NULL,
        recorded_at timestamptz NOT NULL DEFAULT now(),
        halls text[] NOT NULL,
        unit text,
        officer_id text,
        state text NOT NULL,
        note text,
        handled_by text,
        handled_at timestamptz,
        UNIQUE (matter_id, kind, reading)
      )`);
    await runner.query('CREATE INDEX matter_card_by_time ON matter_card (issued_at DESC, id DESC)');
    await runner.query(`
      CREATE TABLE matter_card_step (
        id bigint GENERATED ALWAYS AS IDENTITY PRIMARY KEY,
        card_id text NOT NULL REFERENCES matter_card (id),
        at timestamptz NOT NULL,
        from_state text NOT NULL,
        to_state text NOT NULL,
        actor text NOT NULL,
        note text
      )`);
    await runner.query('CREATE INDEX matter_card_step_by_card ON matter_card_step (card_id, id)');
    await runner.query(`
      CREATE TABLE matter_change (
        id bigint GENERATED ALWAYS AS IDENTITY PRIMARY KEY,
        matter_id text NOT NULL,
        at timestamptz NOT NULL DEFAULT now(),
        cause text NOT NULL,
        from_due timestamptz,
        to_due timestamptz,
        calendar_revision bigint NOT NULL
      )`);
    await runner.query('CREATE INDEX matter_change_by_matter ON matter_change (matter_id, id)');
    await runner.query(`
      CREATE TABLE calendar_year (
        revision bigint GENERATED ALWAYS AS IDENTITY PRIMARY KEY,
        year integer NOT NULL,
        version integer NOT NULL,
        papers jsonb NOT NULL,
        days jsonb NOT NULL,
        imported_at timestamptz NOT NULL DEFAULT now(),
        actor text NOT NULL,
        UNIQUE (year, version)
      )`);
    await runner.query('CREATE TABLE matter_register (source text PRIMARY KEY, register text NOT NULL)');
    await runner.query('CREATE TABLE matter_liaison (enterprise_ref text PRIMARY KEY, officer_id text NOT NULL)');
    await runner.query('CREATE TABLE matter_state (key text PRIMARY KEY, value text NOT NULL)');
  }

  async down(): Promise<void> {
    return Promise.reject(new Error('migrations only go forward'));
  }
}
