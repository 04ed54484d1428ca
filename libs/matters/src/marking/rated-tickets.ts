import type { HallEvent, LoggedEvent } from '@cockpit/contracts';
import { writable } from '@cockpit/platform';
import type { DataSource } from 'typeorm';

export interface BadRating {
  readonly caseId: string;
  readonly source: string;
  readonly hall: string;
  /** null: it is of a case */
  readonly ticketId: string | null;
  readonly at: string;
}
export interface ServedTicket {
  readonly hall: string;
  readonly ticketId: string;
}

const SERVING = ['hall.ticket.issued', 'hall.ticket.called', 'hall.ticket.started', 'hall.ticket.finished'] as const;
type Serving = LoggedEvent & Extract<HallEvent, { type: (typeof SERVING)[number] }>;
/** Says at which window a ticket was served, by whom or what for. */
export const isServing = (event: LoggedEvent): event is Serving => (SERVING as readonly string[]).includes(event.type);

/** However often a rating comes, it is noted once. */
export async function noteBadRatings(postgres: DataSource, ratings: readonly BadRating[]): Promise<void> {
  if (ratings.length === 0) return;
  await postgres.query(
    `INSERT INTO bad_rating (case_id, source, hall, ticket_id, at)
     SELECT "caseId", source, hall, "ticketId", at FROM jsonb_to_recordset($1::jsonb) AS t ("caseId" text, source text, hall text, "ticketId" text, at timestamptz)
     ON CONFLICT DO NOTHING`,
    [JSON.stringify(ratings.map((one) => ({ ...one, ticketId: one.ticketId && writable(one.ticketId) })))],
  );
}

/** A rating may come before its ticket's events: with those it has a window and an officer. */
export async function markRatingsOf(postgres: DataSource, tickets: readonly ServedTicket[]): Promise<void> {
  if (tickets.length === 0) return;
  await postgres.query(
    `INSERT INTO matter_dirty (source, case_id, cause)
     SELECT b.source, b.case_id, 'event' FROM jsonb_to_recordset($1::jsonb) AS t (hall text, "ticketId" text)
     JOIN bad_rating b ON b.hall = t.hall AND b.ticket_id = t."ticketId"`,
    [JSON.stringify(tickets.map((one) => ({ ...one, ticketId: writable(one.ticketId) })))],
  );
}
