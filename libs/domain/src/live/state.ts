import { isOwnSource, type HallEvent, type LoggedEvent } from '@cockpit/contracts';
import { BookingsLive } from './booking';
import type { HallConfig } from './config';
import { FeedLive, TOLD_ON_WALLS } from './feed';
import { readState, writeState, type HallStateJson } from './json';
import { calledNumber } from './observations';
import { partOf, QueueLive } from './queue';
import { TerminalLive } from './terminal';
import { isLater, kindOf, sameParts, speaksOfWalls, windowFact } from './state-facts';
import { standOf, type TerminalStand } from './terminal-watch';
import { LiveTicket, ticketFact, type TicketFact } from './ticket';
import type { WaitingTicket } from './ticket-part';
import { whereaboutsOf, type Whereabouts } from './whereabouts';
import { WindowLive, type WindowFact } from './window';

/** An event of this hall, with fields of the log if available. */
export type LiveEvent = HallEvent & Partial<Pick<LoggedEvent, 'identity' | 'sourceName' | 'receivedAt'>>;

/** Enough of an identity to distinguish the facts of one ticket or window. */
const KEY_LENGTH = 12;

/**
 * One hall on one hall day: the fold of its events. Applying events is commutative and idempotent per ticket, window, queue, terminal and
 * booking, so late, repeated, withdrawn and shuffled events give the same state. The caller passes only events of this hall and hall day.
 */
export class HallState {
  readonly tickets = new Map<string, LiveTicket>();
  readonly queues = new Map<string, QueueLive>();
  readonly windows = new Map<string, WindowLive>();
  readonly terminals = new Map<string, TerminalLive>();
  /** terminal states at the end of the days before, by id */
  readonly terminalsBefore = new Map<string, TerminalStand>();
  readonly feeds = new Map<string, FeedLive>();
  readonly bookings = new BookingsLive();
  /** hall time at which the feed first showed a prompt as carried out, by prompt id */
  readonly carriedOut = new Map<string, number>();
  readonly withdrawn = new Set<string>();
  /** created at the first withdrawal, because most days have none */
  private whereabouts: Whereabouts | null = null;
  private advancedTo: number;

  constructor(readonly config: HallConfig) {
    this.advancedTo = config.dayStart;
    for (const queue of config.queues) this.queues.set(queue.code, new QueueLive(queue.code, queue, config.dayStart));
    for (const window of config.windows) this.windows.set(window.id, new WindowLive(window.id, window));
  }

  static fromJSON(json: HallStateJson, config: HallConfig): HallState {
    const state = new HallState(config);
    readState(state, json);
    return state;
  }

  /** Compact and canonical: equal states give equal JSON. */
  toJSON(): HallStateJson {
    return writeState(this, this.advancedTo);
  }

  /**
   * Current hall time, epoch ms. With clock `feed`, the latest time of the primary source; otherwise, or if it is later, the last time
   * passed to `advance`.
   */
  get now(): number {
    if (this.config.hall.clock === 'wall') return this.advancedTo;
    return Math.max(this.advancedTo, this.primaryFeed()?.lastEventAt ?? this.advancedTo);
  }

  /** Advances the clock; it never goes back. */
  advance(time: number): void {
    if (time > this.advancedTo) this.advancedTo = time;
  }

  /**
   * The source that sets the hall's time: the configured one, else the source of the wall's kinds with the latest time. So a source of past
   * events never leads once another one sends current events.
   */
  primaryFeed(): FeedLive | null {
    const named = this.config.hall.primarySource;
    if (named !== undefined) return this.feeds.get(named) ?? null;
    let latestOfWall: FeedLive | null = null;
    let latestOfAll: FeedLive | null = null;
    for (const feed of this.feeds.values()) {
      if (latestOfAll === null || isLater(feed, latestOfAll)) latestOfAll = feed;
      if (speaksOfWalls(feed) && (latestOfWall === null || isLater(feed, latestOfWall))) latestOfWall = feed;
    }
    return latestOfWall ?? latestOfAll;
  }

  /** Whether an event of a source that is not configured may set the hall's time. */
  mayLead(source: string, type: string): boolean {
    if (!isOwnSource(source) && TOLD_ON_WALLS.includes(kindOf(type))) return true;
    return ![...this.feeds.values()].some(speaksOfWalls);
  }

  waiting(queue: string): readonly WaitingTicket[] {
    return this.queues.get(queue)?.waiting ?? [];
  }

  /** Tickets issued per half hour since the start of the day. */
  arrivals(queue: string): number[] {
    return this.queues.get(queue)?.arrivals(30) ?? [];
  }

  apply(event: LiveEvent): void {
    const key = event.identity?.slice(0, KEY_LENGTH) ?? event.id;
    this.feed(event.sourceName ?? '').see(kindOf(event.type), event.time, event.receivedAt ?? null);
    // Heartbeats cannot be withdrawn: the machine was on, whatever else was withdrawn.
    if (event.type === 'hall.terminal.heartbeat') this.terminal(event.data.terminalId).beat(event.time);
    if (this.withdrawn.size > 0 && this.withdrawn.has(key)) return;
    switch (event.type) {
      case 'hall.ticket.issued':
      case 'hall.ticket.called':
      case 'hall.ticket.recalled':
      case 'hall.ticket.started':
      case 'hall.ticket.finished':
      case 'hall.ticket.no-show':
      case 'hall.ticket.cancelled':
      case 'hall.ticket.transferred': {
        const fact = ticketFact(event, key);
        if (fact !== null) this.applyTicket(event.data.ticketId, fact);
        return;
      }
      case 'hall.window.opened':
      case 'hall.window.closed':
      case 'hall.window.paused':
      case 'hall.window.resumed':
      case 'hall.window.fault':
      case 'hall.window.restored':
      case 'hall.window.assigned':
        this.applyWindow(event.data.windowId, windowFact(event, key));
        return;
      case 'hall.queue.observed': {
        const { waiting, lastCalled, openWindows, avgServiceMin } = event.data;
        const queue = this.queue(event.data.queue);
        this.whereabouts?.set(key, queue);
        queue.observed.add({
          at: event.time,
          key,
          source: event.sourceName ?? '',
          waiting,
          lastCalled: lastCalled ?? null,
          calledNumber: calledNumber(lastCalled ?? null),
          openWindows: openWindows ?? null,
          avgServiceMin: avgServiceMin ?? null,
        });
        return;
      }
      case 'hall.terminal.fault':
        this.terminalOfFact(event.data.terminalId, key).report({
          at: event.time,
          key,
          fault: true,
          code: event.data.code ?? null,
        });
        return;
      case 'hall.terminal.restored':
        this.terminalOfFact(event.data.terminalId, key).report({ at: event.time, key, fault: false, code: null });
        return;
      case 'hall.terminal.used': {
        const { item, seconds, outcome } = event.data;
        this.terminalOfFact(event.data.terminalId, key).use({ at: event.time, key, item, seconds, outcome });
        return;
      }
      case 'hall.booking.created':
      case 'hall.booking.cancelled':
        this.bookings.add([key, event.time, event.type, event.data]);
        return;
      case 'hall.notice.corrected':
      case 'hall.notice.voided':
        // Events have keyed hashes as names, which only the log can compute, so the log calls `withdraw`.
        if (event.identity === undefined) this.withdraw(event.data.ofId);
        return;
      default:
    }
  }

  /** Withdraws an event by its identity, even before it arrives. */
  withdraw(identity: string): void {
    const key = identity.slice(0, KEY_LENGTH);
    if (this.withdrawn.has(key)) return;
    this.withdrawn.add(key);
    this.bookings.remove(key);
    const entity = (this.whereabouts ??= whereaboutsOf(this)).get(key);
    if (entity === undefined) return;
    this.whereabouts.delete(key);
    if (entity instanceof LiveTicket) this.takeFromTicket(entity, key);
    else if (entity instanceof WindowLive) this.takeFromWindow(entity, key);
    else if (entity instanceof QueueLive) {
      entity.observed.remove(key);
      this.forgetQueue(entity.code);
    } else {
      entity.remove(key);
      if (entity.isForgettable) this.terminals.delete(entity.terminalId);
    }
  }

  applyTicket(ticketId: string, fact: TicketFact): void {
    let ticket = this.tickets.get(ticketId);
    if (ticket === undefined) {
      ticket = new LiveTicket(ticketId);
      this.tickets.set(ticketId, ticket);
    }
    const added = ticket.add(fact);
    if (added === 'repeat') return;
    this.whereabouts?.set(fact.key, ticket);
    if (fact.windowId !== null) this.window(fact.windowId).touch(fact.kind, fact.at, fact.officerId, ticket);
    // Only a change of the past can change the queue of a call.
    if (added === 'late' || fact.kind === 'issued')
      for (const { windowId } of ticket.facts) if (windowId !== null) this.window(windowId).changed();
    this.recount(ticket);
  }

  applyWindow(windowId: string, fact: WindowFact): void {
    const window = this.window(windowId);
    if (!window.add(fact)) return;
    this.whereabouts?.set(fact.key, window);
    this.carryOut(fact);
  }

  private carryOut({ promptId, at }: WindowFact): void {
    if (promptId === null) return;
    const previous = this.carriedOut.get(promptId);
    if (previous === undefined || at < previous) this.carriedOut.set(promptId, at);
  }

  queue(code: string): QueueLive {
    let queue = this.queues.get(code);
    if (queue === undefined) {
      queue = new QueueLive(code, null, this.config.dayStart);
      this.queues.set(code, queue);
    }
    return queue;
  }

  window(id: string): WindowLive {
    let window = this.windows.get(id);
    if (window === undefined) {
      window = new WindowLive(id, null);
      this.windows.set(id, window);
    }
    return window;
  }

  terminal(id: string): TerminalLive {
    let terminal = this.terminals.get(id);
    if (terminal === undefined) {
      terminal = new TerminalLive(id);
      this.terminals.set(id, terminal);
    }
    return terminal;
  }

  /** State of a terminal from today's events and the days before. */
  terminalStand(id: string): TerminalStand {
    return standOf(this.terminals.get(id), this.terminalsBefore.get(id));
  }

  /** Takes over terminal states from the state of the previous day. */
  carryTerminals(from: HallState): void {
    for (const id of new Set([...from.terminalsBefore.keys(), ...from.terminals.keys()]))
      this.terminalsBefore.set(id, from.terminalStand(id));
  }

  private terminalOfFact(id: string, key: string): TerminalLive {
    const terminal = this.terminal(id);
    this.whereabouts?.set(key, terminal);
    return terminal;
  }

  feed(source: string): FeedLive {
    let feed = this.feeds.get(source);
    if (feed === undefined) {
      feed = new FeedLive(source);
      this.feeds.set(source, feed);
    }
    return feed;
  }

  /** Updates the line, window and figures that a changed ticket belongs to. */
  private recount(ticket: LiveTicket): void {
    const { counted } = ticket;
    const { queue, issuedAt, enqueuedAt: since } = ticket;
    const line = ticket.state === 'waiting' && issuedAt !== null ? queue : null;
    const { place } = counted;
    if (
      line !== counted.line ||
      (place !== null &&
        (place.issuedAt !== issuedAt ||
          place.since !== since ||
          place.priority !== ticket.priority ||
          place.item !== ticket.item))
    ) {
      if (counted.line !== null) this.queue(counted.line).leave(ticket.id);
      counted.line = line;
      counted.place = null;
      if (line !== null && issuedAt !== null && since !== null) {
        counted.place = {
          id: ticket.id,
          number: ticket.number,
          item: ticket.item,
          priority: ticket.priority,
          issuedAt,
          since,
        };
        this.queue(line).enter(counted.place);
      }
    }
    const windowId = ticket.state === 'called' || ticket.state === 'serving' ? ticket.windowId : null;
    if (windowId !== counted.windowId) {
      if (counted.windowId !== null) this.window(counted.windowId).leave(ticket);
      if (windowId !== null) this.window(windowId).arrive(ticket);
      counted.windowId = windowId;
    }
    const part = partOf(ticket);
    const before = counted.part;
    if (!sameParts(part, before)) {
      if (before !== null) this.queue(before.queue).tally(before, -1);
      if (part !== null) this.queue(part.queue).tally(part, 1);
      counted.part = part;
      if (before !== null) this.forgetQueue(before.queue);
    }
  }

  private takeFromTicket(ticket: LiveTicket, key: string): void {
    const windows = new Set(ticket.facts.flatMap(({ windowId }) => windowId ?? []));
    ticket.remove(key);
    this.recount(ticket);
    for (const id of windows) {
      const window = this.window(id);
      window.lost(ticket);
      if (window.isForgettable) this.windows.delete(id);
    }
    if (ticket.facts.length === 0) this.tickets.delete(ticket.id);
  }

  private takeFromWindow(window: WindowLive, key: string): void {
    for (const { promptId } of window.remove(key)) {
      if (promptId === null) continue;
      this.carriedOut.delete(promptId);
      for (const { facts } of this.windows.values())
        for (const fact of facts) if (fact.promptId === promptId) this.carryOut(fact);
    }
    if (window.isForgettable) this.windows.delete(window.windowId);
  }

  /** Queues outside the organisation exist only while they have tickets or events. */
  private forgetQueue(code: string): void {
    if (this.queues.get(code)?.isForgettable === true) this.queues.delete(code);
  }
}
