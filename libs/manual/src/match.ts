import type { ManualEntry } from '@cockpit/contracts';

/** A standing entry. `at` is hall time, `enteredAt` and `receivedAt` are ours; epoch ms. */
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

/** An event of the feed on the same day. */
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
  /** entry ids with the feed event that replaces each */
  superseded: Map<string, FeedSeen>;
  /**
   * steps of a paper ticket that the feed has under another id but without this step: they become steps of the feed's
   * ticket
   */
  moved: Map<string, { ticketId: string }>;
}

/** The desk's watch and the feed's clock may differ, and manual entry takes time. */
const WINDOW_TOLERANCE_MS = 10 * 60_000;

/**
 * Matches entries with feed events. A paper ticket matches if hall day, queue and number agree. A step matches if the
 * feed has the same step of the same ticket. A window state matches a report on that window within ten minutes; a
 * different state counts only if it was received after the entry, because an older one may be the feed's last message.
 */
export function matchEntries(standing: readonly ValidEntry[], feed: readonly FeedSeen[]): Matched {
  const issued = new Map<string, FeedSeen>();
  const steps = new Map<string, FeedSeen>();
  const windows = new Map<string, FeedSeen[]>();
  for (const event of feed) {
    if (event.type === 'hall.ticket.issued' && event.queue !== null && event.number !== null)
      keepFirst(issued, paperKey(event.queue, event.number), event);
    if (event.ticketId !== null) keepFirst(steps, `${event.ticketId}\n${event.type}`, event);
    if (event.windowId !== null && event.type.startsWith('hall.window.'))
      windows.set(event.windowId, [...(windows.get(event.windowId) ?? []), event]);
  }
  const matched: Matched = { superseded: new Map(), moved: new Map() };
  const feedTickets = new Map<string, string>();
  for (const entry of standing) {
    if (entry.kind !== 'ticket' || entry.queue === null || entry.number === null) continue;
    const feedEvent = issued.get(paperKey(entry.queue, entry.number));
    if (feedEvent === undefined || feedEvent.ticketId === null || entry.ticketId === null) continue;
    matched.superseded.set(entry.id, feedEvent);
    feedTickets.set(entry.ticketId, feedEvent.ticketId);
  }
  for (const entry of standing) {
    if (entry.kind === 'step' && entry.ticketId !== null) {
      const feedTicket = feedTickets.get(entry.ticketId);
      const feedEvent = steps.get(`${feedTicket ?? entry.ticketId}\n${entry.type}`);
      if (feedEvent !== undefined) matched.superseded.set(entry.id, feedEvent);
      else if (feedTicket !== undefined) matched.moved.set(entry.id, { ticketId: feedTicket });
    }
    if (entry.kind === 'window' && entry.windowId !== null) {
      const feedEvent = windows
        .get(entry.windowId)
        ?.find(
          (event) =>
            Math.abs(event.at - entry.at) <= WINDOW_TOLERANCE_MS &&
            (event.type === entry.type || event.receivedAt >= entry.enteredAt),
        );
      if (feedEvent !== undefined) matched.superseded.set(entry.id, feedEvent);
    }
  }
  return matched;
}

function keepFirst(map: Map<string, FeedSeen>, key: string, event: FeedSeen): void {
  const before = map.get(key);
  if (before === undefined || event.at < before.at || (event.at === before.at && event.eventId < before.eventId))
    map.set(key, event);
}

/** Handwritten numbers: case, full-width digits, dashes and spaces do not matter. */
const paperKey = (queue: string, number: string): string =>
  `${queue}\n${number
    .normalize('NFKC')
    .toUpperCase()
    .replace(/[\s_-]/g, '')}`;
