import type { MigrationInterface, QueryRunner } from 'typeorm';

/** What was done of a prompt, what was expected of it, and the waits its effect stands on. */
export class AlterPromptEffect1796000001230 implements MigrationInterface {
  readonly name = 'AlterPromptEffect1796000001230';

  async up(runner: QueryRunner): Promise<void> {
    await runner.query(`
      ALTER TABLE prompt_effect
        -- code, tickets served, minutes; null where nothing was to be done
        ADD COLUMN deed jsonb,
        ADD COLUMN expected_min double precision,
        ADD COLUMN tickets jsonb NOT NULL DEFAULT '[]'`);
    // effects of prompts that were done were simulated so far: that is what was expected of them
    await runner.query(
      `UPDATE prompt_effect SET expected_min = saved_min WHERE outcome = 'done' AND method = 'paired-simulation'`,
    );
  }

  down(): Promise<void> {
    return Promise.reject(new Error('migrations only go forward'));
  }
}
