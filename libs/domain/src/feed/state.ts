const STALE_MS = 60_000;
const SILENT_MS = 300_000;

/** Arrivals of a feed. Wall clock times, epoch ms. */
export interface FeedArrivals {
  lastReceivedAt: number | null;
  /** usual wall time between arrivals, ms; null if unknown */
  gapMs: number | null;
}

/** State of a feed relative to its usual gap: a board that reports every five minutes is not silent after six. */
export function feedState(feed: FeedArrivals | null, wallNow: number): 'live' | 'stale' | 'silent' | 'never' {
  const arrived = feed?.lastReceivedAt ?? null;
  if (arrived === null) return 'never';
  const age = wallNow - arrived;
  const usual = feed?.gapMs ?? 0;
  if (age >= Math.max(SILENT_MS, 6 * usual)) return 'silent';
  return age >= Math.max(STALE_MS, 3 * usual) ? 'stale' : 'live';
}
