import { setTimeout as sleep } from 'node:timers/promises';
import type { EventTable } from './event-table';
import { isWorthParting } from './joined';

type Table = Pick<EventTable, 'countOfTickets'>;
type Counts = Awaited<ReturnType<Table['countOfTickets']>>;

interface Asking {
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
  private readonly asking: Asking[] = [];
  private isRunning = false;

  constructor(
    private readonly events: Table,
    private readonly waitMs: number,
  ) {}

  countOfTickets(halls: readonly string[], ticketIds: readonly string[]): Promise<Counts> {
    return new Promise((answer, failed) => {
      this.asking.push({ halls, ticketIds, answer, failed });
      if (!this.isRunning) void this.run();
    });
  }

  private async run(): Promise<void> {
    this.isRunning = true;
    await sleep(this.waitMs);
    while (this.asking.length > 0) await this.ask(this.asking.splice(0));
    this.isRunning = false;
  }

  private async ask(asked: readonly Asking[]): Promise<void> {
    try {
      const counts = await this.events.countOfTickets(
        [...new Set(asked.flatMap(({ halls }) => halls))],
        asked.flatMap(({ ticketIds }) => ticketIds),
      );
      for (const { halls, answer } of asked) answer(counts.filter(([hall]) => halls.includes(hall)));
    } catch (error) {
      if (asked.length > 1 && isWorthParting(error)) for (const one of asked) await this.ask([one]);
      else for (const { failed } of asked) failed(error);
    }
  }
}
