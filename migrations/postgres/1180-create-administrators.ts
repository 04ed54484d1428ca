import type { MigrationInterface, QueryRunner } from 'typeorm';

const ROLES = "('administrator', 'security', 'auditor', 'manager', 'supervisor', 'guide', 'officer', 'unit', 'screen')";

/** Whether the administrators of system, security and audit are three: one row. */
export class CreateAdministrators1795350002180 implements MigrationInterface {
  readonly name = 'CreateAdministrators1795350002180';

  async up(runner: QueryRunner): Promise<void> {
    for (const table of ['app_user', 'api_token'])
      await runner.query(
        `ALTER TABLE ${table} DROP CONSTRAINT ${table}_role_check, ADD CONSTRAINT ${table}_role_check CHECK (role IN ${ROLES})`,
      );
    await runner.query(`
      CREATE TABLE administrators (
        one boolean PRIMARY KEY DEFAULT true CHECK (one),
        apart boolean NOT NULL DEFAULT false,
        changed_at timestamptz,
        changed_by text,
        why text
      )`);
    await runner.query('INSERT INTO administrators DEFAULT VALUES');
  }

  down(): Promise<void> {
    return Promise.reject(new Error('migrations only go forward'));
  }
}
