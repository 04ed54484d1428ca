import type { MigrationInterface, QueryRunner } from 'typeorm';

/** A made-up password is for the first sign-in only; and two who change one account at once learn of each other by its version. */
export class AlterAppUser1795350000940 implements MigrationInterface {
  readonly name = 'AlterAppUser1795350000940';

  async up(runner: QueryRunner): Promise<void> {
    await runner.query(`ALTER TABLE app_user
      ADD COLUMN must_change_password boolean NOT NULL DEFAULT false,
      ADD COLUMN version integer NOT NULL DEFAULT 1`);
  }

  down(): Promise<void> {
    return Promise.reject(new Error('migrations only go forward'));
  }
}
