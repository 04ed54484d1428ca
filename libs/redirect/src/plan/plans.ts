import { Injectable } from '@nestjs/common';
import type { HallPlan } from '@cockpit/contracts';
import { HallConfigs, HallStates } from '@cockpit/live';
import { hallDay, planHallNow } from '@cockpit/domain';
import { HallClock } from '@cockpit/organisation';
import { unavailable } from '@cockpit/platform';
import { setTimeout as sleep } from 'node:timers/promises';
import { paramsOf } from '../params-of';
import { aheadOf } from './kept-plan';
import { unplannable } from './make-plan';
import { makePlanId, makePlanJob } from './plan.job';
import { PlanStore } from './plan-store';
import { JobQueues } from '@cockpit/jobs';

const MINUTE_MS = 60_000;
const PATIENCE_MS = 15_000;
const LOOK_EVERY_MS = 150;

/** Role api: the plan of a hall, made by a worker while the caller waits where there is none yet. */
@Injectable()
export class Plans {
  constructor(
    private readonly store: PlanStore,
    private readonly queues: JobQueues,
    private readonly configs: HallConfigs,
    private readonly states: HallStates,
    private readonly hallClock: HallClock,
  ) {}

  /**
   * The plan made last today; `fresh` asks for one of the rest of the day from this minute on.
   * @throws {AppError} 503 when no worker has made it in time
   */
  async get(hall: string, fresh: boolean): Promise<HallPlan> {
    const plan = await this.proposed(hall, fresh);
    return this.told(plan);
  }

  /** A plan as it was kept, with what the hall works by and which of its absences are over. */
  async told(kept: HallPlan): Promise<HallPlan> {
    const plan = await this.withWhatIsOver(await this.withItsEnd(kept));
    const { hall } = plan;
    if (plan.adopted !== undefined) return plan;
    const before = await this.store.latestDone(hall, plan.day, 'adopted');
    if (before?.adopted === undefined) return plan;
    const { madeAt, adopted, issued, asked } = before;
    return { ...plan, inForce: { madeAt, adopted, ...(issued && { issued }), ...(asked && { asked }) } };
  }

  private async withItsEnd(plan: HallPlan): Promise<HallPlan> {
    const closing = (await this.configs.get(plan.hall, plan.day))?.open.at(-1)?.to;
    return closing === undefined ? plan : { ...plan, endsAt: new Date(closing).toISOString() };
  }

  /** Nobody is to move what has been: the roster's last absences of each kind are those that are left. */
  private async withWhatIsOver(plan: HallPlan): Promise<HallPlan> {
    const { state } = await this.states.get(plan.hall);
    const { config } = state;
    if (config.day !== plan.day || state.now <= config.forecast.start) return plan;
    const ahead = aheadOf(plan, config, planHallNow(config, state, paramsOf(config)));
    return { ...plan, absences: plan.absences.map((one) => (ahead.has(one) ? one : { ...one, over: true })) };
  }

  private async proposed(hall: string, fresh: boolean): Promise<HallPlan> {
    const { state } = await this.states.get(hall);
    const { day, hall: doc, open } = state.config;
    const now = Math.max(state.now, await this.hallClock.now(hall));
    const on = hallDay(now, doc.timeZone);
    const latest = fresh ? null : await this.store.latest(hall, on);
    // the day began before its past was loaded: now it can be planned, from here on
    const isOvertaken =
      latest?.worthUnknownWords?.code === 'plan.no-history' && on === day && unplannable(state.config) === null;
    if (latest !== null && !isOvertaken) return latest;
    const isRest = fresh || isOvertaken;
    const opening = (on === day ? open : (await this.configs.get(hall, on))?.open)?.[0]?.from ?? now;
    const minute = isRest ? Math.max(opening, Math.floor(now / MINUTE_MS) * MINUTE_MS) : opening;
    await this.queues.add(makePlanJob, { hall, day: on, minute }, makePlanId({ hall, minute }));
    return this.made(hall, on, minute === opening ? undefined : new Date(minute - MINUTE_MS));
  }

  private async made(hall: string, day: string, since: Date | undefined): Promise<HallPlan> {
    const end = Date.now() + PATIENCE_MS;
    while (Date.now() < end) {
      const plan = await this.store.latest(hall, day, since);
      if (plan !== null) return plan;
      await sleep(LOOK_EVERY_MS);
    }
    throw unavailable('the plan is still being made', 5, 'plan-not-ready');
  }
}
