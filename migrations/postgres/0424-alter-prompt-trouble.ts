import type { MigrationInterface, QueryRunner } from 'typeorm';

/** The wait that was the trouble when a prompt was given, and the troubles of a hall now for which nothing can be prompted. */
export class AlterPromptTrouble1763700000424 implements MigrationInterface {
  readonly name = 'AlterPromptTrouble1763700000424';

  async up(runner: QueryRunner): Promise<void> {
    await runner.query('ALTER TABLE prompt ADD COLUMN trouble_min double precision');
    await runner.query(`
      CREATE TABLE hall_trouble (
        hall text PRIMARY KEY,
        -- hall time of the decision
        decided_at timestamptz NOT NULL,
        -- worst first; empty while there is none, or while it is being helped
        helpless jsonb NOT NULL
      )`);
  }

  async down(): Promise<void> {
    return Promise.reject(new Error('migrations only go forward'));
  }
}
