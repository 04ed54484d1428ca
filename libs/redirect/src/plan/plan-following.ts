import { Inject, Injectable, Logger } from '@nestjs/common';
import type { PlanAdherence } from '@cockpit/contracts';
import { eventsOfDay, HallConfigs, standing, STORED_EVENTS, type StoredEvents } from '@cockpit/live';
import { LRUCache } from 'lru-cache';
import { adherenceOf, seenOf, type SeenOfPlan } from './adherence';
import type { IssuedPlan } from './plan-effect';
import { PlanStore } from './plan-store';

const KEPT = 50;
/** The events of a day are read again so often; what windows say is always as it is. */
const STEP_MS = 5 * 60_000;

/** How far the windows follow a plan that was sent: for its page, for the warning, and for prompts. */
@Injectable()
export class PlanFollowing {
  private readonly logger = new Logger('plan');
  private readonly last = new LRUCache<string, SeenOfPlan>({ max: KEPT });
  private readonly known = new LRUCache<string, Promise<SeenOfPlan>>({ max: KEPT });

  constructor(
    private readonly store: PlanStore,
    private readonly configs: HallConfigs,
    @Inject(STORED_EVENTS) private readonly stored: StoredEvents,
  ) {}

  /** Null where no plan of that day was sent. */
  async ofDay(hall: string, day: string, now: number): Promise<PlanAdherence | null> {
    const plan = await this.store.issuedOf(hall, day);
    return plan === null ? null : this.of(plan, now);
  }

  /** @param sentAt when the last was sent of several plans that are taken as one */
  async of(plan: IssuedPlan, now: number, sentAt = plan.issued.at): Promise<PlanAdherence> {
    return adherenceOf((await this.seen(plan, now, sentAt)).ordered, plan.asked, now);
  }

  /** While the events cannot be read, what was seen last: no minute of a hall waits for them. */
  async seen(plan: IssuedPlan, now: number, sentAt = plan.issued.at): Promise<SeenOfPlan> {
    const told = `${plan.hall}/${plan.day}/${plan.madeAt}/${sentAt}`;
    const key = `${told}/${String(Math.floor(now / STEP_MS))}`;
    const known = this.known.get(key) ?? this.read(plan, now);
    this.known.set(key, known);
    try {
      const found = await known;
      this.last.set(told, found);
      return found;
    } catch (error) {
      this.known.delete(key);
      this.logger.warn({ hall: plan.hall, err: error }, 'what was done of a plan could not be read');
      return this.last.get(told) ?? { ordered: [], guides: [] };
    }
  }

  private async read(plan: IssuedPlan, now: number): Promise<SeenOfPlan> {
    const config = await this.configs.get(plan.hall, plan.day);
    if (config === null) return { ordered: [], guides: [] };
    const events = await eventsOfDay(this.stored, plan.hall, plan.day);
    return seenOf(plan, { config, events: standing(events) }, now);
  }
}
