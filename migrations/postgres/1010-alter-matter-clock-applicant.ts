import type { MigrationInterface, QueryRunner } from 'typeorm';

/** Whose an open matter is, by pseudonym, so that whoever serves that person hears of it. Open ones are computed again for it. */
export class AlterMatterClockApplicant1795350001010 implements MigrationInterface {
  readonly name = 'AlterMatterClockApplicant1795350001010';

  async up(runner: QueryRunner): Promise<void> {
    await runner.query('ALTER TABLE matter_clock ADD COLUMN applicant_ref text');
    await runner.query('ALTER TABLE matter_clock ADD COLUMN awaits_supplement boolean NOT NULL DEFAULT false');
    await runner.query(
      'CREATE INDEX matter_clock_applicant ON matter_clock (applicant_ref) WHERE applicant_ref IS NOT NULL',
    );
    await runner.query(
      "INSERT INTO matter_dirty (source, case_id, cause) SELECT source, case_id, 'catalogue' FROM matter_clock",
    );
  }

  down(): Promise<void> {
    return Promise.reject(new Error('migrations only go forward'));
  }
}
