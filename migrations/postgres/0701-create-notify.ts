import type { MigrationInterface, QueryRunner } from 'typeorm';

/** Where messages go, what is to be sent there, and how often each robot was posted to of late. */
export class CreateNotify1763700000701 implements MigrationInterface {
  readonly name = 'CreateNotify1763700000701';

  async up(runner: QueryRunner): Promise<void> {
    await runner.query(`
      CREATE TABLE notify_channel (
        id uuid PRIMARY KEY,
        name text NOT NULL,
        kind text NOT NULL,
        enabled boolean NOT NULL,
        halls text[],
        levels text[] NOT NULL,
        language text NOT NULL,
        endings boolean NOT NULL,
        allow_private_host boolean NOT NULL,
        settings jsonb NOT NULL,
        sealed bytea NOT NULL,
        address text NOT NULL,
        robot text,
        revision integer NOT NULL DEFAULT 1,
        created_at timestamptz NOT NULL DEFAULT now(),
        updated_at timestamptz NOT NULL DEFAULT now(),
        removed_at timestamptz,
        busy_by uuid,
        busy_until timestamptz,
        served_at timestamptz
      )`);
    await runner.query(`
      CREATE TABLE notify_outbox (
        id bigint GENERATED ALWAYS AS IDENTITY PRIMARY KEY,
        key text NOT NULL UNIQUE,
        channel_id uuid NOT NULL REFERENCES notify_channel (id),
        subject text NOT NULL,
        phase text NOT NULL,
        recipient text NOT NULL,
        hall text,
        level text NOT NULL,
        notice jsonb NOT NULL,
        state text NOT NULL,
        attempts integer NOT NULL DEFAULT 0,
        unsure boolean NOT NULL DEFAULT false,
        taken_by uuid,
        fired_at timestamptz NOT NULL,
        created_at timestamptz NOT NULL DEFAULT clock_timestamp(),
        next_at timestamptz NOT NULL DEFAULT clock_timestamp(),
        sent_at timestamptz,
        delivered_at timestamptz,
        receipt text,
        error text
      )`);
    await runner.query(
      "CREATE INDEX notify_outbox_due ON notify_outbox (channel_id, next_at) WHERE state IN ('queued', 'sent', 'failed')",
    );
    await runner.query('CREATE INDEX notify_outbox_subject ON notify_outbox (subject, channel_id, id)');
    await runner.query('CREATE INDEX notify_outbox_latest ON notify_outbox (created_at DESC, id DESC)');
    await runner.query('CREATE INDEX notify_outbox_channel ON notify_outbox (channel_id, state, delivered_at)');
    await runner.query(`
      CREATE TABLE notify_robot (
        robot text PRIMARY KEY,
        arrivals double precision[] NOT NULL DEFAULT '{}',
        rests_until timestamptz
      )`);
  }

  down(): Promise<void> {
    return Promise.reject(new Error('migrations only go forward'));
  }
}
