import type { MigrationInterface, QueryRunner } from 'typeorm';

/** Whom an act is to be told to, until they are. What was done before has been seen or is over. */
export class AlterMatterActToTell1795350000900 implements MigrationInterface {
  readonly name = 'AlterMatterActToTell1795350000900';

  async up(runner: QueryRunner): Promise<void> {
    await runner.query('ALTER TABLE matter_act ADD COLUMN to_tell jsonb');
    await runner.query('CREATE INDEX matter_act_to_tell ON matter_act (at) WHERE to_tell IS NOT NULL');
  }

  down(): Promise<void> {
    return Promise.reject(new Error('migrations only go forward'));
  }
}
