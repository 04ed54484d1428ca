import { Injectable } from '@nestjs/common';
import {
  message,
  SOFT_PLAN_RULES,
  unplanned,
  type HallPlan,
  type PlanChange,
  type PlanTrial,
} from '@cockpit/contracts';
import { hallDay, judgePlan, planHallNow, type CheckedPlan, type HallConfig, type HallState } from '@cockpit/domain';
import { HallConfigs, HallStates, LiveSections } from '@cockpit/live';
import { enqueue } from '@cockpit/notify';
import { HallClock } from '@cockpit/organisation';
import { conflict, Threads, unprocessable } from '@cockpit/platform';
import { DataSource } from 'typeorm';
import { paramsOf } from '../params-of';
import { askedBy, type AskedHall } from './asked';
import { keptPlan } from './kept-plan';
import { wholePlan } from './make-plan';
import { PLANNING } from './planning-thread';
import { PlanStore } from './plan-store';

const MINUTE_MS = 60_000;

interface Tried extends PlanTrial {
  readonly config: HallConfig;
}

/** Role api: a plan changed by hand, put in force, told to the windows. */
@Injectable()
export class PlanDesk {
  constructor(
    private readonly store: PlanStore,
    private readonly configs: HallConfigs,
    private readonly states: HallStates,
    private readonly hallClock: HallClock,
    private readonly postgres: DataSource,
    private readonly sections: LiveSections,
    private readonly threads: Threads,
  ) {}

  /**
   * What the plan would be with absences at other times.
   * @throws {AppError} 409 when another plan has been made meanwhile, 422 for an absence that is not ahead
   */
  async trial(hall: string, change: PlanChange): Promise<PlanTrial> {
    const { config: _, ...told } = await this.tried(hall, change);
    return told;
  }

  /**
   * Decides that the hall works by it.
   * @throws {AppError} as `trial`, 409 where nothing is planned, 422 for a change that breaks a rule nobody may break
   */
  async adopt(hall: string, change: PlanChange, by: string): Promise<HallPlan> {
    const at = await this.now(hall);
    const adopted = { by, at: new Date(at).toISOString() };
    const kept = await this.meant(hall, change.madeAt, at);
    const { replan } = kept;
    if (replan !== undefined && kept.adopted === undefined && Date.parse(replan.until) <= at)
      throw conflict('plan-lapsed', 'its first changes are too near by now');
    if (unplanned(kept) !== null) throw conflict('plan-empty', 'nothing is planned: there is nothing to adopt');
    // two people may adopt it at once: who was first stays written
    if (change.moves.length === 0) return kept.adopted === undefined ? this.step(kept, { adopted }) : kept;
    const { plan, objections, allowed } = await this.tried(hall, change);
    if (!allowed)
      throw unprocessable(
        'plan-breaks-rules',
        'the changed plan breaks rules',
        objections.map(({ rule, number, at: when }) => ({ path: `moves.${number ?? ''}`, message: `${rule} ${when}` })),
      );
    const made = { ...plan, madeAt: besideMinutes(at), adopted, moved: change.moves.length };
    await this.store.keep(made);
    await this.sections.refresh(hall);
    return made;
  }

  /**
   * A plan that was made anew by itself is offered no longer, and the one in force goes on.
   * @throws {AppError} 409 for any other plan, or when it no longer waits
   */
  async refuse(hall: string, madeAt: string, by: string): Promise<HallPlan> {
    const at = await this.now(hall);
    const plan = await this.meant(hall, madeAt, at);
    const ended = { how: 'refused' as const, by, at: new Date(at).toISOString() };
    if (plan.replan === undefined || !(await this.store.end(plan, ended)))
      throw conflict('plan-not-waiting', 'nothing waits to be refused');
    await this.sections.refresh(hall);
    return { ...plan, replan: { ...plan.replan, ended } };
  }

  /** Tells it to the windows: officer, desk and wall see their times from it, the channels of the hall say so, and whoever is to do something is asked for it. @throws {AppError} 409 for a mere proposal */
  async issue(hall: string, madeAt: string, by: string): Promise<HallPlan> {
    const at = await this.now(hall);
    const plan = await this.meant(hall, madeAt, at);
    if (plan.adopted === undefined) throw conflict('plan-not-adopted', 'nobody has adopted this plan yet');
    if (plan.issued !== undefined) return plan;
    const issued = { by, at: new Date(at).toISOString() };
    const before = await this.store.latestDone(hall, plan.day, 'issued');
    const asked = askedBy(plan, before, at, await this.askedHall(plan));
    await this.postgres.transaction(async (manager) => {
      await this.store.keep({ ...plan, issued, asked }, manager);
      await enqueue(manager, {
        subject: `plan/${hall}/${plan.day}/${plan.madeAt}`,
        notice: {
          phase: 'open',
          level: 'yellow',
          hall,
          path: `/desk/${hall}/plan`,
          endedAt: null,
          firedAt: issued.at,
          about: message('plan.issued', {
            by,
            day: plan.day,
            absences: plan.absences.length,
            links: plan.links.length,
            openings: plan.openings.length,
          }),
        },
      });
    });
    await this.sections.refresh(hall);
    return { ...plan, issued, asked };
  }

  private async askedHall({ hall, day, madeAt }: HallPlan): Promise<AskedHall> {
    const { state } = await this.states.get(hall);
    const running = state.config.day === day ? state : null;
    const config = running?.config ?? (await this.configs.get(hall, day));
    const own = new Map(config?.windows.map(({ id, queues }) => [id, queues]));
    const names = new Map(config?.queues.map(({ code, name }) => [code, name]));
    return {
      serves: (windowId) => running?.windows.get(windowId)?.servingQueues ?? own.get(windowId) ?? [],
      queueName: (code) => names.get(code) ?? code,
      closesAt: config?.open.at(-1)?.to ?? Date.parse(madeAt),
    };
  }

  private async step(plan: HallPlan, done: Pick<HallPlan, 'adopted'>): Promise<HallPlan> {
    const kept = { ...plan, ...done };
    await this.store.keep(kept);
    await this.sections.refresh(plan.hall);
    return kept;
  }

  private async tried(hall: string, { madeAt, moves }: PlanChange): Promise<Tried> {
    const { state } = await this.states.get(hall);
    const now = Math.max(state.now, await this.hallClock.now(hall));
    const kept = await this.meant(hall, madeAt, now);
    const config = state.config.day === kept.day ? state.config : await this.configs.get(hall, kept.day);
    if (config === null) throw conflict('plan-changed', 'the hall has another day by now');
    const running: HallState | null = state.config.day === kept.day && now > config.forecast.start ? state : null;
    const params = paramsOf(config);
    const around = planHallNow(config, running, params);
    const judge = (wanted: PlanChange['moves']): CheckedPlan =>
      judgePlan(moved(kept, config, around, wanted), around, params);
    const [before, after] = [judge([]), judge(moves)];
    const was = new Set(before.violations.map(({ rule, window }) => `${rule} ${String(window)}`));
    const fresh = after.violations.filter(({ rule, window }) => !was.has(`${rule} ${String(window)}`));
    const { violations: objections, ...plan } = wholePlan(config, { ...after, violations: fresh });
    const worth = await this.threads.run(PLANNING, 'worths', {
      config,
      state: running?.toJSON() ?? null,
      after: after.plan,
      before: before.plan,
    });
    return {
      config,
      plan: { ...plan, ...worth.after, violations: [] },
      before: worth.before.worth,
      objections,
      allowed: fresh.every(({ rule }) => SOFT_PLAN_RULES.includes(rule)),
    };
  }

  /** The plan made last, which must be the one that is meant. */
  private async meant(hall: string, madeAt: string, now: number): Promise<HallPlan> {
    const { state } = await this.states.get(hall);
    const plan = await this.store.latest(hall, hallDay(now, state.config.hall.timeZone));
    if (plan === null || Date.parse(plan.madeAt) !== Date.parse(madeAt))
      throw conflict('plan-changed', 'another plan has been made meanwhile');
    return plan;
  }

  private async now(hall: string): Promise<number> {
    const { state } = await this.states.get(hall);
    return Math.max(state.now, await this.hallClock.now(hall));
  }
}

/** The engine makes plans at whole minutes: one changed by hand never takes the place of one of those. */
const besideMinutes = (at: number): string => new Date(at % MINUTE_MS === 0 ? at + 1 : at).toISOString();

function moved(...[kept, config, around, moves]: Parameters<typeof keptPlan>): ReturnType<typeof keptPlan> {
  try {
    return keptPlan(kept, config, around, moves);
  } catch (error) {
    if (error instanceof RangeError) throw unprocessable('absence-not-ahead', error.message);
    throw error;
  }
}
