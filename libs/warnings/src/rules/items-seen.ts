import type { HallState } from '@cockpit/domain';
import { minutes } from './minutes';

/** An item of the hall: how long somebody has waited for it, and how long somebody has been served for it. */
export interface ItemSeen {
  readonly code: string;
  readonly name: string;
  readonly queue: string;
  /** null: it has no wait target of its own */
  readonly targetMin: number | null;
  readonly meanServiceMin: number;
  readonly waitMin: number;
  readonly handlingMin: number;
}

export function itemsOf(state: Pick<HallState, 'config' | 'now' | 'windows' | 'tickets' | 'waiting'>): ItemSeen[] {
  const since = { waits: new Map<string, number>(), served: new Map<string, number>() };
  const note = (of: Map<string, number>, item: string | null, at: number): void => {
    if (item !== null) of.set(item, Math.min(of.get(item) ?? Infinity, at));
  };
  for (const { code } of state.config.queues)
    for (const { item, issuedAt } of state.waiting(code)) note(since.waits, item, issuedAt);
  // whoever a window has left behind without telling of the end is served no more
  for (const { ticketId } of state.windows.values()) {
    const ticket = ticketId === null ? undefined : state.tickets.get(ticketId);
    if (ticket?.state === 'serving') note(since.served, ticket.item, ticket.since);
  }
  const ago = (at: number | undefined): number => (at === undefined ? 0 : (minutes((state.now - at) / 1000) ?? 0));
  return state.config.items.map(({ code, name, queue, meanServiceMin, waitTargetMin = null }) => ({
    ...{ code, name, queue, meanServiceMin, targetMin: waitTargetMin },
    ...{ waitMin: ago(since.waits.get(code)), handlingMin: ago(since.served.get(code)) },
  }));
}
