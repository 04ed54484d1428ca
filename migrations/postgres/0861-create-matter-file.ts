import type { MigrationInterface, QueryRunner } from 'typeorm';

/** Photos and papers of matters: a few megabytes each, backed up with everything else. */
export class CreateMatterFile1795350000861 implements MigrationInterface {
  readonly name = 'CreateMatterFile1795350000861';

  async up(runner: QueryRunner): Promise<void> {
    await runner.query(`
      CREATE TABLE matter_file (
        id text PRIMARY KEY,
        source text NOT NULL,
        case_id text NOT NULL,
        label text NOT NULL,
        mime text NOT NULL,
        bytes integer NOT NULL,
        content bytea NOT NULL,
        by_name text NOT NULL,
        at timestamptz NOT NULL
      )`);
    await runner.query('CREATE INDEX matter_file_case ON matter_file (case_id)');
    // photos are packed already: trying again costs time and gains nothing
    await runner.query('ALTER TABLE matter_file ALTER COLUMN content SET STORAGE EXTERNAL');
  }

  down(): Promise<void> {
    return Promise.reject(new Error('migrations only go forward'));
  }
}
