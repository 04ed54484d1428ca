import { sessionGone } from '@cockpit/platform';

/** Who sends by a channel holds it so long and says again and again that it does; a killed one loses it after this. */
export const LEASE_MS = 4_000;
export const RENEW_MS = 1_000;
/** An attempt is given up after this. */
export const SEND_MS = 10_000;

/** Who loses its session of Postgres breaks off what it sends after this: an answer that is on its way is still heard. */
export const SESSION_GRACE_MS = 600;
/** A channel whose holder has no session any more is free after this, which is later: a receipt that came in time stands in Redis by then. */
const TAKE_OVER_MS = 1_000;
/** After Postgres has started nobody has a session: who held a channel may write down a receipt first. */
const SETTLE_MS = 1_500;

const SINCE_START = `pg_postmaster_start_time() < clock_timestamp() - interval '${String(SETTLE_MS)} ms'`;
/** Whose session has ended is dead, or knows that it loses the channel. */
const HOLDER_GONE = `c.busy_by IS NOT NULL AND ${sessionGone('c.busy_pid', 'c.busy_since')}`;

/** Leases of those who have no session any more end soon. */
export const CUT_LEASES = `
  UPDATE notify_channel SET busy_pid = NULL, busy_since = NULL,
    busy_until = LEAST(busy_until, clock_timestamp() + interval '${String(TAKE_OVER_MS)} ms')
  WHERE id IN (SELECT c.id FROM notify_channel c WHERE ${HOLDER_GONE} FOR NO KEY UPDATE SKIP LOCKED)`;
export const LEASE_OVER = `(c.busy_until IS NULL OR c.busy_until <= clock_timestamp() AND (c.busy_by IS NULL OR ${SINCE_START}))`;
