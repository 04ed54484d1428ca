import type { MigrationInterface, QueryRunner } from 'typeorm';

/**
 * A code besides the password: the sealed secret of its authenticator, the last step of time of which a code was taken, and what is
 * left of the recovery codes, hashed. Whether an account has one stands with the account.
 */
export class CreateSecondFactor1795350000965 implements MigrationInterface {
  readonly name = 'CreateSecondFactor1795350000965';

  async up(runner: QueryRunner): Promise<void> {
    await runner.query('ALTER TABLE app_user ADD COLUMN second_factor_since timestamptz');
    await runner.query(`
      CREATE TABLE second_factor (
        user_id uuid PRIMARY KEY REFERENCES app_user (id) ON DELETE CASCADE,
        secret bytea NOT NULL,
        last_step bigint NOT NULL,
        recovery text[] NOT NULL
      )`);
  }

  down(): Promise<void> {
    return Promise.reject(new Error('migrations only go forward'));
  }
}
