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

/** What a hall needs of a prompt to obey it; kept in the journal, so that a restart obeys it again at the same moment. */
export interface Order {
  readonly id: string;
  /** what a prompt asks for; `lead`: a guide has led one visitor away; `rest`: a lunch or break is taken at another time */
  readonly kind: PromptKind | 'lead' | 'rest';
  readonly windowId?: string | undefined;
  readonly queues: readonly string[];
  readonly item?: string | undefined;
  readonly ticketId?: string | undefined;
  /** where people are guided to; a terminal unless it says mobile */
  readonly channel?: 'self-service' | 'mobile' | undefined;
  readonly until?: string | undefined;
  /** what a plan ordered, which is no prompt that the feed could name */
  readonly ofPlan?: boolean | undefined;
  /** which absence, and when it was to begin before and begins now */
  readonly rest?: { readonly kind: 'lunch' | 'break'; readonly was: string; readonly from: string } | undefined;
  /** the prompt was taken back: so is what it did */
  readonly undone?: boolean | undefined;
}

/** What of a prompt, or of an order, is obeyed. */
export function orderOf(asked: Prompt | Order): Order {
  const { id, kind, windowId, queues, item, channel, until } = asked;
  const ticketId = 'ticketId' in asked ? asked.ticketId : undefined;
  const order = { id, kind, windowId, queues, item, channel, until };
  return ticketId === undefined ? order : { ...order, ticketId };
}

/** The hall wakes up this long before its doors open: terminals report, the feed clock starts to run. */
export const WAKE_MIN = -5;
/** After its opening, and after the last visitor has been called; nobody stays longer than that. */
export const LATEST_MIN = 900;

/**
 * One hall day told as events. Everything follows from the plan and from the orders, each obeyed at its minute: the same
 * plan with the same orders at the same minutes gives the same events with the same ids, however it is cut into pieces.
 */
export class HallDay {
  private readonly simulator: HallSimulator;
  private readonly enricher: EventEnricher;
  private readonly terminals: TerminalLife;
  private readonly tickets: ReadonlyMap<string, number>;
  /** who gives a ticket back in which minute */
  private readonly leavings: ReadonlyMap<number, readonly number[]>;
  private told: HallEvent[] = [];
  private minute = WAKE_MIN;
  private left = false;

  constructor(
    readonly plan: HallPlan,
    /** how often terminals report; live when absent: the first every minute, the others in turn */
    private readonly options: { readonly heartbeatEveryMin?: number } = {},
  ) {
    this.enricher = new EventEnricher(plan);
    this.terminals = new TerminalLife(plan);
    this.tickets = new Map(plan.day.tickets.map(({ id }) => [plan.names.ticket(id), id]));
    this.leavings = plan.givesBack === true ? leavings(plan.day, plan.names.ticket) : new Map<number, number[]>();
    const feed = new SimFeed(plan.day, plan.names, (event) => {
      const enriched = this.enricher.enrich(event);
      if (enriched !== null) this.told.push(enriched);
      const rating = this.enricher.rating(event);
      if (rating !== null) this.told.push(rating);
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

  /** the minute after opening this hall day has reached */
  get nowMin(): number {
    return this.minute;
  }

  /** whether everybody has gone home */
  get over(): boolean {
    return this.left;
  }

  /** Plays up to `minute` (exclusive: a decision at a minute comes before what happens in it) and returns what was seen. */
  advanceTo(minute: number): HallEvent[] {
    while (!this.left && this.minute < minute) {
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
    const events = this.told;
    this.told = [];
    // Told at its own time each, but opening, heartbeats and steps come from three mouths.
    return events.sort((a, b) => a.time - b.time);
  }

  /** One terminal reports at this very moment: it moves the hall's feed clock and nothing else. */
  pulse(): HallEvent {
    return this.enricher.pulse(this.minute);
  }

  /** Carries an order out, at the latest when the window is next free. @returns false when it makes no sense here */
  obey(order: Order): boolean {
    if (this.left) return false;
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

  /** A plan names no queues: whoever opens a reserve serves all they know. */
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

  /** What a window serves when nobody said otherwise. */
  private opening(queues: readonly string[], reserve: boolean): Assignment {
    const mask = setOfCodes(this.plan.queues, queues);
    return reserve || queues.length > 1 ? linked(mask) : exclusive(mask);
  }

  /** Whoever still stands in line then. */
  private giveBack(minute: number): void {
    for (const ticket of this.leavings.get(minute) ?? []) {
      const name = this.plan.names.ticket(ticket);
      this.enricher.leaving(name);
      if (!this.simulator.lead(ticket, 'phone')) this.enricher.staying(name);
    }
  }

  private beat(minute: number): void {
    const every = this.options.heartbeatEveryMin;
    this.told.push(...this.terminals.at(minute, every === undefined ? 'some' : minute % every === 0 ? 'all' : 'none'));
  }

  private isOver(minute: number): boolean {
    if (minute < this.plan.leaveMin) return false;
    const idle = this.simulator.windows.every(({ state }) => state !== 'serving');
    return minute >= LATEST_MIN || (idle && this.simulator.lines.every(({ length }) => length === 0));
  }

  private leave(minute: number): void {
    this.left = true;
    this.simulator.windows.forEach(({ state }, window) => {
      if (state !== 'closed') this.told.push(this.enricher.closed(minute, window));
    });
  }
}
