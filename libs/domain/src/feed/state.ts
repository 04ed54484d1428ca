const STALE_MS = 60_000;
const SILENT_MS = 300_000;

/** What is known of a feed's arrivals. Wall times, epoch ms. */
export interface FeedArrivals {
  lastReceivedAt: number | null;
  /** usual wall time between arrivals, ms; null before it is known */
  gapMs: number | null;
}

/** A feed is stale or silent against what is usual for it: a board that speaks every five minutes is not silent after six. */
export function feedState(feed: FeedArrivals | null, wallNow: number): 'live' | 'stale' | 'silent' | 'never' {
  const arrived = feed?.lastReceivedAt ?? null;
  if (arrived === null) return 'never';
  const age = wallNow - arrived;
  const usual = feed?.gapMs ?? 0;
  if (age >= Math.max(SILENT_MS, 6 * usual)) return 'silent';
  return age >= Math.max(STALE_MS, 3 * usual) ? 'stale' : 'live';
}
