import type { MigrationInterface, QueryRunner } from 'typeorm';

/** The queue a prompt is for and whose wait its figures are, by codes; null where only its sentence says so. */
export class AlterPromptAim1796000001300 implements MigrationInterface {
  readonly name = 'AlterPromptAim1796000001300';

  async up(runner: QueryRunner): Promise<void> {
    await runner.query('ALTER TABLE prompt ADD COLUMN aim jsonb');
  }

  down(): Promise<void> {
    return Promise.reject(new Error('migrations only go forward'));
  }
}
