/** A ticket that waits: the fold guarantees queue and issue time. */
export interface WaitingTicket {
  readonly id: string;
  readonly number: string | null;
  readonly item: string | null;
  readonly priority: number;
  /** epoch ms; the order of the line is by it */
  readonly issuedAt: number;
  /** epoch ms since when it stands in this line: its issue, or the transfer that sent it here. The age of a wait is now − since */
  readonly since: number;
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
