import type { MigrationInterface, QueryRunner } from 'typeorm';

/** Why an event was rejected, as codes that screens have words for; what lies there already keeps its text only. */
export class AlterQuarantineCauses1763700000657 implements MigrationInterface {
  readonly name = 'AlterQuarantineCauses1763700000657';

  async up(runner: QueryRunner): Promise<void> {
    await runner.query('ALTER TABLE quarantine ADD COLUMN causes jsonb');
  }

  down(): Promise<void> {
    return Promise.reject(new Error('migrations only go forward'));
  }
}
