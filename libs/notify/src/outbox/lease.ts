/** Who sends by a channel holds it so long and says again and again that it does; a killed one loses it after this. */
export const LEASE_MS = 4_000;
export const RENEW_MS = 1_000;
/** An attempt is given up after this. */
export const SEND_MS = 10_000;

/**
 * After Postgres has started, leases hold on for their full length: who held one could not say so while it was away, and may have a receipt to
 * write down first.
 */
export const LEASE_OVER = `(c.busy_until IS NULL OR c.busy_until <= clock_timestamp()
  AND (c.busy_by IS NULL OR pg_postmaster_start_time() < clock_timestamp() - interval '${String(LEASE_MS)} ms'))`;
