import { Injectable } from '@nestjs/common';
import {
  halfHoursSeen,
  mayReplan,
  officersAway,
  planHallNow,
  replanDue,
  type HallState,
  type ReplanFacts,
  type ReplanTurn,
} from '@cockpit/domain';
import { JobQueues } from '@cockpit/jobs';
import type { EntityManager } from 'typeorm';
import { paramsOf } from '../params-of';
import { beforeTold, type IssuedPlan } from './plan-effect';
import { makePlanJob, remakePlanId } from './plan.job';
import { PlanStore } from './plan-store';

const KEPT = 200;

/** Role worker: looks each minute whether the rest of a day that goes by a plan is to be planned anew. */
@Injectable()
export class Replans {
  /** by hall and day: the minute for which one was looked for last, also where it was not worth offering */
  private readonly lookedFor = new Map<string, number>();

  constructor(
    private readonly store: PlanStore,
    private readonly queues: JobQueues,
  ) {}

  async minute(manager: EntityManager, state: HallState, plan: IssuedPlan, minute: number): Promise<void> {
    const { hall, day } = plan;
    const remade = await this.store.remade(hall, day, manager);
    const open = remade.find(({ waits }) => waits);
    if (open !== undefined && Date.parse(open.until) <= minute)
      await this.store.end(
        { hall, day, madeAt: open.madeAt },
        { how: 'lapsed', by: null, at: new Date(minute).toISOString() },
        manager,
      );
    const key = `${hall}/${day}`;
    const madeAt = remade.map((one) => Date.parse(one.madeAt));
    const turn: ReplanTurn = {
      now: minute,
      closesAt: state.config.open.at(-1)?.to ?? state.now,
      knownAt: Math.max(beforeTold(plan) + 1, this.lookedFor.get(key) ?? 0, ...madeAt),
      offered: remade.length,
      waiting: open !== undefined,
    };
    // most minutes: nothing of the hall need be looked at
    const due = mayReplan(turn) ? replanDue({ ...turn, ...seenOf(state, plan) }) : null;
    if (due === null) return;
    if (this.lookedFor.size >= KEPT) this.lookedFor.clear();
    this.lookedFor.set(key, minute);
    await this.queues.add(makePlanJob, { hall, day, minute, replan: due }, remakePlanId({ hall, minute }));
  }
}

function seenOf(state: HallState, { asked = {} }: IssuedPlan): Omit<ReplanFacts, keyof ReplanTurn> {
  const { config } = state;
  const params = paramsOf(config);
  return {
    halfHours: halfHoursSeen(state, params.demandNoise),
    away: officersAway(state, planHallNow(config, state, params).view),
    refused: Object.values(asked).flatMap(({ number, changes, said, at }) =>
      said === 'cannot' &&
      at !== null &&
      changes.some(({ kind, until }) => kind === 'open' && Date.parse(until) > state.now)
        ? [{ number, at: Date.parse(at) }]
        : [],
    ),
  };
}
