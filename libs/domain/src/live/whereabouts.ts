import type { QueueLive } from './queue';
import type { TerminalLive } from './terminal';
import type { LiveTicket } from './ticket';
import type { WindowLive } from './window';

/** Entity of each event, by event key. */
export type Whereabouts = Map<string, LiveTicket | WindowLive | QueueLive | TerminalLive>;

interface Entities {
  readonly tickets: ReadonlyMap<string, LiveTicket>;
  readonly windows: ReadonlyMap<string, WindowLive>;
  readonly queues: ReadonlyMap<string, QueueLive>;
  readonly terminals: ReadonlyMap<string, TerminalLive>;
}

/** Indexes the facts by event, so that a withdrawal need not search. */
export function whereaboutsOf(state: Entities): Whereabouts {
  const found: Whereabouts = new Map();
  for (const ticket of state.tickets.values()) for (const { key } of ticket.facts) found.set(key, ticket);
  for (const window of state.windows.values()) for (const { key } of window.facts) found.set(key, window);
  for (const queue of state.queues.values()) for (const { key } of queue.observed.list) found.set(key, queue);
  for (const terminal of state.terminals.values())
    for (const { key } of [...terminal.reports, ...terminal.uses]) found.set(key, terminal);
  return found;
}
