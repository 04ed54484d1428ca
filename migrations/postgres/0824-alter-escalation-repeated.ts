import type { MigrationInterface, QueryRunner } from 'typeorm';

/** How often the highest level was told again of what it has not answered. */
export class AlterEscalationRepeated1795350000824 implements MigrationInterface {
  readonly name = 'AlterEscalationRepeated1795350000824';

  async up(runner: QueryRunner): Promise<void> {
    await runner.query('ALTER TABLE escalation ADD COLUMN repeated integer NOT NULL DEFAULT 0');
  }

  down(): Promise<void> {
    return Promise.reject(new Error('migrations only go forward'));
  }
}
