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
 * A picture read some time after it was made: its ages have grown, and when nobody makes new ones it says so instead of
 * leaving the last value standing.
 */
export function aged(picture: LiveHall, wallNow: number): LiveHall {
  const elapsed = Math.max(0, (wallNow - Date.parse(picture.at)) / 1000);
  const old = elapsed > STALE_SEC;
  const dead = elapsed > SILENT_SEC;
  return {
    ...picture,
    feeds: picture.feeds.map((feed) => ({
      ...feed,
      ageSec: feed.ageSec === null ? null : Math.round((feed.ageSec + elapsed) * 10) / 10,
      state: agedFeed(feed.state, elapsed),
    })),
    queues: dead ? picture.queues.map((queue) => ({ ...queue, level: 'unknown' as const })) : picture.queues,
    windows: dead ? picture.windows.map((window) => ({ ...window, level: 'unknown' as const })) : picture.windows,
    watchdog: old ? { ...picture.watchdog, ok: false } : picture.watchdog,
  };
}
