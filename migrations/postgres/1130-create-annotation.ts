import type { MigrationInterface, QueryRunner } from 'typeorm';

/** What people noted on times of places. One that was removed stays, and is shown to nobody. */
export class CreateAnnotation1795350001130 implements MigrationInterface {
  readonly name = 'CreateAnnotation1795350001130';

  async up(runner: QueryRunner): Promise<void> {
    await runner.query(`
      CREATE TABLE annotation (
        id uuid PRIMARY KEY,
        place text,
        from_at timestamptz NOT NULL,
        to_at timestamptz NOT NULL CHECK (to_at > from_at),
        kind text NOT NULL,
        text text NOT NULL,
        revision integer NOT NULL,
        made_by text NOT NULL,
        made_at timestamptz NOT NULL,
        changed_by text NOT NULL,
        changed_at timestamptz NOT NULL,
        removed boolean NOT NULL DEFAULT false
      )`);
    await runner.query('CREATE INDEX annotation_time ON annotation (from_at, id) WHERE NOT removed');
  }

  down(): Promise<void> {
    return Promise.reject(new Error('migrations only go forward'));
  }
}
