import type { ClickHouseClient } from '@clickhouse/client';
import { VisitorMatters } from '@cockpit/contracts';
import { hallDay } from '@cockpit/domain';
import { selectRows } from '@cockpit/platform';
import { z } from 'zod';
import type { Grounds } from '../grounds/grounds';

const Visit = z.object({
  hall: z.string(),
  onDay: z.string(),
  ticketId: z.string(),
  number: z.string().nullable(),
  queue: z.string(),
  state: VisitorMatters.shape.state,
  windowId: z.string().nullable(),
  ref: z.string(),
  since: z.string(),
});
export type PresentVisit = z.infer<typeof Visit>;

/** Selects all visitors of halls, single tickets, or people by pseudonym. */
interface Selection {
  halls?: readonly string[];
  tickets?: readonly string[];
  refs?: readonly string[];
}

const VISITS = `SELECT hall, toString(day) AS onDay, ticket_id AS ticketId, number, queue, result AS state, window_id AS windowId, assumeNotNull(visitor_ref) AS ref, ifNull(issued_at, first_at) AS since
  FROM visit FINAL WHERE day IN {days:Array(Date)} AND visitor_ref IS NOT NULL AND result IN ('waiting', 'called', 'serving')`;

/**
 * Visitors with a pseudonym who are in a hall now: with a ticket of the hall's current day, neither finished nor gone.
 */
export async function presentVisits(
  clickhouse: ClickHouseClient,
  grounds: Grounds,
  { halls, tickets, refs }: Selection,
): Promise<PresentVisit[]> {
  // a twin repeats the visitors of its hall
  const codes =
    halls ??
    (grounds.parts.organisation?.halls ?? []).filter(({ twinOf }) => twinOf === undefined).map(({ code }) => code);
  const today = new Map(
    codes.map((hall) => [hall, hallDay(grounds.nowOf(hall), grounds.officeOf(hall).timeZone)] as const),
  );
  const rows = await selectRows(clickhouse, {
    label: 'matters.present-visits',
    row: Visit,
    params: {
      days: [...new Set(today.values())],
      ...(halls === undefined ? {} : { halls: [...halls] }),
      ...(tickets === undefined ? {} : { tickets: [...tickets] }),
      ...(refs === undefined ? {} : { refs: [...refs] }),
    },
    sql: [
      VISITS,
      ...(halls === undefined ? [] : ['hall IN {halls:Array(String)}']),
      ...(tickets === undefined ? [] : ['ticket_id IN {tickets:Array(String)}']),
      ...(refs === undefined ? [] : ['visitor_ref IN {refs:Array(String)}']),
    ].join(' AND '),
  });
  return rows.filter(({ hall, onDay }) => today.get(hall) === onDay);
}
