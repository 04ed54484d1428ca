import type { MigrationInterface, QueryRunner } from 'typeorm';

/** The chain over the audit: one link for each entry, in the order in which they were sealed. Older entries get theirs when a process next looks. */
export class CreateAuditLink1795350000941 implements MigrationInterface {
  readonly name = 'CreateAuditLink1795350000941';

  async up(runner: QueryRunner): Promise<void> {
    await runner.query(`
      CREATE TABLE audit_link (
        seq bigint PRIMARY KEY CHECK (seq > 0),
        entry bigint NOT NULL UNIQUE,
        previous text NOT NULL,
        hash text NOT NULL,
        sealed_at timestamptz NOT NULL DEFAULT clock_timestamp()
      )`);
    await runner.query(
      'CREATE TRIGGER audit_append_only BEFORE UPDATE OR DELETE ON audit_link FOR EACH ROW EXECUTE FUNCTION refuse_audit_change()',
    );
    await runner.query(
      'CREATE TRIGGER audit_no_truncate BEFORE TRUNCATE ON audit_link FOR EACH STATEMENT EXECUTE FUNCTION refuse_audit_change()',
    );
    await runner.query('ALTER TABLE audit_link ENABLE ALWAYS TRIGGER audit_append_only');
    await runner.query('ALTER TABLE audit_link ENABLE ALWAYS TRIGGER audit_no_truncate');
  }

  down(): Promise<void> {
    return Promise.reject(new Error('migrations only go forward'));
  }
}
