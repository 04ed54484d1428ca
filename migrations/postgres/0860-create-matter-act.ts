import type { MigrationInterface, QueryRunner } from 'typeorm';

/** What people did to matters, as the events they are: read until those have arrived where all events lie. */
export class CreateMatterAct1795350000860 implements MigrationInterface {
  readonly name = 'CreateMatterAct1795350000860';

  async up(runner: QueryRunner): Promise<void> {
    await runner.query(`
      CREATE TABLE matter_act (
        identity text PRIMARY KEY,
        source text NOT NULL,
        case_id text NOT NULL,
        event jsonb NOT NULL,
        at timestamptz NOT NULL
      )`);
    await runner.query('CREATE INDEX matter_act_case ON matter_act (case_id)');
  }

  down(): Promise<void> {
    return Promise.reject(new Error('migrations only go forward'));
  }
}
