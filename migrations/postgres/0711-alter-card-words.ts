import type { MigrationInterface, QueryRunner } from 'typeorm';

/** The note on a card as data, where the product wrote it. What was written before stays as it is. */
export class AlterCardWords1763700000711 implements MigrationInterface {
  readonly name = 'AlterCardWords1763700000711';

  async up(runner: QueryRunner): Promise<void> {
    await runner.query('ALTER TABLE matter_card ADD COLUMN note_words jsonb');
    await runner.query('ALTER TABLE matter_card_step ADD COLUMN note_words jsonb');
  }

  down(): Promise<void> {
    return Promise.reject(new Error('migrations only go forward'));
  }
}
