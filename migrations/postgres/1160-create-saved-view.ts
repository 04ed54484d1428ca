import type { MigrationInterface, QueryRunner } from 'typeorm';

/** Addresses of pages that people keep under a name, and the one that a person's analysis begins with. */
export class CreateSavedView1795350001160 implements MigrationInterface {
  readonly name = 'CreateSavedView1795350001160';

  async up(runner: QueryRunner): Promise<void> {
    await runner.query(`
      CREATE TABLE saved_view (
        id uuid PRIMARY KEY,
        owner text NOT NULL,
        place text,
        name text NOT NULL,
        address text NOT NULL,
        shared boolean NOT NULL,
        revision integer NOT NULL,
        made_by text NOT NULL,
        made_at timestamptz NOT NULL,
        changed_by text NOT NULL,
        changed_at timestamptz NOT NULL
      )`);
    await runner.query('CREATE INDEX saved_view_owner ON saved_view (owner)');
    await runner.query('CREATE INDEX saved_view_shared ON saved_view (place) WHERE shared');
    await runner.query(`
      CREATE TABLE saved_view_start (
        person text PRIMARY KEY,
        view uuid NOT NULL REFERENCES saved_view (id) ON DELETE CASCADE
      )`);
  }

  down(): Promise<void> {
    return Promise.reject(new Error('migrations only go forward'));
  }
}
