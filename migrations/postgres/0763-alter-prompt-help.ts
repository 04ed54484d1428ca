import type { MigrationInterface, QueryRunner } from 'typeorm';

/** How evenly a hall waits without and with a prompt, and what it looks to have been worth ten minutes on. */
export class AlterPromptHelp1795330000763 implements MigrationInterface {
  readonly name = 'AlterPromptHelp1795330000763';

  async up(runner: QueryRunner): Promise<void> {
    await runner.query('ALTER TABLE prompt ADD COLUMN fairness jsonb, ADD COLUMN help jsonb');
  }

  down(): Promise<void> {
    return Promise.reject(new Error('migrations only go forward'));
  }
}
