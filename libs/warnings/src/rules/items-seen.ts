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
  /** the window where somebody has been served for it longest; null: nobody is */
  readonly windowId: string | null;
}

export function itemsOf(state: Pick<HallState, 'config' | 'now' | 'windows' | 'tickets' | 'waiting'>): ItemSeen[] {
  const waits = new Map<string, number>();
  const served = new Map<string, { at: number; windowId: string }>();
  for (const { code } of state.config.queues)
    for (const { item, since } of state.waiting(code))
      if (item !== null) waits.set(item, Math.min(waits.get(item) ?? Infinity, since));
  // whoever a window has left behind without telling of the end is served no more
  for (const { ticketId, windowId } of state.windows.values()) {
    const ticket = ticketId === null ? undefined : state.tickets.get(ticketId);
    if (ticket?.state !== 'serving' || ticket.item === null) continue;
    if (ticket.since < (served.get(ticket.item)?.at ?? Infinity))
      served.set(ticket.item, { at: ticket.since, windowId });
  }
  const ago = (at: number | undefined): number => (at === undefined ? 0 : (minutes((state.now - at) / 1000) ?? 0));
  return state.config.items.map(({ code, name, queue, meanServiceMin, waitTargetMin = null }) => ({
    code,
    name,
    queue,
    meanServiceMin,
    targetMin: waitTargetMin,
    waitMin: ago(waits.get(code)),
    handlingMin: ago(served.get(code)?.at),
    windowId: served.get(code)?.windowId ?? null,
  }));
}
