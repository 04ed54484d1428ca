import type { HallEvent, Prompt, PromptKind } from '@cockpit/contracts';
import {
  exclusive,
  HallSimulator,
  linked,
  NO_QUEUES,
  setOfCodes,
  SimFeed,
  type Assignment,
  type QueueSet,
} from '@cockpit/domain';
import { EventEnricher } from './event-enricher';
import { leavings } from './leaving';
import type { HallPlan } from './plan';
import { TerminalLife } from './terminal-life';

/**
 * The part of a prompt that a hall needs to obey it. Stored in the journal, so that a restart obeys it again at the
 * same minute.
 */
export interface Order {
  readonly id: string;
  /** Kind of the prompt; `lead`: a guide led one visitor away; `rest`: a lunch or break moves to another time. */
  readonly kind: PromptKind | 'lead' | 'rest';
  readonly windowId?: string | undefined;
  readonly queues: readonly string[];
  readonly item?: string | undefined;
  readonly ticketId?: string | undefined;
  /** Channel to which people are guided, a terminal by default. */
  readonly channel?: 'self-service' | 'mobile' | undefined;
  readonly until?: string | undefined;
  /** True for orders of a plan, which have no prompt that the feed could name. */
  readonly ofPlan?: boolean | undefined;
  /** The moved absence, with its former and its new start. */
  readonly rest?: { readonly kind: 'lunch' | 'break'; readonly was: string; readonly from: string } | undefined;
  /** The prompt was undone, and so is its effect. */
  readonly undone?: boolean | undefined;
}

/** The obeyed part of a prompt or order. */
export function orderOf(source: Prompt | Order): Order {
  const { id, kind, windowId, queues, item, channel, until } = source;
  const ticketId = 'ticketId' in source ? source.ticketId : undefined;
  const order = { id, kind, windowId, queues, item, channel, until };
  return ticketId === undefined ? order : { ...order, ticketId };
}

/** The hall wakes up this long before it opens: terminals report and the feed clock starts. */
export const WAKE_MIN = -5;
/** Last minute of the hall day after opening, even if somebody is still served. */
export const LATEST_MIN = 900;

/**
 * Events of one hall day. They follow from the plan and the orders alone: the same orders at the same minutes give the
 * same events with the same ids, however the day is cut into pieces.
 */
export class HallDay {
  private readonly simulator: HallSimulator;
  private readonly enricher: EventEnricher;
  private readonly terminals: TerminalLife;
  private readonly tickets: ReadonlyMap<string, number>;
  /** Tickets given back, by minute. */
  private readonly leavings: ReadonlyMap<number, readonly number[]>;
  private events: HallEvent[] = [];
  private minute = WAKE_MIN;
  private isClosed = false;

  constructor(
    readonly plan: HallPlan,
    /**
     * Interval of terminal heartbeats, minutes; absent for live: the first terminal every minute, the others in turn.
     */
    private readonly options: { readonly heartbeatEveryMin?: number } = {},
  ) {
    this.enricher = new EventEnricher(plan);
    this.terminals = new TerminalLife(plan);
    this.tickets = new Map(plan.day.tickets.map(({ id }) => [plan.names.ticket(id), id]));
    this.leavings = plan.givesBack === true ? leavings(plan.day, plan.names.ticket) : new Map<number, number[]>();
    const feed = new SimFeed(plan.day, plan.names, (event) => {
      const enriched = this.enricher.enrich(event);
      if (enriched !== null) this.events.push(enriched);
      const rating = this.enricher.rating(event);
      if (rating !== null) this.events.push(rating);
    });
    const openings = plan.day.officers.map((officer, place) =>
      this.opening(plan.windows[place]?.queues ?? [], officer.reserve),
    );
    this.simulator = new HallSimulator(plan.day, {
      opening: (officer) => openings[officer.window] ?? exclusive(NO_QUEUES),
      onStep: feed.onStep,
    });
    this.start = () => {
      feed.open((window) => openings[window]?.mask ?? NO_QUEUES);
    };
  }

  /** Minute after opening that this hall day has reached. */
  get nowMin(): number {
    return this.minute;
  }

  /** Whether everybody has gone home. */
  get over(): boolean {
    return this.isClosed;
  }

  /**
   * Plays up to `minute` (exclusive: a decision at a minute comes before the events of that minute).
   * @returns the new events in order of time
   */
  advanceTo(minute: number): HallEvent[] {
    while (!this.isClosed && this.minute < minute) {
      const next = Math.min(minute, Math.floor(this.minute) + 1);
      if (next > 0) this.simulator.advanceTo(next);
      this.minute = next;
      if (next === 0) this.start();
      if (Number.isInteger(next)) {
        this.giveBack(next);
        this.beat(next);
      }
      if (this.isOver(next)) this.leave(next);
    }
    const events = this.events;
    this.events = [];
    // Openings, heartbeats and steps are collected separately, so the events need sorting.
    return events.sort((a, b) => a.time - b.time);
  }

  /** A heartbeat of one terminal at this moment. It moves only the hall's feed clock. */
  pulse(): HallEvent {
    return this.enricher.pulse(this.minute);
  }

  /**
   * Carries out an order, at the latest when the window is next free.
   * @returns false if it cannot be carried out
   */
  obey(order: Order): boolean {
    if (this.isClosed) return false;
    const { plan, simulator } = this;
    if (order.kind === 'lead') return this.lead(order);
    const window = plan.windows.findIndex(({ id }) => id === order.windowId);
    const untilMin =
      order.until === undefined
        ? this.minute + plan.day.scenario.selfService.guideMin
        : (Date.parse(order.until) - plan.names.opening) / 60_000;
    if (order.kind === 'guide') return this.guide(order, order.undone === true ? this.minute : untilMin);
    if (window < 0) return false;
    const promptId = order.ofPlan === true ? undefined : order.id;
    switch (order.kind) {
      case 'link':
      case 'reassign':
        simulator.assign(window, this.assignment(order, window, promptId));
        return true;
      case 'open':
        return (
          order.undone !== true && simulator.open(window, untilMin, linked(this.openedFor(order, window), promptId))
        );
      case 'rest':
        return order.rest !== undefined && this.moveRest(window, order.rest);
      case 'recall':
        if (order.undone === true) return false;
        this.enricher.because(window, order.id);
        return simulator.recall(window);
      default:
        return false;
    }
  }

  private readonly start: () => void;

  private guide(order: Order, untilMin: number): boolean {
    const branch = this.plan.items.findIndex((items) => order.item !== undefined && items.includes(order.item));
    if (branch < 0 || order.item === undefined) return false;
    this.enricher.guiding(order.item, order.channel ?? 'self-service');
    this.simulator.guide(branch, this.plan.items[branch]?.indexOf(order.item) ?? 0, untilMin);
    return true;
  }

  private lead({ ticketId = '', channel, undone }: Order): boolean {
    const ticket = this.tickets.get(ticketId);
    if (ticket === undefined) return false;
    if (undone !== true) {
      this.enricher.leading(ticketId, channel ?? 'self-service');
      return this.simulator.lead(ticket, channel === 'mobile' ? 'phone' : 'terminal');
    }
    this.enricher.bringingBack(ticketId);
    return this.simulator.bringBack(ticket);
  }

  /** A plan names no queues: an opened reserve window serves all queues its officer can. */
  private openedFor({ queues }: Order, window: number): QueueSet {
    return queues.length > 0
      ? setOfCodes(this.plan.queues, queues)
      : (this.plan.day.officers[window]?.skills ?? NO_QUEUES);
  }

  private moveRest(window: number, { kind, was, from }: NonNullable<Order['rest']>): boolean {
    const minute = (time: string): number => (Date.parse(time) - this.plan.names.opening) / 60_000;
    return this.simulator.moveAbsence(window, kind, minute(was), minute(from));
  }

  private assignment(order: Order, window: number, promptId: string | undefined): Assignment {
    const home = this.plan.windows[window]?.queues ?? [];
    if (order.undone === true) return this.opening(home, false);
    const mask = setOfCodes(this.plan.queues, order.queues);
    return order.kind === 'link' ? linked(mask, promptId) : exclusive(mask, promptId);
  }

  /** Assignment of a window without any order. */
  private opening(queues: readonly string[], reserve: boolean): Assignment {
    const mask = setOfCodes(this.plan.queues, queues);
    return reserve || queues.length > 1 ? linked(mask) : exclusive(mask);
  }

  /** Removes visitors who give their ticket back in this minute and are still waiting. */
  private giveBack(minute: number): void {
    for (const ticket of this.leavings.get(minute) ?? []) {
      const name = this.plan.names.ticket(ticket);
      this.enricher.leaving(name);
      if (!this.simulator.lead(ticket, 'phone')) this.enricher.staying(name);
    }
  }

  private beat(minute: number): void {
    const every = this.options.heartbeatEveryMin;
    this.events.push(
      ...this.terminals.at(minute, every === undefined ? 'some' : minute % every === 0 ? 'all' : 'none'),
    );
  }

  private isOver(minute: number): boolean {
    if (minute < this.plan.leaveMin) return false;
    const idle = this.simulator.windows.every(({ state }) => state !== 'serving');
    return minute >= LATEST_MIN || (idle && this.simulator.lines.every(({ length }) => length === 0));
  }

  private leave(minute: number): void {
    this.isClosed = true;
    this.simulator.windows.forEach(({ state }, window) => {
      if (state !== 'closed') this.events.push(this.enricher.closed(minute, window));
    });
  }
}
