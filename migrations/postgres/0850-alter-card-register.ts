import type { MigrationInterface, QueryRunner } from 'typeorm';

/** The name a matter of this register and case has, as the product computes it. */
const nameIn = (register: string): string =>
  `substr(encode(sha256(convert_to(length(${register})::text || '.' || ${register} || c.case_id, 'UTF8')), 'hex'), 1, 24)`;

/** A card belongs to the register it was issued in. Which matter it is on now is only a pointer. */
export class AlterCardRegister1795350000850 implements MigrationInterface {
  readonly name = 'AlterCardRegister1795350000850';

  async up(runner: QueryRunner): Promise<void> {
    // A card that was left behind in a register of earlier days is kept under a name of its own.
    await runner.query('ALTER TABLE matter_card ADD COLUMN register text');
    await runner.query(`
      UPDATE matter_card c SET register = CASE WHEN ${nameIn('c.source')} = c.matter_id THEN c.source ELSE coalesce(
        (SELECT r.register FROM matter_register r WHERE r.source = c.source AND ${nameIn('r.register')} = c.matter_id),
        'matter:' || c.matter_id) END`);
    await runner.query('ALTER TABLE matter_card ALTER COLUMN register SET NOT NULL');
    await runner.query(
      "ALTER TABLE matter_card ADD COLUMN away text CHECK (away IN ('issued', 'acknowledged', 'explained', 'withdrawn', 'over'))",
    );
    await runner.query(
      'ALTER TABLE matter_card ADD COLUMN standing text GENERATED ALWAYS AS (coalesce(away, state)) STORED',
    );
    await runner.query('ALTER TABLE matter_card DROP CONSTRAINT matter_card_matter_id_kind_reading_key');
    await runner.query('ALTER TABLE matter_card ADD UNIQUE (case_id, register, kind, reading)');
    await runner.query('CREATE INDEX matter_card_by_matter ON matter_card (matter_id, kind, reading)');
    await runner.query('ALTER TABLE matter_clock ADD COLUMN register text');
  }

  down(): Promise<void> {
    return Promise.reject(new Error('migrations only go forward'));
  }
}
