import type { MigrationInterface, QueryRunner } from 'typeorm';

/** What a prompt says and why it ended, as data; what lies there already keeps its sentences only. */
export class AlterPromptWords1763700000659 implements MigrationInterface {
  readonly name = 'AlterPromptWords1763700000659';

  async up(runner: QueryRunner): Promise<void> {
    await runner.query('ALTER TABLE prompt ADD COLUMN words jsonb, ADD COLUMN reason_words jsonb');
    await runner.query('ALTER TABLE prompt_transition ADD COLUMN reason_words jsonb');
  }

  down(): Promise<void> {
    return Promise.reject(new Error('migrations only go forward'));
  }
}
