export const liveHalls = (count: number): string[] =>
  Array.from({ length: count }, (_, i) => `L${String(i + 1).padStart(2, '0')}`);
export const LIVE_HALLS = liveHalls(3);
export const LIVE_QUEUES = ['household', 'exit-entry', 'traffic', 'order'] as const;
export const WINDOWS_A_QUEUE = 8;

/** Visits one hall goes through at a time: so many tickets wait before each is called. */
const LINE = 24;

export interface LiveStep {
  events: object[];
  /** tickets this hall has issued once these events are seen */
  issued: number;
}

/** The events of one hall in small steps: a ticket taken, and the visits it pushes on. One visit is four events. */
export function* liveSteps(hall: string, startedAt: number, msAStep: number, run = ''): Generator<LiveStep> {
  for (let issued = 1; ; issued++) {
    const time = startedAt + issued * msAStep;
    const send = (n: number, type: string, data: object, shift = 0) => ({
      specversion: '1.0',
      source: '/bench',
      id: `${hall}${run}-${String(n)}-${type}`,
      type,
      time: new Date(time + shift).toISOString(),
      data: { hallId: hall, ticketId: `${hall}${run}-${String(n)}`, ...data },
    });
    const queueOf = (n: number): string => LIVE_QUEUES[n % LIVE_QUEUES.length] ?? 'household';
    const windowOf = (n: number): string =>
      `${queueOf(n)}-${String((Math.floor(n / LIVE_QUEUES.length) % WINDOWS_A_QUEUE) + 1)}`;
    const events = [
      send(issued, 'hall.ticket.issued', { number: String(issued), queue: queueOf(issued), channel: 'walk-in' }),
    ];
    const called = issued - LINE;
    if (called > 0)
      events.push(
        send(called, 'hall.ticket.called', { windowId: windowOf(called) }, 1),
        send(called, 'hall.ticket.started', { windowId: windowOf(called) }, 2),
      );
    const finished = called - LIVE_QUEUES.length * WINDOWS_A_QUEUE + 1;
    if (finished > 0)
      events.push(send(finished, 'hall.ticket.finished', { windowId: windowOf(finished), result: 'done' }));
    yield { events, issued };
  }
}
