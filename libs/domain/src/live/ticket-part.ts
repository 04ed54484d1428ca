/** A ticket that waits: the fold guarantees queue and issue time. */
export interface WaitingTicket {
  readonly id: string;
  readonly number: string | null;
  readonly item: string | null;
  readonly priority: number;
  /** epoch ms; the age of a wait is now − issuedAt */
  readonly issuedAt: number;
}

/** What one ticket adds to the figures of its queue. Whole seconds, so that taking it back leaves exactly nothing. */
export interface TicketPart {
  queue: string;
  issuedAt: number | null;
  called: boolean;
  end: 'done' | 'no-show' | 'cancelled' | 'guided' | null;
  item: string | null;
  serviceSec: number | null;
}
