import type { FeedState, LiveHall } from '@cockpit/contracts';

const STALE_SEC = 60;
export const SILENT_SEC = 300;

/** A feed's state, said `elapsedSec` ago by somebody who has not spoken since. */
export function agedFeed(state: FeedState, elapsedSec: number): FeedState {
  if (state === 'never' || elapsedSec <= STALE_SEC) return state;
  if (elapsedSec > SILENT_SEC) return 'silent';
  return state === 'live' ? 'stale' : state;
}

/**
 * A snapshot read some time after it was made: its ages have grown, and when nobody makes new ones it says so instead of
 * leaving the last value standing.
 */
export function aged(snapshot: LiveHall, wallNow: number): LiveHall {
  const elapsed = Math.max(0, (wallNow - Date.parse(snapshot.at)) / 1000);
  const old = elapsed > STALE_SEC;
  const dead = elapsed > SILENT_SEC;
  return {
    ...snapshot,
    feeds: snapshot.feeds.map((feed) => ({
      ...feed,
      ageSec: feed.ageSec === null ? null : Math.round((feed.ageSec + elapsed) * 10) / 10,
      state: agedFeed(feed.state, elapsed),
    })),
    queues: dead ? snapshot.queues.map((queue) => ({ ...queue, level: 'unknown' as const })) : snapshot.queues,
    windows: dead ? snapshot.windows.map((window) => ({ ...window, level: 'unknown' as const })) : snapshot.windows,
    watchdog: old ? { ...snapshot.watchdog, ok: false } : snapshot.watchdog,
  };
}
