import type { SimTicket } from './day';

/** A visit to a terminal that ends at `endMin`. */
export interface TerminalVisit {
  readonly ticket: SimTicket;
  readonly terminal: number;
  readonly startMin: number;
  readonly endMin: number;
}

/** The self-service terminals: each serves in order of arrival, visits end in time order. */
export class Terminals {
  private readonly freeMin: number[];
  private readonly visits: TerminalVisit[] = [];

  constructor(count: number) {
    this.freeMin = Array.from({ length: count }, () => 0);
  }

  /** Sends a visitor to the terminal that is free first, if that is within `maxWaitMin`. */
  send(ticket: SimTicket, nowMin: number, maxWaitMin: number): TerminalVisit | undefined {
    let terminal = -1;
    let earliest = nowMin + maxWaitMin + 1e-9;
    this.freeMin.forEach((free, i) => {
      if (free < earliest) {
        earliest = free;
        terminal = i;
      }
    });
    if (terminal < 0) return undefined;
    const startMin = Math.max(nowMin, earliest);
    const visit = { ticket, terminal, startMin, endMin: startMin + ticket.terminalMin };
    this.freeMin[terminal] = visit.endMin;
    let place = this.visits.length;
    while (place > 0 && (this.visits[place - 1]?.endMin ?? 0) > visit.endMin) place -= 1;
    this.visits.splice(place, 0, visit);
    return visit;
  }

  /** Calls a visitor away before they are done; the terminal stays as busy as it was expected to be. */
  remove(id: number): SimTicket | undefined {
    const place = this.visits.findIndex(({ ticket }) => ticket.id === id);
    return place < 0 ? undefined : this.visits.splice(place, 1)[0]?.ticket;
  }

  nextEndMin(): number {
    return this.visits[0]?.endMin ?? Infinity;
  }

  takeEnded(): TerminalVisit | undefined {
    return this.visits.shift();
  }

  /** Terminals with nobody at them. */
  free(nowMin: number): number {
    return this.freeMin.filter((free) => free <= nowMin).length;
  }
}
