import type { MigrationInterface, QueryRunner } from 'typeorm';

/** Tables of other people's databases that are read again and again, how far each is read, and which worker reads it. */
export class CreateSourceTable1795350001050 implements MigrationInterface {
  readonly name = 'CreateSourceTable1795350001050';

  async up(runner: QueryRunner): Promise<void> {
    await runner.query(`
      CREATE TABLE source_table (
        id uuid PRIMARY KEY,
        place jsonb NOT NULL,
        sealed bytea NOT NULL,
        revision integer NOT NULL,
        source text REFERENCES event_source (name),
        version integer,
        every_sec double precision NOT NULL,
        start text,
        state text NOT NULL CHECK (state IN ('draft', 'live', 'stopped')),
        progress jsonb,
        tried_at timestamptz,
        read_at timestamptz,
        fault jsonb,
        fault_at timestamptz,
        held_by uuid,
        held_until timestamptz,
        held_pid integer,
        held_since timestamptz,
        by_name text NOT NULL,
        reason text NOT NULL,
        changed_at timestamptz NOT NULL,
        removed_at timestamptz,
        FOREIGN KEY (source, version) REFERENCES source_mapping (source, version),
        CHECK (state = 'draft' OR source IS NOT NULL AND version IS NOT NULL)
      )`);
  }

  down(): Promise<void> {
    return Promise.reject(new Error('migrations only go forward'));
  }
}
