import type { MigrationInterface, QueryRunner } from 'typeorm';

export class AlterAccounts1763700000621 implements MigrationInterface {
  readonly name = 'AlterAccounts1763700000621';

  /** An account of an approval unit is bound to units, not to halls; a token may stand for an officer as a user does. */
  async up(runner: QueryRunner): Promise<void> {
    await runner.query('ALTER TABLE app_user ADD COLUMN units text[]');
    await runner.query('ALTER TABLE api_token ADD COLUMN units text[], ADD COLUMN officer_id text');
  }

  down(): Promise<void> {
    return Promise.reject(new Error('migrations go forward only'));
  }
}
