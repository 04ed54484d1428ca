import type { MigrationInterface, QueryRunner } from 'typeorm';

/** Whom a card was told to last, and when it is looked at next. Hall times. */
export class AlterCardReminded1795350000830 implements MigrationInterface {
  readonly name = 'AlterCardReminded1795350000830';

  async up(runner: QueryRunner): Promise<void> {
    await runner.query(`
      ALTER TABLE matter_card
        ADD COLUMN reminded_level text,
        ADD COLUMN reminded integer NOT NULL DEFAULT 0,
        ADD COLUMN remind_at timestamptz NOT NULL DEFAULT '-infinity'`);
    await runner.query("CREATE INDEX matter_card_remind ON matter_card (remind_at) WHERE state = 'issued'");
  }

  down(): Promise<void> {
    return Promise.reject(new Error('migrations only go forward'));
  }
}
