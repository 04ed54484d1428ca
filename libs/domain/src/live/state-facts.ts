import { isOwnSource, type HallEvent } from '@cockpit/contracts';
import { TOLD_ON_WALLS, type FeedLive } from './feed';
import type { TicketPart } from './ticket-part';
import type { WindowFact } from './window';

const kinds = new Map<string, string>();

/** `hall.ticket.called` → `ticket`, cached because it runs a million times. */
export function kindOf(type: string): string {
  let kind = kinds.get(type);
  if (kind === undefined) {
    // a rating changes neither queues nor service, so a source with ratings only does not feed the wall
    kind = type === 'hall.ticket.rated' ? 'rating' : (type.split('.')[1] ?? type);
    kinds.set(type, kind);
  }
  return kind;
}

export const speaksOfWalls = (feed: FeedLive): boolean =>
  !isOwnSource(feed.source) && TOLD_ON_WALLS.some((kind) => feed.kinds.has(kind));

export function isLater(a: FeedLive, b: FeedLive): boolean {
  const [at, bt] = [a.lastEventAt ?? -Infinity, b.lastEventAt ?? -Infinity];
  return at > bt || (at === bt && a.source < b.source);
}

export function sameParts(a: TicketPart | null, b: TicketPart | null): boolean {
  if (a === null || b === null) return a === b;
  return (
    a.queue === b.queue &&
    a.issuedAt === b.issuedAt &&
    a.called === b.called &&
    a.end === b.end &&
    a.item === b.item &&
    a.serviceSec === b.serviceSec
  );
}

type WindowEvent = Extract<HallEvent, { type: `hall.window.${string}` }>;

export function windowFact(event: WindowEvent, key: string): WindowFact {
  const { officerId, queues, promptId } = event.data;
  const base = {
    at: event.time,
    key,
    officerId: officerId ?? null,
    queues: queues ?? null,
    promptId: promptId ?? null,
    text: null,
  };
  switch (event.type) {
    case 'hall.window.opened':
      return { ...base, kind: 'opened' };
    case 'hall.window.closed':
      return { ...base, kind: 'closed' };
    case 'hall.window.resumed':
      return { ...base, kind: 'resumed' };
    case 'hall.window.restored':
      return { ...base, kind: 'restored' };
    case 'hall.window.assigned':
      return { ...base, kind: 'assigned' };
    case 'hall.window.paused':
      return { ...base, kind: 'paused', text: event.data.reason };
    case 'hall.window.fault':
      return { ...base, kind: 'fault', text: event.data.code };
  }
}
