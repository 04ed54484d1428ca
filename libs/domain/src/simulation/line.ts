import type { SimTicket } from './day';

/** Waiting visitors of one queue, oldest ticket first. */
export class Line {
  private tickets: SimTicket[] = [];
  private head = 0;

  get length(): number {
    return this.tickets.length - this.head;
  }

  peek(): SimTicket | undefined {
    return this.tickets[this.head];
  }

  push(ticket: SimTicket): void {
    this.tickets.push(ticket);
  }

  shift(): SimTicket | undefined {
    const ticket = this.tickets[this.head];
    if (ticket === undefined) return undefined;
    this.head += 1;
    if (this.head > 64 && this.head * 2 > this.tickets.length) {
      this.tickets = this.tickets.slice(this.head);
      this.head = 0;
    }
    return ticket;
  }

  /** Takes out whoever holds this ticket, wherever in the line they stand. */
  remove(id: number): SimTicket | undefined {
    const place = this.tickets.findIndex((ticket, i) => i >= this.head && ticket.id === id);
    return place < 0 ? undefined : this.tickets.splice(place, 1)[0];
  }

  /** Someone comes back and keeps the place their issue time gives them. */
  rejoin(ticket: SimTicket): void {
    let place = this.tickets.length;
    while (place > this.head && (this.tickets[place - 1]?.issuedMin ?? 0) > ticket.issuedMin) place -= 1;
    this.tickets.splice(place, 0, ticket);
  }

  /** Everyone still waiting, oldest first. */
  remaining(): SimTicket[] {
    return this.tickets.slice(this.head);
  }
}
