import { Client } from 'pg';
import type { Settings } from './settings';

const quoted = (name: string): string => `"${name.replaceAll('"', '""')}"`;
/** Tables in which the application may insert rows but never change or delete them. */
const APPEND_ONLY = ['audit_entry', 'audit_link'];

/**
 * Grants a database role the least rights that the processes need: they read and write rows, never change tables, and
 * only append to the audit. Repeatable. Run it after migrations, as the owner of the tables.
 */
export async function grantApplication(settings: Pick<Settings, 'postgresUrl'>, role: string): Promise<void> {
  const client = new Client({ connectionString: settings.postgresUrl });
  await client.connect();
  try {
    await grantTo(client, role);
  } finally {
    await client.end();
  }
}

/** Runs in one transaction, so that a client that ends early grants nothing. */
export async function grantTo(client: { query(sql: string): Promise<unknown> }, role: string): Promise<void> {
  const name = quoted(role);
  await client.query('BEGIN');
  await client.query(`GRANT USAGE ON SCHEMA public TO ${name}`);
  await client.query(`GRANT SELECT, INSERT, UPDATE, DELETE ON ALL TABLES IN SCHEMA public TO ${name}`);
  await client.query(`GRANT USAGE, SELECT, UPDATE ON ALL SEQUENCES IN SCHEMA public TO ${name}`);
  await client.query(`REVOKE ALL ON ${APPEND_ONLY.join(', ')} FROM ${name}`);
  await client.query(`GRANT SELECT, INSERT ON ${APPEND_ONLY.join(', ')} TO ${name}`);
  await client.query(`REVOKE INSERT, UPDATE, DELETE ON schema_migration FROM ${name}`);
  await client.query('COMMIT');
}
