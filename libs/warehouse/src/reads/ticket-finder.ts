import type { ClickHouseClient } from '@clickhouse/client';
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

/** Ticket numbers restart every day, so older ones are not searched. */
const LOOKED_BACK_DAYS = 31;
/** for searches over all halls: today, and the previous hall day if it has not ended */
const RECENT_DAYS = 1;
const DAY_MS = 86_400_000;
const COLUMNS = 'hall, toString(visit.day) AS day, ticket_id AS ticketId, ifNull(number, ticket_id) AS number, item';
const NUMBER_BEGINS = "startsWith(upper(ifNull(visit.number, '')), {said:String})";

/** Finds tickets by prefix of number or id. */
@Injectable()
export class TicketFinder {
  constructor(
    @Inject(CLICKHOUSE_READER) private readonly client: ClickHouseClient,
    @Inject(CLOCK) private readonly clock: Clock,
  ) {}

  /** Searches a few halls: exact numbers first, then the latest. */
  inHalls(beginning: string, halls: readonly string[], limit: number): Promise<FoundTicket[]> {
    return selectRows(this.client, {
      label: 'warehouse.find-tickets',
      params: { halls, said: beginning.toUpperCase(), from: this.dayBefore(LOOKED_BACK_DAYS), limit },
      row: Found,
      sql: `SELECT ${COLUMNS} FROM visit FINAL WHERE hall IN {halls:Array(String)} AND visit.day >= {from:Date} AND (${NUMBER_BEGINS} OR startsWith(upper(ticket_id), {said:String}))
        ORDER BY upper(number) = {said:String} DESC, first_at DESC LIMIT {limit:UInt32}`,
    });
  }

  /** Searches all halls by number, unordered: stops at the limit without reading all. A ticket may come twice. */
  anywhere(beginning: string, limit: number): Promise<FoundTicket[]> {
    return selectRows(this.client, {
      label: 'warehouse.find-tickets-anywhere',
      params: { said: beginning.toUpperCase(), from: this.dayBefore(RECENT_DAYS), limit },
      row: Found,
      sql: `SELECT ${COLUMNS} FROM visit PREWHERE visit.day >= {from:Date} WHERE ${NUMBER_BEGINS} AND is_deleted = 0 LIMIT {limit:UInt32}`,
    });
  }

  private dayBefore(days: number): string {
    return new Date(this.clock.now() - days * DAY_MS).toISOString().slice(0, 10);
  }
}
