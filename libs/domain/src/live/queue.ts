import type { QueueConfig } from './config';
import { Observations } from './observations';
import { placeIn } from './place';
import type { LiveTicket } from './ticket';
import type { TicketPart, WaitingTicket } from './ticket-part';

export interface ServiceTally {
  n: number;
  /** sum of service times in whole seconds, and sum of their squares */
  sumSec: number;
  squareSec: number;
}

const SLOT_MS = 5 * 60_000;

/** Call order of waiting tickets: by priority, then by arrival. */
function before(a: WaitingTicket, b: WaitingTicket): boolean {
  if (a.priority !== b.priority) return a.priority > b.priority;
  if (a.issuedAt !== b.issuedAt) return a.issuedAt < b.issuedAt;
  return a.id < b.id;
}

/** Counts of one queue today. They are updated ticket by ticket, so reading is free. */
export class QueueLive {
  readonly waiting: WaitingTicket[] = [];
  /** tickets issued per 5 minutes since the start of the day */
  readonly arrivals5: number[] = [];
  issued = 0;
  called = 0;
  served = 0;
  noShows = 0;
  cancelled = 0;
  guided = 0;
  readonly service = new Map<string, ServiceTally>();
  readonly observed = new Observations();

  constructor(
    readonly code: string,
    /** null for a queue that is in the feed but not in the organisation */
    readonly config: QueueConfig | null,
    private readonly dayStart: number,
  ) {}

  /** Tickets issued per slot of the day; `slotMin` is a multiple of 5. Slots after the last arrival are omitted. */
  arrivals(slotMin = 30): number[] {
    const size = slotMin / 5;
    const slots: number[] = [];
    this.arrivals5.forEach((count, at) => {
      if (count === 0) return;
      const slot = Math.floor(at / size);
      while (slots.length <= slot) slots.push(0);
      slots[slot] = (slots[slot] ?? 0) + count;
    });
    return slots;
  }

  /** not in the organisation and without valid events */
  get isForgettable(): boolean {
    return this.config === null && this.issued === 0 && this.observed.list.length === 0;
  }

  enter(ticket: WaitingTicket): void {
    const line = this.waiting;
    const at = placeIn(line, (other) => before(ticket, other));
    if (at === line.length) line.push(ticket);
    else line.splice(at, 0, ticket);
  }

  leave(id: string): void {
    const at = this.waiting.findIndex((ticket) => ticket.id === id);
    if (at === 0) this.waiting.shift();
    else if (at > 0) this.waiting.splice(at, 1);
  }

  /** Adds (sign 1) or removes (sign −1) a ticket's contribution to today's figures. */
  tally(part: TicketPart, sign: 1 | -1): void {
    if (part.issuedAt !== null) {
      const slot = Math.max(0, Math.floor((part.issuedAt - this.dayStart) / SLOT_MS));
      while (this.arrivals5.length <= slot) this.arrivals5.push(0);
      this.arrivals5[slot] = (this.arrivals5[slot] ?? 0) + sign;
      this.issued += sign;
    }
    if (part.called) this.called += sign;
    if (part.end === 'done') this.served += sign;
    else if (part.end === 'no-show') this.noShows += sign;
    else if (part.end === 'cancelled') this.cancelled += sign;
    else if (part.end === 'guided') this.guided += sign;
    if (part.serviceSec !== null) this.tallyService(part.item ?? '', part.serviceSec, sign);
  }

  private tallyService(item: string, sec: number, sign: 1 | -1): void {
    let tally = this.service.get(item);
    if (tally === undefined) {
      tally = { n: 0, sumSec: 0, squareSec: 0 };
      this.service.set(item, tally);
    }
    tally.n += sign;
    tally.sumSec += sign * sec;
    tally.squareSec += sign * sec * sec;
    if (tally.n === 0) this.service.delete(item);
  }
}

export function partOf(ticket: LiveTicket): TicketPart | null {
  const queue = ticket.queue;
  if (queue === null) return null;
  const { state, startedAt, finishedAt } = ticket;
  const end = state === 'done' || state === 'no-show' || state === 'cancelled' || state === 'guided' ? state : null;
  return {
    queue,
    issuedAt: ticket.issuedAt,
    called: ticket.firstCalledAt !== null,
    end,
    item: ticket.item,
    serviceSec:
      end === 'done' && startedAt !== null && finishedAt !== null
        ? Math.max(0, Math.round((finishedAt - startedAt) / 1000))
        : null,
  };
}
