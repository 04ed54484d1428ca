import type { MigrationInterface, QueryRunner } from 'typeorm';

/** What warning rules are told at which place, every version of it, and by which version a warning was fired. */
export class CreateRuleSettings1795300000801 implements MigrationInterface {
  readonly name = 'CreateRuleSettings1795300000801';

  async up(runner: QueryRunner): Promise<void> {
    await runner.query(`
      CREATE TABLE rule_setting (
        revision integer PRIMARY KEY GENERATED ALWAYS AS IDENTITY,
        rule text NOT NULL,
        place_kind text NOT NULL,
        hall text,
        code text,
        settings jsonb NOT NULL,
        author text NOT NULL,
        reason text NOT NULL,
        at timestamptz NOT NULL
      )`);
    await runner.query(
      'CREATE INDEX rule_setting_latest ON rule_setting (rule, place_kind, hall, code, revision DESC)',
    );
    await runner.query('ALTER TABLE warning ADD COLUMN fired_by jsonb');
  }

  down(): Promise<void> {
    return Promise.reject(new Error('migrations only go forward'));
  }
}
