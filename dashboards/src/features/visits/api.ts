import {
  NARROWED_BY,
  Visit,
  VisitEvent,
  page,
  type NarrowedBy,
  type Visit as VisitShape,
  type VisitEvent as EventShape,
} from '@cockpit/contracts';
import { ask } from '../../shared/http';

/** What visits may be part of: what a figure is narrowed to on the way down to them. */
export const VISIT_PARTS = NARROWED_BY;
export type VisitPart = NarrowedBy;
/** as many days as are listed at once */
export const MOST_VISIT_DAYS = 92;

export interface VisitQuestion {
  hall: string;
  /** hall day, `YYYY-MM-DD` */
  day: string;
  /** the last of several days; empty for that one day */
  to?: string;
  parts: Partial<Record<VisitPart, string>>;
}

const Visits = page(Visit);
const Events = page(VisitEvent);
/** more than any hall serves in a day; the answer says when there are more */
const MOST = 5000;

export async function fetchVisits({
  hall,
  day,
  to = '',
  parts,
}: VisitQuestion): Promise<{ visits: VisitShape[]; more: boolean }> {
  const params = new URLSearchParams({
    hall,
    day,
    ...(to === '' || to === day ? {} : { to }),
    ...parts,
    limit: String(MOST),
  });
  const { items, next } = (await ask('GET', `/v1/visits?${params.toString()}`, Visits)).body;
  return { visits: items, more: next !== null };
}

export async function fetchVisitEvents(hall: string, ticketId: string): Promise<EventShape[]> {
  const path = `/v1/visits/${encodeURIComponent(ticketId)}/events?${new URLSearchParams({ hall }).toString()}`;
  return (await ask('GET', path, Events)).body.items;
}
