import { Visit, VisitEvent, page, type Visit as VisitShape, type VisitEvent as EventShape } from '@cockpit/contracts';
import { ask } from '../../shared/http';

/** What visits may be part of; see the splits of a metric. */
export const VISIT_PARTS = ['queue', 'window', 'officer', 'item'] as const;
export type VisitPart = (typeof VISIT_PARTS)[number];

export interface VisitQuestion {
  hall: string;
  /** hall day, `YYYY-MM-DD` */
  day: string;
  parts: Partial<Record<VisitPart, string>>;
}

const Visits = page(Visit);
const Events = page(VisitEvent);
/** more than any hall serves in a day; the answer says when there are more */
const MOST = 5000;

export async function fetchVisits({
  hall,
  day,
  parts,
}: VisitQuestion): Promise<{ visits: VisitShape[]; more: boolean }> {
  const params = new URLSearchParams({ hall, day, ...parts, limit: String(MOST) });
  const { items, next } = (await ask('GET', `/v1/visits?${params.toString()}`, Visits)).body;
  return { visits: items, more: next !== null };
}

export async function fetchVisitEvents(hall: string, ticketId: string): Promise<EventShape[]> {
  const path = `/v1/visits/${encodeURIComponent(ticketId)}/events?${new URLSearchParams({ hall }).toString()}`;
  return (await ask('GET', path, Events)).body.items;
}
