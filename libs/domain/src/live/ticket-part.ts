/** A waiting ticket; the fold guarantees queue and issue time. */
export interface WaitingTicket {
  readonly id: string;
  readonly number: string | null;
  readonly item: string | null;
  readonly priority: number;
  /** epoch ms; sorts the line */
  readonly issuedAt: number;
  /** epoch ms at which it joined this line: issue, or transfer. The age of a wait is now − since */
  readonly since: number;
}

/** Contribution of one ticket to its queue's figures. Whole seconds, so that removing it leaves no rounding error. */
export interface TicketPart {
  queue: string;
  issuedAt: number | null;
  called: boolean;
  end: 'done' | 'no-show' | 'cancelled' | 'guided' | null;
  item: string | null;
  serviceSec: number | null;
}
