import type { MigrationInterface, QueryRunner } from 'typeorm';

/**
 * Assessments of places by month. Schemes are versions, none ever changed; figures are kept by day as they were when they were computed,
 * so that an appeal is decided on what the hall was shown. Only appeals that were upheld change what is counted.
 */
export class CreateAssessment1795350001000 implements MigrationInterface {
  readonly name = 'CreateAssessment1795350001000';

  async up(runner: QueryRunner): Promise<void> {
    await runner.query(`
      CREATE TABLE assessment_scheme (
        place text,
        revision integer NOT NULL,
        scheme jsonb NOT NULL,
        author text NOT NULL,
        reason text NOT NULL,
        at timestamptz NOT NULL,
        UNIQUE NULLS NOT DISTINCT (place, revision)
      )`);
    await runner.query(`
      CREATE TABLE assessment (
        id uuid PRIMARY KEY,
        place text,
        place_name text,
        month text NOT NULL,
        state text NOT NULL CHECK (state IN ('draft', 'published', 'closed')),
        revision integer NOT NULL,
        scheme jsonb NOT NULL,
        scheme_revision integer NOT NULL,
        computed_at timestamptz NOT NULL,
        appeals_until text,
        changed_by text NOT NULL,
        changed_at timestamptz NOT NULL,
        UNIQUE NULLS NOT DISTINCT (place, month)
      )`);
    await runner.query(`
      CREATE TABLE assessment_place (
        assessment uuid NOT NULL REFERENCES assessment,
        hall text NOT NULL,
        name text NOT NULL,
        tier text NOT NULL,
        size text NOT NULL,
        days jsonb NOT NULL,
        PRIMARY KEY (assessment, hall)
      )`);
    await runner.query(`
      CREATE TABLE assessment_appeal (
        id uuid PRIMARY KEY,
        assessment uuid NOT NULL REFERENCES assessment,
        hall text NOT NULL,
        metric text NOT NULL,
        reason text NOT NULL,
        by text NOT NULL,
        by_id text NOT NULL,
        at timestamptz NOT NULL,
        state text NOT NULL CHECK (state IN ('open', 'upheld', 'rejected', 'withdrawn')),
        remedy text CHECK (remedy IN ('excluded', 'days', 'now')),
        days text[] NOT NULL DEFAULT '{}',
        replaced jsonb,
        answer text,
        decided_by text,
        decided_at timestamptz
      )`);
    await runner.query(
      "CREATE UNIQUE INDEX assessment_appeal_open ON assessment_appeal (assessment, hall, metric) WHERE state = 'open'",
    );
    await runner.query('CREATE INDEX assessment_appeal_of ON assessment_appeal (assessment, at)');
  }

  down(): Promise<void> {
    return Promise.reject(new Error('migrations only go forward'));
  }
}
