import type { MigrationInterface, QueryRunner } from 'typeorm';

/** Why the organisation was changed: the page of a hall says it beside who and when. */
export class AlterOrganisationReason1795350000980 implements MigrationInterface {
  readonly name = 'AlterOrganisationReason1795350000980';

  async up(runner: QueryRunner): Promise<void> {
    await runner.query('ALTER TABLE organisation_version ADD COLUMN reason text');
  }

  down(): Promise<void> {
    return Promise.reject(new Error('migrations only go forward'));
  }
}
