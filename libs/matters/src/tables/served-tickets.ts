import type { ClickHouseClient } from '@clickhouse/client';
import { selectRows } from '@cockpit/platform';
import { z } from 'zod';

/** Window, officer and item of a served ticket, as far as its events tell. */
export interface Served {
  readonly windowId?: string;
  readonly officerId?: string;
  readonly item?: string;
}
export type ServedTickets = ReadonlyMap<string, Served>;
export const ticketKey = (hall: string, ticketId: string): string => JSON.stringify([hall, ticketId]);

const Row = z.object({
  hall: z.string(),
  ticket: z.string(),
  window: z.string(),
  officer: z.string(),
  item: z.string(),
});
const STEPS = "['hall.ticket.called', 'hall.ticket.started', 'hall.ticket.finished']";

/** By `ticketKey`; tickets without events are missing. The latest window counts, because a recall moves the visitor. */
export async function readServed(
  clickhouse: ClickHouseClient,
  tickets: readonly { hall: string; ticketId: string }[],
): Promise<Map<string, Served>> {
  if (tickets.length === 0) return new Map();
  const last = (field: string): string =>
    `argMaxIf(JSONExtractString(data, '${field}'), (time, indexOf(${STEPS}, type), identity), JSONExtractString(data, '${field}') != '')`;
  const rows = await selectRows(clickhouse, {
    label: 'matters.served-tickets',
    row: Row,
    params: { halls: [...new Set(tickets.map(({ hall }) => hall))], tickets: tickets.map(({ ticketId }) => ticketId) },
    sql: `SELECT hall, entity AS ticket, ${last('windowId')} AS window, ${last('officerId')} AS officer,
        coalesce(nullIf(anyIf(JSONExtractString(data, 'item'), type = 'hall.ticket.issued'), ''), anyIf(JSONExtractString(data, 'items', 1), type = 'hall.ticket.finished')) AS item
      FROM event WHERE hall IN {halls:Array(String)} AND entity IN {tickets:Array(String)} AND (type = 'hall.ticket.issued' OR has(${STEPS}, type))
        AND identity NOT IN (SELECT target FROM withdrawal) GROUP BY hall, entity`,
  });
  return new Map(
    rows.map(({ hall, ticket, window, officer, item }) => [
      ticketKey(hall, ticket),
      {
        ...(window === '' ? {} : { windowId: window }),
        ...(officer === '' ? {} : { officerId: officer }),
        ...(item === '' ? {} : { item }),
      },
    ]),
  );
}
