import type { MigrationInterface, QueryRunner } from 'typeorm';

/**
 * What a warning says, as data; and whether somebody ended it as a false alarm, which until now only the beginning of the reason
 * told: this is the last time that a reason is read for it.
 */
export class AlterWarningWords1763700000658 implements MigrationInterface {
  readonly name = 'AlterWarningWords1763700000658';

  async up(runner: QueryRunner): Promise<void> {
    await runner.query('ALTER TABLE warning ADD COLUMN words jsonb, ADD COLUMN dismissed_as text');
    await runner.query('ALTER TABLE warning_transition ADD COLUMN reason_words jsonb');
    await runner.query(`
      UPDATE warning SET dismissed_as = 'false-alarm' WHERE id IN (
        SELECT warning_id FROM warning_transition
        WHERE to_state IN ('resolved', 'explained') AND (starts_with(reason, '误报') OR starts_with(lower(reason), 'false'))
      )`);
  }

  down(): Promise<void> {
    return Promise.reject(new Error('migrations only go forward'));
  }
}
