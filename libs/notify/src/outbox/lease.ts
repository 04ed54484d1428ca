/** Who sends by a channel holds it so long and says again and again that it does; a killed one loses it after this. */
export const LEASE_MS = 4_000;
export const RENEW_MS = 1_000;
/** An attempt is given up after this. */
export const SEND_MS = 10_000;

/**
 * After Postgres has started, leases hold on for their full length: who held one could not say so while it was away, and may have a receipt to
 * write down first.
 */
const SINCE_START = `pg_postmaster_start_time() < clock_timestamp() - interval '${String(LEASE_MS)} ms'`;
/** Whose session has ended is dead, or knows that it has lost the channel. */
const HOLDER_GONE = `c.busy_by IS NOT NULL AND c.busy_pid IS NOT NULL AND NOT EXISTS (
  SELECT 1 FROM pg_stat_activity a WHERE a.pid = c.busy_pid AND a.backend_start = c.busy_since)`;
export const LEASE_OVER = `(c.busy_until IS NULL OR c.busy_until <= clock_timestamp() AND (c.busy_by IS NULL OR ${SINCE_START})
  OR ${HOLDER_GONE} AND ${SINCE_START})`;
