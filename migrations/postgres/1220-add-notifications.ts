import type { MigrationInterface, QueryRunner } from 'typeorm';

const UNSENT = "NEW.state IN ('queued', 'failed')";

/** Whoever works on what is written into these tables is told of it, and need not ask again and again. */
export class AddNotifications1795350003220 implements MigrationInterface {
  readonly name = 'AddNotifications1795350003220';

  async up(runner: QueryRunner): Promise<void> {
    await runner.query(`
      CREATE FUNCTION tell_of_rows() RETURNS trigger LANGUAGE plpgsql AS $$
      BEGIN
        PERFORM pg_notify(TG_TABLE_NAME, '');
        RETURN NULL;
      END $$`);
    // a statement may insert nothing, and wakes nobody then
    await runner.query(`
      CREATE FUNCTION tell_of_added() RETURNS trigger LANGUAGE plpgsql AS $$
      BEGIN
        IF EXISTS (SELECT FROM added) THEN PERFORM pg_notify(TG_TABLE_NAME, ''); END IF;
        RETURN NULL;
      END $$`);
    for (const table of ['matter_dirty', 'audit_entry'])
      await runner.query(
        `CREATE TRIGGER tell_of_added AFTER INSERT ON ${table} REFERENCING NEW TABLE AS added FOR EACH STATEMENT EXECUTE FUNCTION tell_of_added()`,
      );
    // of messages only those that are to be sent, now or later
    await runner.query(
      `CREATE TRIGGER tell_of_rows AFTER INSERT OR UPDATE OF state, next_at ON notify_outbox FOR EACH ROW WHEN (${UNSENT}) EXECUTE FUNCTION tell_of_rows()`,
    );
  }

  down(): Promise<void> {
    return Promise.reject(new Error('migrations only go forward'));
  }
}
