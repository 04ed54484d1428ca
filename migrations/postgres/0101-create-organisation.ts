import type { MigrationInterface, QueryRunner } from 'typeorm';

export class CreateOrganisation1763700000101 implements MigrationInterface {
  readonly name = 'CreateOrganisation1763700000101';

  async up(runner: QueryRunner): Promise<void> {
    await runner.query(`
      CREATE TABLE organisation_version (
        version integer PRIMARY KEY,
        recorded_at timestamptz NOT NULL,
        valid_from date NOT NULL,
        actor jsonb NOT NULL,
        counts jsonb NOT NULL
      )`);
    // valid_from ≤ day < valid_to; an empty interval is something that was written and taken back before it held
    await runner.query(`
      CREATE TABLE organisation_part (
        id bigint GENERATED ALWAYS AS IDENTITY PRIMARY KEY,
        kind text NOT NULL,
        key text NOT NULL,
        hall text,
        position double precision NOT NULL,
        body jsonb NOT NULL,
        valid_from date NOT NULL,
        valid_to date CHECK (valid_to >= valid_from),
        since_version integer NOT NULL REFERENCES organisation_version (version),
        until_version integer REFERENCES organisation_version (version)
      )`);
    await runner.query(
      'CREATE UNIQUE INDEX organisation_part_current ON organisation_part (kind, key) WHERE valid_to IS NULL',
    );
    await runner.query('CREATE INDEX organisation_part_validity ON organisation_part (valid_from, valid_to)');
  }

  down(): Promise<void> {
    return Promise.reject(new Error('migrations go forward only'));
  }
}
