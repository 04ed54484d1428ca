import type { HallEvent, Prompt } from '@cockpit/contracts';
import type { EventDoor } from '@cockpit/sources';
import { CockpitError, ignoreRefusal, type Cockpit } from '../cockpit';
import { HallDay, orderOf, type Order } from '../hall/hall-day';
import type { HallPlan } from '../hall/plan';
import { outgoing } from '../hall/batch';
import { DECLINED_BECAUSE, ShiftLead } from './lead';
import type { Guides } from './guides';
import type { PlanFollowers } from './plan-followers';
import type { LeadPerson } from './lead-person';

export interface Obeyed {
  minute: number;
  order: Order;
}

export interface RunnerOptions {
  readonly plan: HallPlan;
  readonly zone: string;
  readonly door: Pick<EventDoor, 'post'>;
  /** Absent for a twin: it gets no prompts. */
  readonly cockpit?:
    | Pick<Cockpit, 'prompts' | 'planGuides' | 'planOrders' | 'receivePlan' | 'accept' | 'decline'>
    | undefined;
  /** Client for tickets that were led away, with the key of the event source; absent for a twin. */
  readonly departures?: Pick<Cockpit, 'guided'> | undefined;
  /** Officers who follow an issued plan; absent for a twin. */
  readonly followers?: PlanFollowers | undefined;
  /** Absent: everything is followed and nothing is confirmed. */
  readonly guides?: Pick<Guides, 'follow' | 'confirm'> | undefined;
  /** Answers prompts automatically. */
  readonly lead?: ShiftLead | undefined;
  /**
   * Account with which the lead answers while it is switched on; absent: it always answers with the prompt reader's
   * token.
   */
  readonly person?: Pick<LeadPerson, 'isOn' | 'accept' | 'decline' | 'considerPlan' | 'receivePlan'> | undefined;
  /** Orders already obeyed on this day, before a restart; new ones are added. */
  readonly journal: Obeyed[];
  /** Called when the journal has grown, before any resulting event is sent. */
  readonly save: () => void;
  readonly warn: (message: string) => void;
}

/** Guides lead away few people, so led-away tickets are read at every fifth listening only. */
const DEPARTURES_EVERY = 5;

/** One hall on one day: plays on, sends its events, reads accepted prompts and obeys them. */
export class HallRunner {
  private readonly day: HallDay;
  private readonly obeyed = new Set<string>();
  private readonly script: Obeyed[];
  /** Last minute in which the plan's orders were read. */
  private planReadMin = -Infinity;
  private listenings = 0;

  constructor(private readonly options: RunnerOptions) {
    this.day = new HallDay(options.plan);
    this.script = [...options.journal].sort((a, b) => a.minute - b.minute);
    for (const { order } of this.script) this.obeyed.add(keyOf(order));
  }

  get hall(): string {
    return this.options.plan.hall;
  }

  get over(): boolean {
    return this.day.over;
  }

  get nowMin(): number {
    return this.day.nowMin;
  }

  /** Replays what was sent before a restart. Only events that may not have arrived are sent again. */
  resume(minute: number): void {
    this.play(minute);
  }

  /**
   * Plays on to `minute` and sends the events; resolves when the door has taken them.
   * @param door of another source, for history
   */
  async advanceTo(minute: number, door: RunnerOptions['door'] = this.options.door): Promise<void> {
    const events = this.play(minute);
    if (events.length > 0) await door.post(outgoing(this.hall, this.options.zone, events));
  }

  /** Sends the current time to readers of the feed clock. */
  async pulse(): Promise<void> {
    await this.options.door.post(outgoing(this.hall, this.options.zone, [this.day.pulse()]));
  }

  /** Reads accepted and undone prompts and led-away tickets, lets the shift lead answer shown prompts, and obeys. */
  async listen(): Promise<void> {
    const { cockpit, departures, lead } = this.options;
    if (this.over) return;
    try {
      if (cockpit) {
        const live = await cockpit.prompts(this.hall, 'live');
        if (lead)
          await this.answer(
            cockpit,
            lead,
            live.filter(({ state }) => state === 'shown'),
          );
        await this.readPrompts(
          cockpit,
          live.filter(({ state }) => state === 'accepted'),
        );
        await this.readPlan(cockpit);
      }
      if (departures) await this.readDepartures(departures);
    } catch (error) {
      if (!(error instanceof CockpitError)) throw error;
      // The hall goes on without the cockpit and reads the prompts when it is back.
      this.options.warn(`${this.hall}: ${error.message}`);
    }
  }

  private async readDepartures(departures: Pick<Cockpit, 'guided'>): Promise<void> {
    this.listenings += 1;
    if (this.listenings % DEPARTURES_EVERY !== 1) return;
    for (const { id, ticketId, to, undone } of await departures.guided(this.hall, this.options.plan.date))
      this.obey({ id, kind: 'lead', queues: [], ticketId, channel: to }, undone);
  }

  private async readPrompts(cockpit: Pick<Cockpit, 'prompts'>, accepted: readonly Prompt[]): Promise<void> {
    const { guides } = this.options;
    for (const prompt of accepted) if (guides?.follow(prompt) !== false) this.obey(prompt, false);
    await guides?.confirm(accepted, this.nowMin);
    if (this.obeyed.size > 0) for (const prompt of await cockpit.prompts(this.hall, 'undone')) this.obey(prompt, true);
  }

  /** Reads the plan's orders, at most once a minute. */
  private async readPlan(cockpit: Pick<Cockpit, 'planGuides' | 'planOrders' | 'receivePlan'>): Promise<void> {
    const { followers } = this.options;
    const minute = Math.floor(this.nowMin);
    if (followers === undefined || minute === this.planReadMin) return;
    this.planReadMin = minute;
    const orders = await cockpit.planOrders(this.hall);
    for (const order of followers.due(orders.items, this.nowMin)) this.carryOut(order);
    const { madeAt } = orders;
    if (madeAt === null) return;
    for (const order of followers.guiding((await cockpit.planGuides(this.hall)).items, this.nowMin))
      this.carryOut(order);
    const confirming = this.options.person ?? cockpit;
    for (const windowId of followers.receiving(orders, this.nowMin))
      await confirming.receivePlan(this.hall, madeAt, windowId).catch(ignoreRefusal);
  }

  private async answer(
    cockpit: Pick<Cockpit, 'accept' | 'decline'>,
    lead: ShiftLead,
    shown: readonly Prompt[],
  ): Promise<void> {
    const { person } = this.options;
    if (person !== undefined && !(await person.isOn())) return;
    lead.look(shown, this.nowMin);
    await person?.considerPlan(this.nowMin);
    const answering = person ?? cockpit;
    for (let due = lead.next(this.nowMin); due; due = lead.next(this.nowMin)) {
      const { id } = due.prompt;
      const { accepted } = due.reply;
      await (accepted ? answering.accept(id) : answering.decline(id, DECLINED_BECAUSE)).catch(ignoreRefusal);
    }
  }

  /** Obeys an order at this minute and records it first. */
  obey(prompt: Prompt | Order, undone: boolean): void {
    if (undone && !this.obeyed.has(prompt.id)) return;
    this.carryOut({ ...orderOf(prompt), ...(undone ? { undone } : {}) });
  }

  private carryOut(order: Order): void {
    if (this.obeyed.has(keyOf(order))) return;
    this.obeyed.add(keyOf(order));
    this.options.journal.push({ minute: this.nowMin, order });
    this.options.save();
    this.day.obey(order);
  }

  private play(minute: number): HallEvent[] {
    const events: HallEvent[] = [];
    for (let next = this.script[0]; next !== undefined && next.minute <= minute; next = this.script[0]) {
      this.script.shift();
      events.push(...this.day.advanceTo(next.minute));
      this.day.obey(next.order);
    }
    events.push(...this.day.advanceTo(minute));
    return events;
  }
}

const keyOf = (order: Order): string => (order.undone === true ? `${order.id} undone` : order.id);
