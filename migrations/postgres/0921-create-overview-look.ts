import type { MigrationInterface, QueryRunner } from 'typeorm';

/** When each person last looked at the overview, and when they did the time before. */
export class CreateOverviewLook1795350000921 implements MigrationInterface {
  readonly name = 'CreateOverviewLook1795350000921';

  async up(runner: QueryRunner): Promise<void> {
    await runner.query(`
      CREATE TABLE overview_look (
        person text PRIMARY KEY,
        looked_at timestamptz NOT NULL,
        before_at timestamptz
      )`);
  }

  down(): Promise<void> {
    return Promise.reject(new Error('migrations only go forward'));
  }
}
