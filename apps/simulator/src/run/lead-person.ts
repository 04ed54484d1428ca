import { HallPlan, Simulation, type Role } from '@cockpit/contracts';
import { CockpitError, type Cockpit } from '../cockpit';
import { lotOf } from '../people';

/** Halls with a named shift lead, who also adopts the plan of the day and can be switched off at the desk. */
export const LED: ReadonlySet<string> = new Set(['H32']);
/** Name that shows that it is not a real person. */
export const LEAD_NAME = '仿真值班长';
/** Its rights are those of a shift lead of this one hall. */
export const leadOf = (hall: string): { name: string; role: Role; halls: string[] } => ({
  name: LEAD_NAME,
  role: 'supervisor',
  halls: [hall],
});
/** Range of hall minutes until a plan is adopted. */
const [LEAST_MIN, MOST_MIN] = [1, 3];
/** Plans made from few earlier days are weak: another one is requested this often, at this interval in hall minutes. */
const [MAX_REQUESTS, REQUEST_INTERVAL_MIN] = [3, 30];

/** The simulated shift lead of a hall with an account at the cockpit. */
export class LeadPerson {
  private offered: { readonly madeAt: string; readonly dueMin: number } | undefined;
  private lookedMin = -Infinity;
  private requestedMin = -Infinity;
  private requests = 0;

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

  /** Called every minute of the hall: adopts an offered plan after a delay and issues it to the windows. */
  async considerPlan(nowMin: number): Promise<void> {
    if (nowMin - this.lookedMin < 1) return;
    this.lookedMin = nowMin;
    const offer = (await this.cockpit.live(this.hall)).planOffer;
    if (offer === undefined) {
      this.requestPlan(nowMin);
      return;
    }
    this.requests = MAX_REQUESTS;
    const { madeAt } = offer;
    if (this.offered?.madeAt !== madeAt)
      this.offered = { madeAt, dueMin: nowMin + LEAST_MIN + (MOST_MIN - LEAST_MIN) * lotOf(`plan ${madeAt}`) };
    if (nowMin < this.offered.dueMin) return;
    try {
      await this.cockpit.send('POST', `${this.path}/plan/adopt`, { madeAt, moves: [] });
      await this.cockpit.send('POST', `${this.path}/plan/issue`, { madeAt });
    } catch (error) {
      // Somebody else was faster, or another plan has been made.
      if (!(error instanceof CockpitError) || error.status !== 409) throw error;
    }
  }

  /**
   * Opens the page of the plan, which makes one; later requests a new one for the rest of the day unless one is
   * adopted. Not awaited, because it takes seconds.
   */
  private requestPlan(nowMin: number): void {
    if (this.requests >= MAX_REQUESTS || nowMin - this.requestedMin < REQUEST_INTERVAL_MIN) return;
    this.requestedMin = nowMin;
    this.requests += 1;
    const isAgain = this.requests > 1;
    const request = async (): Promise<void> => {
      const { adopted, inForce } = await this.cockpit.get(`${this.path}/plan`, HallPlan);
      if (adopted !== undefined || inForce !== undefined) this.requests = MAX_REQUESTS;
      else if (isAgain) await this.cockpit.get(`${this.path}/plan?at=now`, HallPlan);
    };
    // The next call requests it again.
    request().catch(() => undefined);
  }

  private get path(): string {
    return `/v1/halls/${encodeURIComponent(this.hall)}`;
  }
}
