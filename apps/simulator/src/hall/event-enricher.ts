import type { HallEvent } from '@cockpit/contracts';
import { visitorOf } from '../people';
import type { HallPlan } from './plan';
import { starsAtWindow } from './window-rating';

/** CloudEvents source of a hall's ticketing system. */
export const ticketingSource = (hall: string): string => `urn:ticketing:${hall}`;

/**
 * Adds what a real ticketing system sends beyond the benchmark: called numbers (A001, A002 … by queue), faults, results
 * of visits, and the prompt that brought an officer back. It changes nothing in who is served when.
 */
export class EventEnricher {
  private readonly issued = new Map<string, number>();
  private readonly numbers = new Map<string, string>();
  private readonly broken = new Set<string>();
  private readonly items = new Map<string, string>();
  private readonly mobile = new Set<string>();
  /** Ticket → channel to which a guide led its holder, and the id of the event that reported it. */
  private readonly led = new Map<string, { to: 'self-service' | 'mobile'; eventId?: string }>();
  private readonly returning = new Set<string>();
  /** Tickets that are given back. */
  private readonly givenUp = new Set<string>();
  private readonly causes = new Map<string, string>();
  private readonly tag: string;
  private readonly booked: ReadonlyMap<string, string>;
  private closings = 0;

  constructor(private readonly plan: HallPlan) {
    this.tag = plan.date.replaceAll('-', '');
    this.booked = new Map(
      (plan.bookings ?? []).flatMap(({ ticket, bookingId }) =>
        ticket === null ? [] : [[plan.names.ticket(ticket), bookingId]],
      ),
    );
  }

  because(window: number, promptId: string): void {
    this.causes.set(this.plan.names.window(window), promptId);
  }

  pulse(minute: number): HallEvent {
    const { names } = this.plan;
    const time = names.opening + Math.floor(minute * 60_000 + 1e-6);
    return {
      id: `${this.tag}/pulse/${String(time)}`,
      type: 'hall.terminal.heartbeat',
      time,
      data: { hallId: names.hall, terminalId: names.terminal(0) },
    };
  }

  closed(minute: number, window: number): HallEvent {
    const { names } = this.plan;
    this.closings += 1;
    return {
      id: `${this.tag}/end/${String(this.closings)}`,
      type: 'hall.window.closed',
      time: names.opening + minute * 60_000,
      data: { hallId: names.hall, windowId: names.window(window), officerId: names.officer(window) },
    };
  }

  /** Rating at the window after service; null without a rating. */
  rating({ id, type, time, data }: HallEvent): HallEvent | null {
    if (type !== 'hall.ticket.finished') return null;
    const stars = starsAtWindow(data.ticketId);
    if (stars === null) return null;
    const { hallId, ticketId } = data;
    return {
      id: `${this.tag}/rated/${id.slice(id.indexOf('-') + 1)}`,
      type: 'hall.ticket.rated',
      time,
      data: { hallId, ticketId, stars },
    };
  }

  /**
   * Channel to which newcomers of an item are guided. The benchmark knows terminals only: handling by phone takes as
   * long.
   */
  guiding(item: string, channel: 'self-service' | 'mobile'): void {
    if (channel === 'mobile') this.mobile.add(item);
    else this.mobile.delete(item);
  }

  /** A guide leads this visitor away. */
  leading(ticketId: string, to: 'self-service' | 'mobile'): void {
    this.led.set(ticketId, { to });
  }

  /** The holder gives the ticket back and leaves. */
  leaving(ticketId: string): void {
    this.givenUp.add(ticketId);
  }

  /** The ticket was called before it could be given back. */
  staying(ticketId: string): void {
    this.givenUp.delete(ticketId);
  }

  /** The guide brings the visitor back: the withdrawal is voided and no new number is drawn. */
  bringingBack(ticketId: string): void {
    this.returning.add(ticketId);
  }

  /** @returns null for what no system reports, such as a visitor who handles it by phone */
  enrich(event: HallEvent): HallEvent | null {
    const id = `${this.tag}/${event.id.slice(event.id.indexOf('-') + 1)}`;
    switch (event.type) {
      case 'hall.ticket.issued': {
        const { ticketId, queue, item } = event.data;
        const cancellation = this.led.get(ticketId)?.eventId;
        if (this.returning.delete(ticketId) && cancellation !== undefined) {
          return {
            id,
            type: 'hall.notice.voided',
            time: event.time,
            data: { hallId: event.data.hallId, ofId: cancellation, ofSource: ticketingSource(event.data.hallId) },
          };
        }
        if (item !== undefined) this.items.set(ticketId, item);
        const bookingId = this.booked.get(ticketId);
        const visitorRef = visitorOf(ticketId);
        const visitor = visitorRef === undefined ? {} : { visitorRef };
        const data = { ...event.data, ...visitor, number: this.numberOf(ticketId, queue) };
        return { ...event, id, data: bookingId === undefined ? data : { ...data, channel: 'booking', bookingId } };
      }
      case 'hall.ticket.cancelled': {
        if (this.givenUp.has(event.data.ticketId)) return { ...event, id, data: { ...event.data, reason: 'left' } };
        const led = this.led.get(event.data.ticketId);
        if (led !== undefined) led.eventId = id;
        const to = led?.to ?? (this.mobile.has(this.items.get(event.data.ticketId) ?? '') ? 'mobile' : 'self-service');
        return { ...event, id, data: { ...event.data, reason: `guided-${to}` } };
      }
      case 'hall.terminal.used':
        return this.mobile.has(event.data.item) ? null : { ...event, id };
      case 'hall.ticket.finished':
        return { ...event, id, data: { ...event.data, result: outcome(event.data.ticketId) } };
      case 'hall.window.paused': {
        const { reason, ...data } = event.data;
        if (reason !== 'outage') return { ...event, id };
        this.broken.add(data.windowId);
        return {
          id,
          type: 'hall.window.fault',
          time: event.time,
          data: { ...data, device: 'workstation', code: 'offline' },
        };
      }
      case 'hall.window.resumed': {
        if (this.broken.delete(event.data.windowId))
          return { id, type: 'hall.window.restored', time: event.time, data: event.data };
        const promptId = this.causes.get(event.data.windowId);
        this.causes.delete(event.data.windowId);
        return promptId === undefined ? { ...event, id } : { ...event, id, data: { ...event.data, promptId } };
      }
      default:
        return { ...event, id };
    }
  }

  /** A visitor who comes back keeps the number. */
  private numberOf(ticketId: string, queue: string): string {
    const existing = this.numbers.get(ticketId);
    if (existing !== undefined) return existing;
    const count = (this.issued.get(queue) ?? 0) + 1;
    this.issued.set(queue, count);
    const number = `${this.plan.letters[this.plan.queues.indexOf(queue)] ?? ''}${String(count).padStart(3, '0')}`;
    this.numbers.set(ticketId, number);
    return number;
  }
}

/** Result of a visit, which the benchmark does not have. It follows from the ticket id and is the same on every run. */
function outcome(ticketId: string): 'done' | 'accepted' | 'supplement' | 'refused' {
  let hash = 0;
  for (const letter of ticketId) hash = (Math.imul(hash, 31) + letter.charCodeAt(0)) >>> 0;
  const luck = (Math.imul(hash, 0x9e3779b1) >>> 0) / 4294967296;
  return luck < 0.06 ? 'supplement' : luck < 0.07 ? 'refused' : luck < 0.4 ? 'accepted' : 'done';
}
