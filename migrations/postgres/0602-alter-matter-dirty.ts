import type { MigrationInterface, QueryRunner } from 'typeorm';

export class AlterMatterDirty1763700000602 implements MigrationInterface {
  readonly name = 'AlterMatterDirty1763700000602';

  async up(runner: QueryRunner): Promise<void> {
    // A source that moves to another register leaves matters behind under the old one: they are named by that register.
    await runner.query('ALTER TABLE matter_dirty ADD COLUMN register text');
  }

  async down(): Promise<void> {
    return Promise.reject(new Error('migrations only go forward'));
  }
}
