import type { Limits } from '../limits/limits';
import type { Channel, Outcome, Outgoing } from './channel';

/** The twin of every channel: keeps what it was given, once per key, and refuses as it is told. */
export class MemoryChannel implements Channel {
  readonly taken = new Map<string, Outgoing>();
  readonly limits: Limits | null;
  private readonly outcomes: Outcome[] = [];

  constructor(limits: Limits | null = null) {
    this.limits = limits;
  }

  /** what it answers next, in order, instead of taking it */
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
