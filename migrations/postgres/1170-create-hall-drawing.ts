import type { MigrationInterface, QueryRunner } from 'typeorm';

/** Drawings under the floor plans of halls, by the hash of their content; plans name them. */
export class CreateHallDrawing1795350001170 implements MigrationInterface {
  readonly name = 'CreateHallDrawing1795350001170';

  async up(runner: QueryRunner): Promise<void> {
    await runner.query(`
      CREATE TABLE hall_drawing (
        hall text NOT NULL,
        id text NOT NULL,
        mime text NOT NULL,
        content bytea NOT NULL,
        at timestamptz NOT NULL,
        PRIMARY KEY (hall, id)
      )`);
  }

  down(): Promise<void> {
    return Promise.reject(new Error('migrations only go forward'));
  }
}
