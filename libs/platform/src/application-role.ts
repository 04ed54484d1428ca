import { Client } from 'pg';
import type { Settings } from './settings';

const quoted = (name: string): string => `"${name.replaceAll('"', '""')}"`;
/** Written once: what was done stays written. */
const APPEND_ONLY = ['audit_entry', 'audit_link'];

/**
 * Gives a role that owns nothing what the processes need, and no more: they read and write rows, but change no table, and what
 * the audit holds stays. Repeatable; run it after migrations, as the owner of the tables.
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

/** All of it or nothing, where the client ends before it is through. */
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
