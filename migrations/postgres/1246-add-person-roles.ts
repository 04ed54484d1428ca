import type { MigrationInterface, QueryRunner } from 'typeorm';

/** What somebody is called for without a roster: maintenance and IT, by hall and kind of fault. */
export class AddPersonRoles1796000001246 implements MigrationInterface {
  readonly name = 'AddPersonRoles1796000001246';

  async up(runner: QueryRunner): Promise<void> {
    await runner.query(`ALTER TABLE duty_person ADD COLUMN roles jsonb NOT NULL DEFAULT '[]'`);
  }

  down(): Promise<void> {
    return Promise.reject(new Error('migrations only go forward'));
  }
}
