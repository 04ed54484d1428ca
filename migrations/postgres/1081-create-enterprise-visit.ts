import type { MigrationInterface, QueryRunner } from 'typeorm';

/** Visits to enterprises; an entry stays as it was made. */
export class CreateEnterpriseVisit1795350001081 implements MigrationInterface {
  readonly name = 'CreateEnterpriseVisit1795350001081';

  async up(runner: QueryRunner): Promise<void> {
    await runner.query(`
      CREATE TABLE enterprise_visit (
        id bigint GENERATED ALWAYS AS IDENTITY PRIMARY KEY,
        key text NOT NULL UNIQUE,
        enterprise_ref text NOT NULL,
        day date NOT NULL,
        hall text,
        who text NOT NULL,
        found text NOT NULL,
        by_name text NOT NULL,
        at timestamptz NOT NULL
      )`);
    await runner.query('CREATE INDEX enterprise_visit_of ON enterprise_visit (enterprise_ref, day, id)');
  }

  down(): Promise<void> {
    return Promise.reject(new Error('migrations only go forward'));
  }
}
