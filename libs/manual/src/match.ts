import type { ManualEntry } from '@cockpit/contracts';

/** An entry that still counts: `at` by the hall's clock, `enteredAt` and `receivedAt` by ours. Times epoch ms. */
export interface ValidEntry {
  id: string;
  kind: ManualEntry['kind'];
  ticketId: string | null;
  number: string | null;
  queue: string | null;
  windowId: string | null;
  type: string;
  at: number;
  enteredAt: number;
}

/** What the feed itself says of the same day. */
export interface FeedSeen {
  source: string;
  eventId: string;
  type: string;
  at: number;
  receivedAt: number;
  ticketId: string | null;
  number: string | null;
  queue: string | null;
  windowId: string | null;
}

export interface Matched {
  /** entries whose place the feed's own event takes */
  superseded: Map<string, FeedSeen>;
  /** steps of a paper ticket the feed knows by another id, but not that step: they go on as steps of the feed's ticket */
  moved: Map<string, { ticketId: string }>;
}

/** A desk's watch and the feed's clock may differ, and hands are slow. */
const WINDOW_TOLERANCE_MS = 10 * 60_000;

/**
 * Which of the entries the feed now tells itself. A paper ticket is the feed's when hall day, queue and number agree; a step
 * when the feed has the same step of the same ticket; a window's state when the feed reports that window within ten minutes: another
 * state only when it said so after the entry was made, for what it said before may be the last thing it said.
 */
export function matchEntries(standing: readonly ValidEntry[], feed: readonly FeedSeen[]): Matched {
  const issued = new Map<string, FeedSeen>();
  const steps = new Map<string, FeedSeen>();
  const windows = new Map<string, FeedSeen[]>();
  for (const seen of feed) {
    if (seen.type === 'hall.ticket.issued' && seen.queue !== null && seen.number !== null)
      keepFirst(issued, paperKey(seen.queue, seen.number), seen);
    if (seen.ticketId !== null) keepFirst(steps, `${seen.ticketId}\n${seen.type}`, seen);
    if (seen.windowId !== null && seen.type.startsWith('hall.window.'))
      windows.set(seen.windowId, [...(windows.get(seen.windowId) ?? []), seen]);
  }
  const matched: Matched = { superseded: new Map(), moved: new Map() };
  const known = new Map<string, string>();
  for (const entry of standing) {
    if (entry.kind !== 'ticket' || entry.queue === null || entry.number === null) continue;
    const own = issued.get(paperKey(entry.queue, entry.number));
    if (own === undefined || own.ticketId === null || entry.ticketId === null) continue;
    matched.superseded.set(entry.id, own);
    known.set(entry.ticketId, own.ticketId);
  }
  for (const entry of standing) {
    if (entry.kind === 'step' && entry.ticketId !== null) {
      const feedTicket = known.get(entry.ticketId);
      const own = steps.get(`${feedTicket ?? entry.ticketId}\n${entry.type}`);
      if (own !== undefined) matched.superseded.set(entry.id, own);
      else if (feedTicket !== undefined) matched.moved.set(entry.id, { ticketId: feedTicket });
    }
    if (entry.kind === 'window' && entry.windowId !== null) {
      const own = windows
        .get(entry.windowId)
        ?.find(
          (seen) =>
            Math.abs(seen.at - entry.at) <= WINDOW_TOLERANCE_MS &&
            (seen.type === entry.type || seen.receivedAt >= entry.enteredAt),
        );
      if (own !== undefined) matched.superseded.set(entry.id, own);
    }
  }
  return matched;
}

function keepFirst(map: Map<string, FeedSeen>, key: string, seen: FeedSeen): void {
  const before = map.get(key);
  if (before === undefined || seen.at < before.at || (seen.at === before.at && seen.eventId < before.eventId))
    map.set(key, seen);
}

/** Written by hand: case, full-width digits, dashes and spaces do not make another number. */
const paperKey = (queue: string, number: string): string =>
  `${queue}\n${number
    .normalize('NFKC')
    .toUpperCase()
    .replace(/[\s_-]/g, '')}`;
