import { Inject, Injectable } from '@nestjs/common';
import type { PlanEffect, PlanEffectAnswer } from '@cockpit/contracts';
import { hallDay } from '@cockpit/domain';
import { eventsOfDay, HallConfigs, HallStates, standing, STORED_EVENTS, type StoredEvents } from '@cockpit/live';
import { HallClock } from '@cockpit/organisation';
import { LRUCache } from 'lru-cache';
import { dayPlan } from './day-plan';
import { planEffect, type IssuedPlan } from './plan-effect';
import { PlanFollowing } from './plan-following';
import { PlanStore } from './plan-store';

/** Effects kept in memory by one process, and how long a day that goes on is taken for what it was. */
const KEPT = 50;
const STEP_MS = 5 * 60_000;

/** What the plan of a day that was adopted and sent did, as far as the day has come; of several that were sent, all together. */
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
    return this.at(hall, on, now);
  }

  /** As it was at a time of the hall. */
  async at(hall: string, day: string, now: number): Promise<PlanEffectAnswer> {
    const plans = await this.store.allIssued(hall, day);
    const plan = dayPlan(plans);
    const sentAt = plans.at(-1)?.issued.at;
    if (plan?.adopted === undefined || sentAt === undefined) return { effect: null, adherence: null };
    const [effect, adherence] = await Promise.all([
      this.effect(plan, sentAt, now),
      this.following.of(plan, now, sentAt),
    ]);
    return { effect, adherence };
  }

  /** @param sentAt when the last of its plans was sent */
  private effect(plan: IssuedPlan, sentAt: string, now: number): Promise<PlanEffect | null> {
    const step = Math.floor(now / STEP_MS);
    const key = `${plan.hall}/${plan.day}/${plan.madeAt}/${sentAt}/${String(step)}`;
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
