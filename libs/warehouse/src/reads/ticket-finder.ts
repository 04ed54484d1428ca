import type { ClickHouseClient } from '@clickhouse/client';
import type { HallScope } from '@cockpit/contracts';
import { CLICKHOUSE_READER, CLOCK, selectRows, type Clock } from '@cockpit/platform';
import { Inject, Injectable } from '@nestjs/common';
import { z } from 'zod';

const Found = z.object({
  hall: z.string(),
  day: z.string(),
  ticketId: z.string(),
  number: z.string(),
  item: z.string().nullable(),
});
export type FoundTicket = z.infer<typeof Found>;

/** Numbers begin anew every day: nobody means one of long ago. */
const LOOKED_BACK_DAYS = 31;
const DAY_MS = 86_400_000;

/** Tickets by the beginning of their number or id. */
@Injectable()
export class TicketFinder {
  constructor(
    @Inject(CLICKHOUSE_READER) private readonly client: ClickHouseClient,
    @Inject(CLOCK) private readonly clock: Clock,
  ) {}

  /** Of this hall first, then whole numbers before those that go on, then the latest. @param near a hall in scope */
  find(beginning: string, scope: HallScope, near: string | null, limit: number): Promise<FoundTicket[]> {
    const ofScope = scope === 'all' ? '' : ' AND hall IN {halls:Array(String)}';
    const order = "hall = {near:String} DESC, upper(ifNull(number, '')) = {said:String} DESC, first_at DESC";
    return selectRows(this.client, {
      label: 'warehouse.find-tickets',
      params: {
        ...(scope === 'all' ? {} : { halls: scope }),
        ...{ said: beginning.toUpperCase(), near: near ?? '', limit },
        from: new Date(this.clock.now() - LOOKED_BACK_DAYS * DAY_MS).toISOString().slice(0, 10),
      },
      row: Found,
      sql: `SELECT hall, toString(visit.day) AS day, ticket_id AS ticketId, ifNull(number, ticket_id) AS number, item FROM visit FINAL
        WHERE (hall, visit.day, ticket_id) IN (
          SELECT hall, day, ticket_id FROM visit
          WHERE day >= {from:Date}${ofScope} AND (startsWith(upper(ifNull(number, '')), {said:String}) OR startsWith(upper(ticket_id), {said:String}))
          ORDER BY ${order} LIMIT 1 BY hall, day, ticket_id LIMIT {limit:UInt32})
        ORDER BY ${order} LIMIT {limit:UInt32}`,
    });
  }
}
