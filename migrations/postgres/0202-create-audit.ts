import type { MigrationInterface, QueryRunner } from 'typeorm';

export class CreateAudit1763700000202 implements MigrationInterface {
  readonly name = 'CreateAudit1763700000202';

  /** Append only, for the owner of the table too: what was done stays written, whoever asks to forget it. */
  async up(runner: QueryRunner): Promise<void> {
    await runner.query(`
      CREATE TABLE audit_entry (
        id bigint GENERATED ALWAYS AS IDENTITY PRIMARY KEY,
        at timestamptz NOT NULL DEFAULT clock_timestamp(),
        actor_kind text NOT NULL,
        actor_id text NOT NULL,
        actor_name text NOT NULL,
        action text NOT NULL,
        target text NOT NULL,
        correlation_id text,
        before jsonb,
        after jsonb
      )`);
    await runner.query('CREATE INDEX audit_entry_target ON audit_entry (target, id)');
    await runner.query(`
      CREATE FUNCTION refuse_audit_change() RETURNS trigger LANGUAGE plpgsql AS $$
      BEGIN
        RAISE EXCEPTION 'audit_entry is append only: % refused', TG_OP USING ERRCODE = 'insufficient_privilege';
      END $$`);
    await runner.query(
      'CREATE TRIGGER audit_append_only BEFORE UPDATE OR DELETE ON audit_entry FOR EACH ROW EXECUTE FUNCTION refuse_audit_change()',
    );
    await runner.query(
      'CREATE TRIGGER audit_no_truncate BEFORE TRUNCATE ON audit_entry FOR EACH STATEMENT EXECUTE FUNCTION refuse_audit_change()',
    );
    // replication mode silences ordinary triggers; these stay
    await runner.query('ALTER TABLE audit_entry ENABLE ALWAYS TRIGGER audit_append_only');
    await runner.query('ALTER TABLE audit_entry ENABLE ALWAYS TRIGGER audit_no_truncate');
  }

  down(): Promise<void> {
    return Promise.reject(new Error('migrations go forward only'));
  }
}
