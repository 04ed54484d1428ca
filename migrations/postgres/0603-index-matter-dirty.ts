import type { MigrationInterface, QueryRunner } from 'typeorm';

export class IndexMatterDirty1763700000603 implements MigrationInterface {
  readonly name = 'IndexMatterDirty1763700000603';

  async up(runner: QueryRunner): Promise<void> {
    // What happens now goes before what a new calendar makes of a million old matters.
    await runner.query("CREATE INDEX matter_dirty_in_turn ON matter_dirty ((cause <> 'event'), id)");
  }

  async down(): Promise<void> {
    return Promise.reject(new Error('migrations only go forward'));
  }
}
