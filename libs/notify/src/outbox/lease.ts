import { sessionGone } from '@cockpit/platform';

/** Lease time of a channel; the sender renews it, and a killed sender loses it after this. */
export const LEASE_MS = 4_000;
export const RENEW_MS = 1_000;
/** Timeout of one send attempt. */
export const SEND_MS = 10_000;

/**
 * Grace period after the loss of the Postgres session before a send is aborted, so that an answer on its way still
 * counts.
 */
export const SESSION_GRACE_MS = 600;
/**
 * A channel whose holder lost its session is free after this. It is longer than the grace period, so that a receipt in
 * time is in Redis by then.
 */
const TAKE_OVER_MS = 1_000;
/** After a Postgres restart nobody has a session; holders get this time to write their receipts first. */
const SETTLE_MS = 1_500;

const SINCE_START = `pg_postmaster_start_time() < clock_timestamp() - interval '${String(SETTLE_MS)} ms'`;
/** The holder's session has ended, so it is dead or knows that it loses the channel. */
const HOLDER_GONE = `c.busy_by IS NOT NULL AND ${sessionGone('c.busy_pid', 'c.busy_since')}`;

/** Shortens the leases of holders without a session. */
export const CUT_LEASES = `
  UPDATE notify_channel SET busy_pid = NULL, busy_since = NULL,
    busy_until = LEAST(busy_until, clock_timestamp() + interval '${String(TAKE_OVER_MS)} ms')
  WHERE id IN (SELECT c.id FROM notify_channel c WHERE ${HOLDER_GONE} FOR NO KEY UPDATE SKIP LOCKED)`;
export const LEASE_OVER = `(c.busy_until IS NULL OR c.busy_until <= clock_timestamp() AND (c.busy_by IS NULL OR ${SINCE_START}))`;
