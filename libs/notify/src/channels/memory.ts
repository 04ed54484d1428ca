import type { Limits } from '../limits/limits';
import type { Channel, Outcome, Outgoing } from './channel';

/** In-memory channel for tests: stores one message per key and returns prepared outcomes. */
export class MemoryChannel implements Channel {
  readonly taken = new Map<string, Outgoing>();
  readonly limits: Limits | null;
  private readonly outcomes: Outcome[] = [];

  constructor(limits: Limits | null = null) {
    this.limits = limits;
  }

  /** outcomes for the next sends, in order */
  next(...outcomes: Outcome[]): void {
    this.outcomes.push(...outcomes);
  }

  fit({ items }: Outgoing): number {
    return this.limits === null ? 1 : items.length;
  }

  send(outgoing: Outgoing, idempotencyKey: string, signal: AbortSignal): Promise<Outcome> {
    if (signal.aborted)
      return Promise.resolve({
        delivered: false,
        reason: 'unreachable',
        retryable: true,
        unsure: true,
        detail: 'no answer in time',
      });
    const outcome = this.outcomes.shift();
    if (outcome !== undefined) return Promise.resolve(outcome);
    if (!this.taken.has(idempotencyKey)) this.taken.set(idempotencyKey, outgoing);
    return Promise.resolve({ delivered: true, receipt: `memory ${idempotencyKey}` });
  }
}
