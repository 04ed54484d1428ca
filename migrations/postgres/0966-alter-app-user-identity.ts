import type { MigrationInterface, QueryRunner } from 'typeorm';

/** Who signs in at a provider is known by issuer and subject alone, and has no password of their own. */
export class AlterAppUserIdentity1795350000966 implements MigrationInterface {
  readonly name = 'AlterAppUserIdentity1795350000966';

  async up(runner: QueryRunner): Promise<void> {
    await runner.query(`ALTER TABLE app_user
      ADD COLUMN issuer text,
      ADD COLUMN subject text,
      ADD CONSTRAINT app_user_identity UNIQUE (issuer, subject),
      ADD CONSTRAINT app_user_identity_whole CHECK ((issuer IS NULL) = (subject IS NULL))`);
  }

  down(): Promise<void> {
    return Promise.reject(new Error('migrations only go forward'));
  }
}
