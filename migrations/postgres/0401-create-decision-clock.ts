import type { MigrationInterface, QueryRunner } from 'typeorm';

export class CreateDecisionClock1763700000401 implements MigrationInterface {
  readonly name = 'CreateDecisionClock1763700000401';

  async up(runner: QueryRunner): Promise<void> {
    await runner.query(`
      CREATE TABLE decision_clock (
        hall text PRIMARY KEY,
        decided_minute timestamptz,
        revision bigint NOT NULL DEFAULT 0
      )`);
  }

  async down(): Promise<void> {
    return Promise.reject(new Error('migrations only go forward'));
  }
}
