import { Injectable, type OnApplicationBootstrap } from '@nestjs/common';
import type { PlanEffectAnswer, PlanResult } from '@cockpit/contracts';
import { addDays, type HallConfig } from '@cockpit/domain';
import { HallConfigs } from '@cockpit/live';
import { JobQueues, JobWorkers } from '@cockpit/jobs';
import type { EntityManager } from 'typeorm';
import { STORING_MIN } from '../effect/effect-of';
import { FOLLOW_MIN } from './plan-effect';
import { PlanEffects } from './plan-effects';
import { planResultJob, type PlanResultDue } from './plan-result.job';
import { PlanResults } from './plan-results';

const MINUTE_MS = 60_000;
const LOOK_BACK_DAYS = 7;
const LOOK_EVERY_MIN = 10;

/** Role worker: counts once what came of the plan of a day, when the day is over. */
@Injectable()
export class PlanResultWorker implements OnApplicationBootstrap {
  constructor(
    private readonly results: PlanResults,
    private readonly effects: PlanEffects,
    private readonly configs: HallConfigs,
    private readonly queues: JobQueues,
    private readonly workers: JobWorkers,
  ) {}

  onApplicationBootstrap(): void {
    this.workers.register(planResultJob, (due) => this.count(due));
  }

  /** Hands over the days that can be counted, also those whose end the hall never told. */
  async handOver(manager: EntityManager, { hall, day, open }: HallConfig, minute: number): Promise<void> {
    if (Math.floor(minute / MINUTE_MS) % LOOK_EVERY_MIN !== 0) return;
    const isOver = minute >= (open.at(-1)?.to ?? Infinity) + (FOLLOW_MIN + STORING_MIN) * MINUTE_MS;
    const upTo = isOver ? day : addDays(day, -1);
    // one try an hour of the hall's time: what failed is tried again, what runs is not doubled
    const turn = String(Math.floor(minute / (60 * MINUTE_MS)));
    for (const on of await this.results.waiting(hall.code, addDays(day, -LOOK_BACK_DAYS), upTo, manager))
      await this.queues.add(planResultJob, { hall: hall.code, day: on }, `plan-result-${hall.code}-${on}-${turn}`);
  }

  private async count({ hall, day }: PlanResultDue): Promise<string> {
    const closing = (await this.configs.get(hall, day))?.open.at(-1)?.to;
    if (closing === undefined) return 'unknown-day';
    const result = resultOf(await this.effects.at(hall, day, closing + FOLLOW_MIN * MINUTE_MS));
    if (result === null) return 'no-plan';
    await this.results.keep(hall, day, result);
    return 'counted';
  }
}

export function resultOf({ effect, adherence }: PlanEffectAnswer): PlanResult | null {
  if (effect === null || adherence === null) return null;
  const { savedMin, lowMin, highMin } = effect.observed;
  const { expected } = effect;
  return {
    expected: expected === null ? null : { cut: expected.cut, cutCI: expected.cutCI },
    ordered: adherence.orders.length,
    done: adherence.done,
    observed: { savedMin, lowMin, highMin },
  };
}
