import type { Sift } from '@cockpit/platform';
import type { LoggedEvent } from '@cockpit/contracts';
import { VisitWorker } from './visit-worker';

const logged = (event: Pick<LoggedEvent, 'type' | 'data' | 'time'>): LoggedEvent =>
  ({
    ...event,
    id: event.type,
    identity: event.type.padStart(32, '0'),
    bodyHash: '0'.repeat(16),
    sourceName: 's',
    ceSource: 'c',
    receivedAt: 0,
  }) as LoggedEvent;
const at = { hallId: 'H1', ticketId: 't1' };
const issued = logged({
  type: 'hall.ticket.issued',
  time: 0,
  data: { ...at, number: 'A1', queue: 'q', channel: 'walk-in' },
});
const finished = logged({
  type: 'hall.ticket.finished',
  time: 60_000,
  data: { ...at, windowId: 'w1', result: 'done' },
});

describe('keeping visits in step', () => {
  it('does not keep what was read of a ticket while more of it was stored', async () => {
    const table: LoggedEvent[] = [issued];
    const written: (number | null)[] = [];
    let outrun = true;
    const events = {
      foldableOfTickets: async function* () {
        const read = [...table];
        if (outrun) {
          // the table is read, and before its answer comes the next batch is stored
          outrun = false;
          table.push(finished);
          worker.stored([finished]);
        }
        await Promise.resolve();
        yield* read;
      },
    };
    const visits = {
      write: (rows: readonly { visit: { finishedAt: number | null } }[]) =>
        Promise.resolve(void written.push(...rows.map(({ visit }) => visit.finishedAt))),
    };
    const sift: Sift = async (items, { work }) => {
      await work(items);
      return [];
    };
    const parts = [events, visits, { next: () => 1n }, () => 'UTC', sift] as unknown as ConstructorParameters<
      typeof VisitWorker
    >;
    const worker = new VisitWorker(...parts);
    worker.stored([issued]);
    await worker.flush(() => true);
    await worker.flush(() => true);
    expect(written.at(-1)).toBe(60_000);
  });
});
