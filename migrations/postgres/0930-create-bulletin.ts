import type { MigrationInterface, QueryRunner } from 'typeorm';

/** Bulletins, one for each place and period, with every version of each: what was generated, and what people wrote, apart. */
export class CreateBulletin1795350000930 implements MigrationInterface {
  readonly name = 'CreateBulletin1795350000930';

  async up(runner: QueryRunner): Promise<void> {
    await runner.query(`
      CREATE TABLE bulletin (
        id uuid PRIMARY KEY,
        no integer NOT NULL UNIQUE,
        place text NOT NULL,
        period text NOT NULL CHECK (period IN ('week', 'month')),
        from_day text NOT NULL,
        to_day text NOT NULL,
        state text NOT NULL CHECK (state IN ('draft', 'approved', 'sent')),
        revision integer NOT NULL,
        approved_by text,
        approved_at timestamptz,
        sent_at timestamptz,
        UNIQUE (place, period, from_day)
      )`);
    await runner.query('CREATE SEQUENCE bulletin_no AS integer OWNED BY bulletin.no');
    await runner.query(`
      CREATE TABLE bulletin_version (
        bulletin uuid NOT NULL REFERENCES bulletin (id) ON DELETE CASCADE,
        revision integer NOT NULL,
        document jsonb NOT NULL,
        edits jsonb NOT NULL,
        act text NOT NULL,
        by text NOT NULL,
        at timestamptz NOT NULL,
        PRIMARY KEY (bulletin, revision)
      )`);
  }

  down(): Promise<void> {
    return Promise.reject(new Error('migrations only go forward'));
  }
}
