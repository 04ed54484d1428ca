import type { LiveFeed, LiveHall } from '@cockpit/contracts';
import { knowsTime } from './hall-clock';

/** The line to the server as the device sees it; times are device times. */
export interface Link {
  phase: 'connecting' | 'open' | 'down';
  /** device time of the last byte, heartbeats included */
  lastByteAt: number | null;
}

type StaleCause = 'line' | 'snapshot' | 'feed';
export type Freshness =
  | { state: 'waiting' }
  | { state: 'live' }
  /** `hallTime` up to which the screen is right (null: there never was anything); `forSec` since when, real seconds */
  | { state: 'stale'; cause: StaleCause; hallTime: number | null; forSec: number | null };

/** A reconnect shorter than this does not grey a whole wall. */
export const LINE_GRACE_MS = 8_000;
/** Heartbeats come every 15 s. */
export const LINE_SILENCE_MS = 35_000;
/** An open hall gets a new snapshot at least every minute. */
export const SNAPSHOT_MAX_AGE_MS = 100_000;

/**
 * A feed's age moved on by the time that passed since the server stated it. Its state stays as stated: the server knows what is usual for
 * the feed, and states it anew with every snapshot.
 */
export const agedFeed = (feed: LiveFeed, passedSec: number): LiveFeed =>
  feed.ageSec === null ? feed : { ...feed, ageSec: feed.ageSec + Math.max(0, passedSec) };

export const quiet = (feed: LiveFeed): boolean => feed.state === 'silent' || feed.state === 'never';

/** Whether some feed of a hall tells nothing, or it has none at all: what nobody tells of is not known then. */
export const isSomeQuiet = (feeds: readonly LiveFeed[]): boolean => feeds.length === 0 || feeds.some(quiet);

/**
 * Whether the numbers on the screen may be believed. Time is an argument: `localNow` is the device's clock,
 * `serverOffsetMs` the server's clock less the device's (null when it is not known).
 */
export function freshness(input: {
  snapshot: LiveHall | null;
  receivedAt: number | null;
  link: Link;
  localNow: number;
  serverOffsetMs: number | null;
}): Freshness {
  const { snapshot, receivedAt, link, localNow } = input;
  if (!snapshot || receivedAt === null) return { state: 'waiting' };
  const offset = input.serverOffsetMs ?? 0;

  const lastByte = link.lastByteAt ?? receivedAt;
  const allowed = link.phase === 'open' ? LINE_SILENCE_MS : LINE_GRACE_MS;
  const isDated = knowsTime({ ...snapshot, heard: snapshot.feeds.map(({ lastEventAt }) => lastEventAt) });
  const hallTime = isDated ? Date.parse(snapshot.now) : null;
  if (localNow - lastByte > allowed)
    return { state: 'stale', cause: 'line', hallTime, forSec: (localNow - lastByte) / 1000 };

  const made = Date.parse(snapshot.at);
  // without the server's clock, at least count from when the snapshot reached us
  const snapshotAge = input.serverOffsetMs === null ? localNow - receivedAt : localNow + offset - made;
  if (snapshot.open && snapshotAge > SNAPSHOT_MAX_AGE_MS)
    return { state: 'stale', cause: 'snapshot', hallTime, forSec: snapshotAge / 1000 };

  // whether it is open nobody can say before its clock has been told
  if (!isDated) return { state: 'stale', cause: 'feed', hallTime, forSec: null };
  const feeds = snapshot.feeds.map((feed) => agedFeed(feed, (localNow - receivedAt) / 1000));
  // an open hall of which nothing was ever heard is not a calm hall
  if (snapshot.open && feeds.every(quiet)) {
    const times = feeds.flatMap((feed) => (feed.lastEventAt === null ? [] : [Date.parse(feed.lastEventAt)]));
    const ages = feeds.flatMap((feed) => feed.ageSec ?? []);
    return {
      state: 'stale',
      cause: 'feed',
      hallTime: times.length > 0 ? Math.max(...times) : null,
      forSec: ages.length > 0 ? Math.min(...ages) : null,
    };
  }
  return { state: 'live' };
}
