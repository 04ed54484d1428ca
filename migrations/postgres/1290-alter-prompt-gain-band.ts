import type { MigrationInterface, QueryRunner } from 'typeorm';

/** Between which minutes a prompt is expected to save in eight of ten futures; null where only one figure is known. */
export class AlterPromptGainBand1796000001290 implements MigrationInterface {
  readonly name = 'AlterPromptGainBand1796000001290';

  async up(runner: QueryRunner): Promise<void> {
    await runner.query('ALTER TABLE prompt ADD COLUMN gain_band jsonb');
  }

  down(): Promise<void> {
    return Promise.reject(new Error('migrations only go forward'));
  }
}
