import { clockKey, snapshotKey } from '@cockpit/organisation';

/** Redis keys of one hall. */
export const liveKeys = (hall: string) => ({
  /** the last snapshot, LiveHall as JSON */
  snapshot: snapshotKey(hall),
  /** what it says of the time */
  clock: clockKey(hall),
  /** state with the log entry it includes */
  state: `live:${hall}:state`,
  /** snapshots as they were published; the ids are those of the event stream */
  updates: `live:${hall}:updates`,
  /** prompts, warnings and decidedAt as last committed in Postgres */
  sections: `live:${hall}:sections`,
  tick: (minute: number): string => `tick:${hall}:${String(minute)}`,
});

/** Pub/sub channel naming halls whose sections changed. */
export const SECTIONS_CHANGED = 'live:sections-changed';
/** Hash of every hall's pulse, NetworkPulse as JSON. */
export const NETWORK_KEY = 'live:network';
/** Wall time of the last completed pulse. */
export const PULSE_KEY = 'live:pulse';
/** Pub/sub channel naming halls of which something was learned. */
export const LEARNED = 'live:learned';
