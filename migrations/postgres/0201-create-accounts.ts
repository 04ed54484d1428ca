import type { MigrationInterface, QueryRunner } from 'typeorm';

const ROLES = "('administrator', 'manager', 'supervisor', 'guide', 'officer', 'unit', 'screen')";

export class CreateAccounts1763700000201 implements MigrationInterface {
  readonly name = 'CreateAccounts1763700000201';

  /** `halls` NULL means all. Secrets are stored as hashes only: argon2id for what people choose, SHA-256 for 256 random bits. */
  async up(runner: QueryRunner): Promise<void> {
    await runner.query(`
      CREATE TABLE app_user (
        id uuid PRIMARY KEY,
        name text NOT NULL,
        display_name text NOT NULL,
        role text NOT NULL CHECK (role IN ${ROLES}),
        halls text[],
        officer_id text,
        password_hash text NOT NULL,
        created_at timestamptz NOT NULL,
        disabled_at timestamptz
      )`);
    await runner.query('CREATE UNIQUE INDEX app_user_name ON app_user (lower(name))');
    await runner.query(`
      CREATE TABLE api_token (
        id text PRIMARY KEY,
        name text NOT NULL UNIQUE,
        role text NOT NULL CHECK (role IN ${ROLES}),
        halls text[],
        hash char(64) NOT NULL UNIQUE,
        created_at timestamptz NOT NULL,
        expires_at timestamptz,
        revoked_at timestamptz
      )`);
    await runner.query(`
      CREATE TABLE event_source (
        name text PRIMARY KEY,
        halls text[],
        types text[],
        sandbox boolean NOT NULL,
        created_at timestamptz NOT NULL
      )`);
    await runner.query(`
      CREATE TABLE source_key (
        id text PRIMARY KEY,
        source text NOT NULL REFERENCES event_source (name),
        hash char(64) NOT NULL UNIQUE,
        created_at timestamptz NOT NULL,
        expires_at timestamptz,
        revoked_at timestamptz
      )`);
    await runner.query('CREATE INDEX source_key_source ON source_key (source)');
  }

  down(): Promise<void> {
    return Promise.reject(new Error('migrations go forward only'));
  }
}
