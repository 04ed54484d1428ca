import { Inject, Injectable, Logger } from '@nestjs/common';
import { CLOCK, INTERVALS, costs, type Clock, type Intervals } from '@cockpit/platform';
import { QUOTE_STORE, type IssuedQuote, type QuoteStore } from '../ports';
import { quoteTicket } from '../view/estimate-hall';
import { isDue } from './due';
import type { HallRuntime } from './hall-runtime';

/** Quotes are worth keeping, not worth stopping the hall for: when ClickHouse is away for long the oldest go. */
const KEPT = 20_000;

/** Share of its time a process may spend on quotes, looked at a second at a time: a flood of tickets must not stop the hall. */
const TIME_SHARE = 0.2;
const WINDOW_MS = 1000;

/** Quotes every newcomer's wait as it stands when the ticket is taken, and keeps it for the judgement afterwards. */
@Injectable()
export class Quotes {
  private readonly logger = new Logger('live');
  private pending: IssuedQuote[] = [];
  private flushedAt = 0;
  private windowFrom = 0;
  private spentMs = 0;

  constructor(
    @Inject(QUOTE_STORE) private readonly store: QuoteStore,
    @Inject(CLOCK) private readonly clock: Clock,
    @Inject(INTERVALS) private readonly intervals: Intervals,
  ) {}

  issue({ hall, state, past }: HallRuntime, ticketId: string, queue: string, at: number): void {
    const began = performance.now();
    if (began - this.windowFrom > WINDOW_MS) {
      this.windowFrom = began;
      this.spentMs = 0;
    }
    if (this.spentMs > TIME_SHARE * WINDOW_MS) return;
    const quote = quoteTicket(state, queue, ticketId, { past });
    const tookMs = performance.now() - began;
    this.spentMs += tookMs;
    costs.add('live:quote', tookMs);
    if (quote !== null)
      this.pending.push({ hall, ticketId, at, p50Sec: quote.p50Sec, p80Sec: quote.p80Sec, p90Sec: quote.p90Sec });
  }

  async flushDue(): Promise<void> {
    const wallNow = this.clock.now();
    if (this.pending.length === 0 || !isDue(wallNow, this.flushedAt, this.intervals.quoteFlush)) return;
    this.flushedAt = wallNow;
    const batch = this.pending;
    this.pending = [];
    try {
      await this.store.insert(batch);
    } catch (error) {
      this.logger.warn({ err: error, quotes: batch.length }, 'quotes could not be stored; they are tried again');
      this.pending = [...batch, ...this.pending].slice(-KEPT);
    }
  }
}
