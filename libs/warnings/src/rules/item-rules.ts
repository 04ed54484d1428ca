import { message } from '@cockpit/contracts';
import type { HallState } from '@cockpit/domain';
import type { HallMinute } from './hall-minute';
import { minutes } from './minutes';
import type { MeasuredRule, Reading } from './rule';

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

/** Without a limit of its own an item is its queue's matter: no wait is as long as this. */
const NEVER_MIN = 1e9;
/** Only what is beyond doubt: long for anything, and many times what this item takes. */
const LONG_MIN = 60;
const TIMES_MEAN = 4;

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

function readings(
  { snapshot, items }: HallMinute,
  code: 'warning.item-wait' | 'warning.item-handling',
  of: (item: ItemSeen) => { value: number; fire: number; clear: number },
): Reading[] {
  const silent = new Set(snapshot.queues.flatMap((queue) => (queue.level === 'unknown' ? [queue.code] : [])));
  return items.map((item) => {
    const { value, fire, clear } = of(item);
    const words = (limit: number) =>
      message(code, { item: item.name, value: Math.round(value), limit: Math.round(limit) });
    return {
      scope: { kind: 'item', code: item.code },
      value: silent.has(item.queue) ? null : value,
      ...{ fire, clear, words: words(fire), wordsAt: words },
    };
  });
}

const rule = { version: 1, severity: 'yellow', unit: 'min', scope: 'item', threshold: null } as const;

/** Limits of single items, where they have one of their own. */
export const ITEM_RULES: readonly MeasuredRule<HallMinute>[] = [
  {
    ...{ ...rule, key: 'item-wait', forSec: 60, keepFiringSec: 120 },
    read: (seen) =>
      readings(seen, 'warning.item-wait', ({ waitMin, targetMin }) => {
        const fire = targetMin ?? NEVER_MIN;
        return { value: waitMin, fire, clear: fire * 0.8 };
      }),
  },
  {
    ...{ ...rule, key: 'item-handling', forSec: 0, keepFiringSec: 60 },
    read: (seen) =>
      readings(seen, 'warning.item-handling', ({ handlingMin, meanServiceMin }) => {
        const fire = Math.max(LONG_MIN, TIMES_MEAN * meanServiceMin);
        return { value: handlingMin, fire, clear: fire };
      }),
  },
];
