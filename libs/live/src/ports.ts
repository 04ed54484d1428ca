import type { LoggedEvent } from '@cockpit/contracts';
import type { HallConfig } from '@cockpit/domain';

/** What halls there are and what they are on a day. */
export interface HallCatalogue {
  halls(): Promise<string[]>;
  /** @returns null for a hall nobody knows */
  config(hall: string, day: string): Promise<HallConfig | null>;
  /** how many tickets halls expect on days, all together, as their configs say; days of which none of them can say anything are left out */
  expected(halls: readonly string[], days: readonly string[]): Promise<ReadonlyMap<string, number>>;
  /** halls one can get to from it, and minutes of the way, nearest first */
  neighbours(hall: string): Promise<{ code: string; name: string; travelMin: number }[]>;
  /** told whenever answers may have changed, and not before they have */
  onChange(listener: () => void): void;
  /** earlier days of a hall were computed anew: what is remembered of them no longer holds */
  pastComputed(hall: string): void;
}
export const HALL_CATALOGUE = Symbol('HALL_CATALOGUE');

/** What is stored: where a hall is rebuilt from when its checkpoint is gone. */
export interface StoredEvents {
  /** every event of a hall day, in any order; one may come twice */
  ofDay(hall: string, day: string): AsyncIterable<LoggedEvent>;
  /** hall days from `from` up to but not including `before` on which anything happened, in order */
  days(hall: string, from: string, before: string, timeZone: string): Promise<string[]>;
  /** latest event time of a hall, epoch ms; of one source when given; null when nothing is stored */
  latest(hall: string, source?: string): Promise<number | null>;
}

/** The events of a hall day at once. */
export async function eventsOfDay(
  stored: Pick<StoredEvents, 'ofDay'>,
  hall: string,
  day: string,
): Promise<LoggedEvent[]> {
  const events: LoggedEvent[] = [];
  for await (const event of stored.ofDay(hall, day)) events.push(event);
  return events;
}
export const STORED_EVENTS = Symbol('STORED_EVENTS');

/** A wait quoted to somebody who took a ticket. */
export interface IssuedQuote {
  hall: string;
  ticketId: string;
  /** hall time, epoch ms */
  at: number;
  p50Sec: number;
  p80Sec: number;
  p90Sec: number;
}

export interface QuoteStore {
  insert(quotes: readonly IssuedQuote[]): Promise<void>;
}
export const QUOTE_STORE = Symbol('QUOTE_STORE');
