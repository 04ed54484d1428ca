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
 * Counts events of tickets for several partitions in one statement: they flush in step, and a statement costs the engine some 10 ms of
 * processor time however few tickets it names. Who asks while one is running waits for the next. One that is refused is asked again for each by itself, so that what the engine does not take
 * is only the fault of the one who asked for it.
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
