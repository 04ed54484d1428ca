import type { MigrationInterface, QueryRunner } from 'typeorm';

/**
 * How each warning ended, and the instants that the figures of the loop are made of: when a person first knew of it, and when somebody first did
 * something about it. Of what ended before, it is only known whether somebody explained it.
 */
export class AlterWarningEnds1795330000761 implements MigrationInterface {
  readonly name = 'AlterWarningEnds1795330000761';

  async up(runner: QueryRunner): Promise<void> {
    await runner.query(`
      ALTER TABLE warning ADD COLUMN ended_as text CHECK (ended_as IN ('action', 'explained', 'cleared', 'left')),
        ADD COLUMN ended_left integer, ADD COLUMN ended_served integer`);
    await runner.query(`
      UPDATE warning w SET ended_as = CASE
        WHEN handling = 'explained' THEN 'explained'
        WHEN EXISTS (SELECT 1 FROM warning_transition t WHERE t.warning_id = w.id AND t.to_state = 'acting') THEN 'action'
        ELSE 'cleared' END
      WHERE condition = 'resolved'`);
    await runner.query(`
      CREATE TABLE warning_mark (
        warning_id text NOT NULL REFERENCES warning (id) ON DELETE CASCADE,
        kind text NOT NULL CHECK (kind IN ('seen', 'delivered', 'acted')),
        at timestamptz NOT NULL,
        recorded_at timestamptz NOT NULL DEFAULT now(),
        actor text NOT NULL,
        PRIMARY KEY (warning_id, kind)
      )`);
    await runner.query(
      "CREATE INDEX notify_outbox_delivered ON notify_outbox (delivered_at) WHERE phase = 'open' AND delivered_at IS NOT NULL",
    );
    await runner.query('CREATE INDEX warning_fired ON warning (fired_at, id) WHERE fired_at IS NOT NULL');
  }

  down(): Promise<void> {
    return Promise.reject(new Error('migrations only go forward'));
  }
}
