import type { HallEvent } from '@cockpit/contracts';
import { visitorOf } from '../people';
import type { HallPlan } from './plan';
import { starsAtWindow } from './window-rating';

/** The ticketing system of a hall, as CloudEvents name it. */
export const ticketingSource = (hall: string): string => `urn:ticketing:${hall}`;

/**
 * What a real ticketing system says beyond the benchmark: numbers as they are called out (A001, A002 … by queue), faults as
 * faults, what came of a visit, on whose word an officer came back. Nothing here changes who is served when.
 */
export class EventEnricher {
  private readonly issued = new Map<string, number>();
  private readonly numbers = new Map<string, string>();
  private readonly broken = new Set<string>();
  private readonly items = new Map<string, string>();
  private readonly mobile = new Set<string>();
  /** ticket → where a guide led its holder, and the event that said so */
  private readonly led = new Map<string, { to: 'self-service' | 'mobile'; toldAs?: string }>();
  private readonly returning = new Set<string>();
  /** tickets that are given back */
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

  /** What a visitor says on the device of the window when they have been served; null: nothing. */
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

  /** Where newcomers of an item are guided to. The benchmark knows terminals only: handling by phone takes as long as one. */
  guiding(item: string, channel: 'self-service' | 'mobile'): void {
    if (channel === 'mobile') this.mobile.add(item);
    else this.mobile.delete(item);
  }

  /** A guide leads this visitor away. */
  leading(ticketId: string, to: 'self-service' | 'mobile'): void {
    this.led.set(ticketId, { to });
  }

  /** Its holder gives it back, and goes. */
  leaving(ticketId: string): void {
    this.givenUp.add(ticketId);
  }

  /** It had been called before. */
  staying(ticketId: string): void {
    this.givenUp.delete(ticketId);
  }

  /** The guide takes it back: what is withdrawn is withdrawn, the number is not drawn a second time. */
  bringingBack(ticketId: string): void {
    this.returning.add(ticketId);
  }

  /** @returns null for what is not seen from outside: nobody reports a visitor who has gone to handle it by phone */
  enrich(event: HallEvent): HallEvent | null {
    const id = `${this.tag}/${event.id.slice(event.id.indexOf('-') + 1)}`;
    switch (event.type) {
      case 'hall.ticket.issued': {
        const { ticketId, queue, item } = event.data;
        const gone = this.led.get(ticketId)?.toldAs;
        if (this.returning.delete(ticketId) && gone !== undefined) {
          return {
            id,
            type: 'hall.notice.voided',
            time: event.time,
            data: { hallId: event.data.hallId, ofId: gone, ofSource: ticketingSource(event.data.hallId) },
          };
        }
        if (item !== undefined) this.items.set(ticketId, item);
        const bookingId = this.booked.get(ticketId);
        const visitorRef = visitorOf(ticketId);
        const known = visitorRef === undefined ? {} : { visitorRef };
        const told = { ...event.data, ...known, number: this.numberOf(ticketId, queue) };
        return { ...event, id, data: bookingId === undefined ? told : { ...told, channel: 'booking', bookingId } };
      }
      case 'hall.ticket.cancelled': {
        if (this.givenUp.has(event.data.ticketId)) return { ...event, id, data: { ...event.data, reason: 'left' } };
        const led = this.led.get(event.data.ticketId);
        if (led !== undefined) led.toldAs = id;
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

  /** A visitor who comes back from a terminal keeps the number they have. */
  private numberOf(ticketId: string, queue: string): string {
    const known = this.numbers.get(ticketId);
    if (known !== undefined) return known;
    const count = (this.issued.get(queue) ?? 0) + 1;
    this.issued.set(queue, count);
    const number = `${this.plan.letters[this.plan.queues.indexOf(queue)] ?? ''}${String(count).padStart(3, '0')}`;
    this.numbers.set(ticketId, number);
    return number;
  }
}

/** What comes of a visit is no part of the benchmark; it is read off the ticket's own number, the same on every run. */
function outcome(ticketId: string): 'done' | 'accepted' | 'supplement' | 'refused' {
  let hash = 0;
  for (const letter of ticketId) hash = (Math.imul(hash, 31) + letter.charCodeAt(0)) >>> 0;
  const luck = (Math.imul(hash, 0x9e3779b1) >>> 0) / 4294967296;
  return luck < 0.06 ? 'supplement' : luck < 0.07 ? 'refused' : luck < 0.4 ? 'accepted' : 'done';
}
