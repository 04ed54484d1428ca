import { TicketLife } from '../lifecycle';
import { moveOf, type TicketEvent } from './events';

/** An interval in which a ticket was at a window by its own events alone. Times epoch ms, `to` not included. */
export interface StageInterval {
  ticketId: string;
  windowId: string;
  state: 'called' | 'serving';
  from: number;
  /** the ticket's next step; null while unknown */
  to: number | null;
  /** whether the next step proves that it was served here until then; such a stay continues after a call of the next ticket */
  isCertain: boolean;
  officerId: string | null;
}

/**
 * Stays of one ticket, from its events in order. An event only affects the stay of its own ticket, so the order of a finish and of the next
 * call at the same instant does not matter.
 */
export function stageHistoryOf(ordered: Iterable<TicketEvent>): StageInterval[] {
  const stays: StageInterval[] = [];
  let open: StageInterval | null = null;
  const leave = (at: number, isEnd: boolean): void => {
    if (open === null) return;
    stays.push({ ...open, to: at, isCertain: isEnd && open.state === 'serving' });
    open = null;
  };
  const life = new TicketLife();
  for (const event of ordered) {
    const move = moveOf(event);
    if (move === null || life.step(move) !== 'moved') continue;
    const { stage } = life;
    const isPlaced = stage === 'called' || stage === 'serving';
    leave(event.time, !isPlaced);
    if (!isPlaced || move.windowId === null) continue;
    const officerId = 'officerId' in event.data ? (event.data.officerId ?? null) : null;
    open = {
      ticketId: event.data.ticketId ?? '',
      windowId: move.windowId,
      state: stage,
      from: event.time,
      to: null,
      isCertain: false,
      officerId,
    };
  }
  if (open !== null) stays.push(open);
  return stays;
}
