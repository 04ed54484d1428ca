import { setTimeout as sleep } from 'node:timers/promises';
import type { EventTable } from './event-table';
import { isWorthParting } from './joined';

type Table = Pick<EventTable, 'countOfTickets'>;
type Counts = Awaited<ReturnType<Table['countOfTickets']>>;

interface CountRequest {
  halls: readonly string[];
  ticketIds: readonly string[];
  answer: (counts: Counts) => void;
  failed: (error: unknown) => void;
}

/**
 * Counts ticket events of several partitions in one statement: they flush together, and a statement costs some 10 ms of
 * engine time even for few tickets. Requests during a query wait for the next one. A refused query is repeated per
 * request, so that only its cause gets the error.
 */
export class JointCounts implements Table {
  private readonly waiting: CountRequest[] = [];
  private isRunning = false;

  constructor(
    private readonly events: Table,
    private readonly waitMs: number,
  ) {}

  countOfTickets(halls: readonly string[], ticketIds: readonly string[]): Promise<Counts> {
    return new Promise((answer, failed) => {
      this.waiting.push({ halls, ticketIds, answer, failed });
      if (!this.isRunning) void this.run();
    });
  }

  private async run(): Promise<void> {
    this.isRunning = true;
    await sleep(this.waitMs);
    while (this.waiting.length > 0) await this.runQuery(this.waiting.splice(0));
    this.isRunning = false;
  }

  private async runQuery(requests: readonly CountRequest[]): Promise<void> {
    try {
      const counts = await this.events.countOfTickets(
        [...new Set(requests.flatMap(({ halls }) => halls))],
        requests.flatMap(({ ticketIds }) => ticketIds),
      );
      for (const { halls, answer } of requests) answer(counts.filter(([hall]) => halls.includes(hall)));
    } catch (error) {
      if (requests.length > 1 && isWorthParting(error)) for (const request of requests) await this.runQuery([request]);
      else for (const { failed } of requests) failed(error);
    }
  }
}
