import { Inject, Injectable } from '@nestjs/common';
import type { PlanEffect, PlanEffectAnswer } from '@cockpit/contracts';
import { hallDay } from '@cockpit/domain';
import { eventsOfDay, HallConfigs, HallStates, standing, STORED_EVENTS, type StoredEvents } from '@cockpit/live';
import { HallClock } from '@cockpit/organisation';
import { LRUCache } from 'lru-cache';
import { planEffect, type IssuedPlan } from './plan-effect';
import { PlanFollowing } from './plan-following';
import { PlanStore } from './plan-store';

/** Effects kept in memory by one process, and how long a day that goes on is taken for what it was. */
const KEPT = 50;
const STEP_MS = 5 * 60_000;

/** Role api: what the plan of a day that was adopted and sent did, as far as the day has come. */
@Injectable()
export class PlanEffects {
  private readonly known = new LRUCache<string, Promise<PlanEffect | null>>({ max: KEPT });

  constructor(
    private readonly store: PlanStore,
    private readonly configs: HallConfigs,
    private readonly states: HallStates,
    private readonly hallClock: HallClock,
    private readonly following: PlanFollowing,
    @Inject(STORED_EVENTS) private readonly stored: StoredEvents,
  ) {}

  /** Both null where no plan of that day was adopted and sent. @param day without one the day the hall is on */
  async of(hall: string, day?: string): Promise<PlanEffectAnswer> {
    const now = await this.hallClock.now(hall);
    const on = day ?? hallDay(now, await this.hallClock.zone(hall));
    const plan = await this.store.issuedOf(hall, on);
    if (plan?.adopted === undefined) return { effect: null, adherence: null };
    const [effect, adherence] = await Promise.all([this.effect(plan, now), this.following.of(plan, now)]);
    return { effect, adherence };
  }

  private effect(plan: IssuedPlan, now: number): Promise<PlanEffect | null> {
    const step = Math.floor(now / STEP_MS);
    const key = `${plan.hall}/${plan.day}/${plan.madeAt}/${plan.issued.at}/${String(step)}`;
    const known = this.known.get(key);
    if (known !== undefined) return known;
    const found = this.compute(plan, now);
    this.known.set(key, found);
    found.catch(() => this.known.delete(key));
    return found;
  }

  private async compute(plan: IssuedPlan, now: number): Promise<PlanEffect | null> {
    const { hall, day } = plan;
    const config = await this.configs.get(hall, day);
    if (config === null) return null;
    const events = await eventsOfDay(this.stored, hall, day);
    const past = await this.states.stored(hall);
    return planEffect(plan, { config, events: standing(events), pastOf: (state) => past(state) }, now);
  }
}
