import type { MigrationInterface, QueryRunner } from 'typeorm';

/** Who stands behind a name of the duty roster, and how they are reached: addresses are sealed. */
export class CreateDutyPerson1795340000813 implements MigrationInterface {
  readonly name = 'CreateDutyPerson1795340000813';

  async up(runner: QueryRunner): Promise<void> {
    await runner.query(`
      CREATE TABLE duty_person (
        id uuid PRIMARY KEY,
        name text NOT NULL UNIQUE,
        account text,
        sealed bytea NOT NULL,
        shown jsonb NOT NULL,
        revision integer NOT NULL DEFAULT 1
      )`);
  }

  down(): Promise<void> {
    return Promise.reject(new Error('migrations only go forward'));
  }
}
