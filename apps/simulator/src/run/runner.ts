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
  /** absent for a twin: it gets no prompts */
  readonly cockpit?:
    | Pick<Cockpit, 'prompts' | 'planGuides' | 'planOrders' | 'receivePlan' | 'accept' | 'decline'>
    | undefined;
  /** asked who was led away, under the key events are told with; absent for a twin: nobody is led away from a drawing */
  readonly departures?: Pick<Cockpit, 'guided'> | undefined;
  /** what of the windows follow a plan that was sent; absent for a twin */
  readonly followers?: PlanFollowers | undefined;
  /** absent: everything is done that guides are asked to do, and nobody says so */
  readonly guides?: Pick<Guides, 'follow' | 'confirm'> | undefined;
  /** answers prompts by itself */
  readonly lead?: ShiftLead | undefined;
  /** as whom the lead answers, while it is switched on; absent: as whoever reads the prompts, always */
  readonly person?: Pick<LeadPerson, 'isOn' | 'accept' | 'decline' | 'considerPlan' | 'receivePlan'> | undefined;
  /** orders already obeyed on this day, before a restart; new ones are added */
  readonly journal: Obeyed[];
  /** called when the journal has grown, before anything that follows from it leaves the house */
  readonly save: () => void;
  readonly warn: (message: string) => void;
}

/** Guides lead away few people: they are asked for every fifth time only. */
const DEPARTURES_EVERY = 5;

/** One hall on one day, beside the cockpit: plays on, tells what happened, asks what was accepted, and obeys. */
export class HallRunner {
  private readonly day: HallDay;
  private readonly obeyed = new Set<string>();
  private readonly script: Obeyed[];
  /** the last minute in which it was asked what the plan orders */
  private planHeardMin = -Infinity;
  private listened = 0;

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

  /** Plays what was already told before a restart; nothing of it is sent again but what may not have arrived. */
  resume(minute: number): void {
    this.play(minute);
  }

  /** Plays on to `minute` and returns when the door has taken everything; another source's door where it is told as history. */
  async advanceTo(minute: number, door: RunnerOptions['door'] = this.options.door): Promise<void> {
    const events = this.play(minute);
    if (events.length > 0) await door.post(outgoing(this.hall, this.options.zone, events));
  }

  /** Shows the time it is, so that whoever reads the feed's clock knows it too. */
  async pulse(): Promise<void> {
    await this.options.door.post(outgoing(this.hall, this.options.zone, [this.day.pulse()]));
  }

  /** Asks what was accepted (and undone) and who was led away, lets the shift lead answer what is shown, and obeys. */
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
        await this.hear(
          cockpit,
          live.filter(({ state }) => state === 'accepted'),
        );
        await this.hearPlan(cockpit);
      }
      if (departures) await this.hearDepartures(departures);
    } catch (error) {
      if (!(error instanceof CockpitError)) throw error;
      // The hall goes on without the cockpit; it will hear of the prompts when the cockpit is back.
      this.options.warn(`${this.hall}: ${error.message}`);
    }
  }

  private async hearDepartures(departures: Pick<Cockpit, 'guided'>): Promise<void> {
    this.listened += 1;
    if (this.listened % DEPARTURES_EVERY !== 1) return;
    for (const { id, ticketId, to, undone } of await departures.guided(this.hall, this.options.plan.date))
      this.obey({ id, kind: 'lead', queues: [], ticketId, channel: to }, undone);
  }

  private async hear(cockpit: Pick<Cockpit, 'prompts'>, accepted: readonly Prompt[]): Promise<void> {
    const { guides } = this.options;
    for (const prompt of accepted) if (guides?.follow(prompt) !== false) this.obey(prompt, false);
    await guides?.confirm(accepted, this.nowMin);
    if (this.obeyed.size > 0) for (const prompt of await cockpit.prompts(this.hall, 'undone')) this.obey(prompt, true);
  }

  /** Once a minute: a plan is made for hours. */
  private async hearPlan(cockpit: Pick<Cockpit, 'planGuides' | 'planOrders' | 'receivePlan'>): Promise<void> {
    const { followers } = this.options;
    const minute = Math.floor(this.nowMin);
    if (followers === undefined || minute === this.planHeardMin) return;
    this.planHeardMin = minute;
    const orders = await cockpit.planOrders(this.hall);
    for (const order of followers.due(orders.items, this.nowMin)) this.carryOut(order);
    const { madeAt } = orders;
    if (madeAt === null) return;
    for (const order of followers.guiding((await cockpit.planGuides(this.hall)).items, this.nowMin))
      this.carryOut(order);
    const saying = this.options.person ?? cockpit;
    for (const windowId of followers.receiving(orders, this.nowMin))
      await saying.receivePlan(this.hall, madeAt, windowId).catch(ignoreRefusal);
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

  /** Obeys at this very minute, and remembers it first. */
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
