import type { MigrationInterface, QueryRunner } from 'typeorm';

/** Whether an act names a file: one that none ever named is removed after a day. Of the files there are, all are kept. */
export class AlterMatterFileUsed1795350000950 implements MigrationInterface {
  readonly name = 'AlterMatterFileUsed1795350000950';

  async up(runner: QueryRunner): Promise<void> {
    await runner.query('ALTER TABLE matter_file ADD COLUMN used boolean NOT NULL DEFAULT true');
    await runner.query('ALTER TABLE matter_file ALTER COLUMN used SET DEFAULT false');
    await runner.query('CREATE INDEX matter_file_unused ON matter_file (at) WHERE NOT used');
  }

  down(): Promise<void> {
    return Promise.reject(new Error('migrations only go forward'));
  }
}
