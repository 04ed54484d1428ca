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
      countOfTickets: () => Promise.resolve([['H1', 't1', table.length + 1]]),
      foldableOfTickets: async function* () {
        const read = [...table];
        if (outrun) {
          // the table is read, and before its answer comes the next batch is stored
          outrun = false;
          table.push(finished);
          worker.stored([finished]);
        }
        await Promise.resolve();
        yield read;
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
    const parts = [
      events,
      events,
      visits,
      { next: () => Promise.resolve(1) },
      () => 'UTC',
      sift,
    ] as unknown as ConstructorParameters<typeof VisitWorker>;
    const worker = new VisitWorker(...parts);
    worker.stored([issued]);
    await worker.flush(() => true);
    await worker.flush(() => true);
    expect(written.at(-1)).toBe(60_000);
  });

  it('reads no events of a ticket of which it has seen as many as the table holds', async () => {
    const written: (number | null)[] = [];
    const asked: (readonly string[])[] = [];
    const events = {
      countOfTickets: () => Promise.resolve([['H1', 't1', 2]]),
      foldableOfTickets: async function* (_hall: string, tickets: readonly string[]) {
        asked.push(tickets);
        yield await Promise.resolve([issued, finished]);
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
    const parts = [
      events,
      events,
      visits,
      { next: () => Promise.resolve(1) },
      () => 'UTC',
      sift,
    ] as unknown as ConstructorParameters<typeof VisitWorker>;
    const whole = new VisitWorker(...parts);
    whole.stored([issued, finished]);
    await whole.flush(() => true);
    expect(asked).toEqual([]);
    const partly = new VisitWorker(...parts);
    partly.stored([finished]);
    await partly.flush(() => true);
    expect(asked).toEqual([['t1']]);
    expect(written).toEqual([60_000, 60_000]);
  });

  it('keeps what it remembers when an event is withdrawn, without that event', async () => {
    const written: (number | null)[] = [];
    let asked = 0;
    const events = {
      countOfTickets: () => Promise.resolve([['H1', 't1', 2]]),
      foldableOfTickets: async function* () {
        asked += 1;
        yield await Promise.resolve([issued, recalled]);
      },
    };
    const visits = {
      write: (rows: readonly { visit: { calledAt: number | null } }[]) =>
        Promise.resolve(void written.push(...rows.map(({ visit }) => visit.calledAt))),
    };
    const sift: Sift = async (items, { work }) => {
      await work(items);
      return [];
    };
    const recalled = logged({ type: 'hall.ticket.recalled', time: 30_000, data: { ...at, windowId: 'w1' } });
    const called = logged({ type: 'hall.ticket.called', time: 40_000, data: { ...at, windowId: 'w1' } });
    const parts = [
      events,
      events,
      visits,
      { next: () => Promise.resolve(1) },
      () => 'UTC',
      sift,
    ] as unknown as ConstructorParameters<typeof VisitWorker>;
    const worker = new VisitWorker(...parts);
    worker.stored([issued, recalled]);
    await worker.flush(() => true);
    worker.withdraw(new Set(['of another ticket', recalled.identity]));
    worker.stored([called]);
    await worker.flush(() => true);
    expect([written, asked]).toEqual([[30_000, 40_000], 0]);
  });
});
