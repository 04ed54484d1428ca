import { HallPlan, Simulation, type Role } from '@cockpit/contracts';
import { CockpitError, type Cockpit } from '../cockpit';
import { lotOf } from '../people';

/** Halls whose shift lead stands on the pages by name, adopts the plan of the day as well, and can be switched off at the desk. */
export const LED: ReadonlySet<string> = new Set(['H32']);
/** Whoever reads what it did sees that it is nobody of the bureau. */
export const LEAD_NAME = '仿真值班长';
/** What it may do is what a shift lead of this one hall may. */
export const leadOf = (hall: string): { name: string; role: Role; halls: string[] } => ({
  ...{ name: LEAD_NAME, role: 'supervisor', halls: [hall] },
});
/** hall minutes that a plan is thought about */
const [LEAST_MIN, MOST_MIN] = [1, 3];
/** A plan made of few days before is worth little: another one is asked for so often, so many hall minutes apart. */
const [MOST_ASKED, ASK_AGAIN_MIN] = [3, 30];

/** The simulated shift lead of a hall, as a person of its own at the cockpit. */
export class LeadPerson {
  private offered: { readonly madeAt: string; readonly dueMin: number } | undefined;
  private lookedMin = -Infinity;
  private askedMin = -Infinity;
  private asked = 0;

  constructor(
    private readonly hall: string,
    private readonly cockpit: Pick<Cockpit, 'accept' | 'decline' | 'get' | 'live' | 'receivePlan' | 'send'>,
  ) {}

  /** Whether the switch at the desk is on. */
  async isOn(): Promise<boolean> {
    return (await this.cockpit.get(`${this.path}/simulation`, Simulation)).autoAccept === true;
  }

  accept(id: string): Promise<unknown> {
    return this.cockpit.accept(id);
  }

  decline(id: string, reason: string): Promise<unknown> {
    return this.cockpit.decline(id, reason);
  }

  receivePlan(hall: string, madeAt: string, windowId: string): Promise<unknown> {
    return this.cockpit.receivePlan(hall, madeAt, windowId);
  }

  /** Once in a hall minute: the plan that is offered is thought about, then adopted and told to the windows. */
  async considerPlan(nowMin: number): Promise<void> {
    if (nowMin - this.lookedMin < 1) return;
    this.lookedMin = nowMin;
    const offer = (await this.cockpit.live(this.hall)).planOffer;
    if (offer === undefined) {
      this.haveItMade(nowMin);
      return;
    }
    this.asked = MOST_ASKED;
    const { madeAt } = offer;
    if (this.offered?.madeAt !== madeAt)
      this.offered = { madeAt, dueMin: nowMin + LEAST_MIN + (MOST_MIN - LEAST_MIN) * lotOf(`plan ${madeAt}`) };
    if (nowMin < this.offered.dueMin) return;
    try {
      await this.cockpit.send('POST', `${this.path}/plan/adopt`, { madeAt, moves: [] });
      await this.cockpit.send('POST', `${this.path}/plan/issue`, { madeAt });
    } catch (error) {
      // somebody else was quicker, or another plan has been made
      if (!(error instanceof CockpitError) || error.status !== 409) throw error;
    }
  }

  /**
   * As whoever opens the page of the plan: where there is none yet it is made, later anew for the rest of the day, unless somebody has adopted
   * one. Not waited for: that takes seconds, and the hall goes on.
   */
  private haveItMade(nowMin: number): void {
    if (this.asked >= MOST_ASKED || nowMin - this.askedMin < ASK_AGAIN_MIN) return;
    this.askedMin = nowMin;
    this.asked += 1;
    const isAgain = this.asked > 1;
    const ask = async (): Promise<void> => {
      const { adopted, inForce } = await this.cockpit.get(`${this.path}/plan`, HallPlan);
      if (adopted !== undefined || inForce !== undefined) this.asked = MOST_ASKED;
      else if (isAgain) await this.cockpit.get(`${this.path}/plan?at=now`, HallPlan);
    };
    // the next look asks again
    ask().catch(() => undefined);
  }

  private get path(): string {
    return `/v1/halls/${encodeURIComponent(this.hall)}`;
  }
}
