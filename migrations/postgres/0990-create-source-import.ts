import type { MigrationInterface, QueryRunner } from 'typeorm';

/** Mappings of sources by version, and the files that were imported with them. */
export class CreateSourceImport1795350000990 implements MigrationInterface {
  readonly name = 'CreateSourceImport1795350000990';

  async up(runner: QueryRunner): Promise<void> {
    await runner.query(`
      CREATE TABLE source_mapping (
        source text NOT NULL,
        version integer NOT NULL,
        mapping jsonb NOT NULL,
        by_name text NOT NULL,
        at timestamptz NOT NULL,
        reason text NOT NULL,
        PRIMARY KEY (source, version)
      )`);
    await runner.query(`
      CREATE TABLE source_import (
        id uuid PRIMARY KEY,
        source text NOT NULL,
        file text NOT NULL,
        version integer,
        trial boolean NOT NULL,
        state text NOT NULL,
        share double precision NOT NULL,
        report jsonb,
        fault text,
        by_name text NOT NULL,
        reason text NOT NULL,
        at timestamptz NOT NULL,
        beat timestamptz NOT NULL
      )`);
    await runner.query('CREATE INDEX source_import_at ON source_import (at DESC)');
  }

  down(): Promise<void> {
    return Promise.reject(new Error('migrations only go forward'));
  }
}
