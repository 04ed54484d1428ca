import type { MigrationInterface, QueryRunner } from 'typeorm';

/** How simulated halls are played. `auto_accept` null: nobody answers prompts by themselves. */
export class CreateSimulation1796000001270 implements MigrationInterface {
  readonly name = 'CreateSimulation1796000001270';

  async up(runner: QueryRunner): Promise<void> {
    await runner.query(`
      CREATE TABLE simulation (
        hall text PRIMARY KEY,
        speed double precision NOT NULL,
        auto_accept boolean
      )`);
  }

  down(): Promise<void> {
    return Promise.reject(new Error('migrations only go forward'));
  }
}
