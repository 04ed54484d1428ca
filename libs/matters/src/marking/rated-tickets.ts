import type { HallEvent, LoggedEvent } from '@cockpit/contracts';
import { writable } from '@cockpit/platform';
import type { DataSource } from 'typeorm';

export interface BadRating {
  readonly caseId: string;
  readonly source: string;
  readonly hall: string;
  /** null if the rating is of a case */
  readonly ticketId: string | null;
  readonly at: string;
}
export interface ServedTicket {
  readonly hall: string;
  readonly ticketId: string;
}

const SERVING = ['hall.ticket.issued', 'hall.ticket.called', 'hall.ticket.started', 'hall.ticket.finished'] as const;
type Serving = LoggedEvent & Extract<HallEvent, { type: (typeof SERVING)[number] }>;
/** Whether the event tells the window, officer or item of a ticket. */
export const isServing = (event: LoggedEvent): event is Serving => (SERVING as readonly string[]).includes(event.type);

/** Idempotent per rating. */
export async function noteBadRatings(postgres: DataSource, ratings: readonly BadRating[]): Promise<void> {
  if (ratings.length === 0) return;
  await postgres.query(
    `INSERT INTO bad_rating (case_id, source, hall, ticket_id, at)
     SELECT "caseId", source, hall, "ticketId", at FROM jsonb_to_recordset($1::jsonb) AS t ("caseId" text, source text, hall text, "ticketId" text, at timestamptz)
     ON CONFLICT DO NOTHING`,
    [JSON.stringify(ratings.map((rating) => ({ ...rating, ticketId: rating.ticketId && writable(rating.ticketId) })))],
  );
}

/** A rating can arrive before its ticket's events, which tell its window and officer. */
export async function markRatingsOf(postgres: DataSource, tickets: readonly ServedTicket[]): Promise<void> {
  if (tickets.length === 0) return;
  await postgres.query(
    `INSERT INTO matter_dirty (source, case_id, cause)
     SELECT b.source, b.case_id, 'event' FROM jsonb_to_recordset($1::jsonb) AS t (hall text, "ticketId" text)
     JOIN bad_rating b ON b.hall = t.hall AND b.ticket_id = t."ticketId"`,
    [JSON.stringify(tickets.map((ticket) => ({ ...ticket, ticketId: writable(ticket.ticketId) })))],
  );
}
