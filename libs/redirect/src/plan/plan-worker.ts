import { Injectable, type OnApplicationBootstrap } from '@nestjs/common';
import { message, part, type HallPlan, type Part, type ReplanReason } from '@cockpit/contracts';
import type { HallConfig, HallState } from '@cockpit/domain';
import { HallConfigs, HallStates, LiveSections } from '@cockpit/live';
import { enqueue } from '@cockpit/notify';
import { Threads } from '@cockpit/platform';
import { PLANNING } from './planning-thread';
import { makePlanId, makePlanJob, type MakePlan } from './plan.job';
import { offerOf, PlanStore } from './plan-store';
import { JobQueues, JobWorkers } from '@cockpit/jobs';
import { DataSource } from 'typeorm';

const HANDED_KEPT = 100;

/** Role worker: makes plans, the one of the day as soon as the day begins, others when they are asked for. */
@Injectable()
export class PlanWorker implements OnApplicationBootstrap {
  private readonly handed = new Set<string>();

  constructor(
    private readonly store: PlanStore,
    private readonly queues: JobQueues,
    private readonly workers: JobWorkers,
    private readonly configs: HallConfigs,
    private readonly states: HallStates,
    private readonly threads: Threads,
    private readonly postgres: DataSource,
    private readonly sections: LiveSections,
  ) {}

  onApplicationBootstrap(): void {
    this.workers.register(makePlanJob, (wanted) => this.make(wanted));
  }

  /** Hands the plan of the day over once; a second worker's job of the same id is not added. */
  async beforeOpening({ config }: HallState, minute: number): Promise<void> {
    const opening = config.open[0]?.from;
    const key = `${config.hall.code}/${config.day}`;
    if (opening === undefined || minute > opening || config.hall.twinOf !== undefined || this.handed.has(key)) return;
    if (this.handed.size >= HANDED_KEPT) this.handed.clear();
    await this.queues.add(
      makePlanJob,
      { hall: config.hall.code, day: config.day, minute: opening },
      makePlanId({ hall: config.hall.code, minute: opening }),
    );
    this.handed.add(key);
  }

  private async make({ hall, day, minute, replan }: MakePlan): Promise<string> {
    const config = await this.configs.get(hall, day);
    if (config === null) return 'unknown-hall';
    if (replan !== undefined) return this.remake(config, replan);
    const opening = config.open[0]?.from ?? minute;
    if (minute <= opening) {
      await this.offer(await this.threads.run(PLANNING, 'make', { config, state: null }));
      return 'day';
    }
    const { state } = await this.states.get(hall);
    if (state.config.day !== day) return 'another-day';
    await this.store.save(await this.threads.run(PLANNING, 'make', { config, state: state.toJSON() }));
    await this.sections.refresh(hall);
    return 'rest';
  }

  /** Only what is worth as much as a first plan has to be is kept at all. */
  private async remake(config: HallConfig, reason: ReplanReason): Promise<string> {
    const { day, hall } = config;
    const kept = await this.store.issuedOf(hall.code, day);
    const { state } = await this.states.get(hall.code);
    if (kept === null || state.config.day !== day) return 'another-day';
    const plan = await this.threads.run(PLANNING, 'remake', { config, state: state.toJSON(), kept, reason });
    if (plan === null || offerOf(plan) === null) return 'not-worth-it';
    await this.offer(plan);
    return 'anew';
  }

  /** The plan of the day, or of its rest, waits for an answer where people look, and those on duty are told of it once. */
  private async offer(plan: HallPlan): Promise<void> {
    const { hall, day, replan } = plan;
    const offer = offerOf(plan);
    await this.postgres.transaction(async (manager) => {
      await this.store.save(plan, manager);
      if (offer === null) return;
      const worth = { cut: Math.round(offer.cut * 100), ci: Math.round(offer.cutCI * 100) };
      await enqueue(manager, {
        subject: `plan/${hall}/${day}/offer${replan === undefined ? '' : `/${plan.madeAt}`}`,
        notice: {
          phase: 'open',
          level: 'yellow',
          hall,
          path: `/desk/${hall}/plan`,
          endedAt: null,
          firedAt: offer.madeAt,
          about:
            replan === undefined
              ? message('plan.offered', { day, ...worth })
              : message('plan.offered-anew', { why: reasonWords(replan.reason), n: replan.changes.length, ...worth }),
        },
      });
    });
    await this.sections.refresh(hall);
  }
}

const reasonWords = ({ code, number }: ReplanReason): Part => part(`replan.${code}`, { window: number ?? '' });
