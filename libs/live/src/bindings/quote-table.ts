import type { ClickHouseClient } from '@clickhouse/client';
import { Inject, Injectable } from '@nestjs/common';
import { CLICKHOUSE_WRITER } from '@cockpit/platform';
import type { IssuedQuote, QuoteStore } from '../ports';

/** Quotes in ClickHouse, beside the visits they are judged by. */
@Injectable()
export class QuoteTable implements QuoteStore {
  constructor(@Inject(CLICKHOUSE_WRITER) private readonly client: ClickHouseClient) {}

  async insert(quotes: readonly IssuedQuote[]): Promise<void> {
    await this.client.insert({
      table: 'quote',
      columns: ['hall', 'ticket_id', 'quoted_at', 'p50_sec', 'p80_sec', 'p90_sec'],
      values: quotes.map(({ hall, ticketId, at, p50Sec, p80Sec, p90Sec }) => [
        hall,
        ticketId,
        new Date(at).toISOString(),
        p50Sec,
        p80Sec,
        p90Sec,
      ]),
      format: 'JSONCompactEachRow',
      clickhouse_settings: { log_comment: 'live.quotes' },
    });
  }
}
