import { TicketLife } from '../lifecycle';
import { moveOf, type TicketEvent } from './events';

/** A stretch in which a ticket was at a window by its own events alone. Times epoch ms, `to` not included. */
export interface StageInterval {
  ticketId: string;
  windowId: string;
  state: 'called' | 'serving';
  from: number;
  /** the ticket's next step; null while none is known */
  to: number | null;
  /** whether its next step says that it was served here until then: a stay like this outlasts a call of the next ticket */
  isCertain: boolean;
  officerId: string | null;
}

/**
 * Where one ticket stayed, from its events in their order. An event ends or moves the stay of its own ticket and nobody else's, so
 * it does not matter whether the finish of one ticket and the call of the next at the same instant come in this order or the other.
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
