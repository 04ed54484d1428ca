import type { MigrationInterface, QueryRunner } from 'typeorm';

/** By when an enterprise is to be visited again. */
export class AlterEnterpriseVisit1796000001256 implements MigrationInterface {
  readonly name = 'AlterEnterpriseVisit1796000001256';

  async up(runner: QueryRunner): Promise<void> {
    await runner.query('ALTER TABLE enterprise_visit ADD COLUMN next_by date');
  }

  down(): Promise<void> {
    return Promise.reject(new Error('migrations only go forward'));
  }
}
