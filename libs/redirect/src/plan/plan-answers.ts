import { Inject, Injectable } from '@nestjs/common';
import {
  message,
  part,
  type Caller,
  type HallPlan,
  type LiveHall,
  type MyPlanAsk,
  type Notice,
  type PlanAnswer,
  type PlanAsk,
  type PlanGuides,
  type PlanOrders,
} from '@cockpit/contracts';
import { inScope } from '@cockpit/access';
import { hallDay } from '@cockpit/domain';
import { onDuty } from '@cockpit/duty';
import { LiveSnapshots } from '@cockpit/live';
import { enqueue, enqueueEnd } from '@cockpit/notify';
import { HallClock } from '@cockpit/organisation';
import { CLOCK, conflict, forbidden, type Clock } from '@cockpit/platform';
import { DataSource, type EntityManager } from 'typeorm';
import { isFor } from '../orders/my-orders';
import { PlanStore } from './plan-store';

/** What officers say to what a plan asks of them. Kept with the plan: it is told once, and nobody is reminded. */
@Injectable()
export class PlanAnswers {
  constructor(
    private readonly store: PlanStore,
    private readonly postgres: DataSource,
    private readonly snapshots: LiveSnapshots,
    private readonly hallClock: HallClock,
    @Inject(CLOCK) private readonly wall: Clock,
  ) {}

  /** What an officer is asked at the window they sit at, until the times are past. */
  async list(caller: Caller): Promise<MyPlanAsk[]> {
    if (caller.role !== 'officer') return [];
    const found: MyPlanAsk[] = [];
    for (const plan of await this.store.issuedLast()) {
      if (!inScope(caller.halls, plan.hall)) continue;
      const snapshot = await this.snapshots.ifThere(plan.hall, this.wall.now());
      if (snapshot === null || plan.issued === undefined) continue;
      const { hall, name: hallName, timeZone, now } = snapshot;
      if (hallDay(Date.parse(now), timeZone) !== plan.day) continue;
      const { madeAt, issued } = plan;
      for (const ask of Object.values(plan.asked ?? {}))
        if (mayAnswer(caller, ask, snapshot.windows) && isAhead(ask, Date.parse(now)))
          found.push({ ...ask, hall, hallName, timeZone, madeAt, toldAt: issued.at });
    }
    return found;
  }

  /** All that the plan that was sent for the day of a hall orders of its windows. */
  async ordersOf(hall: string): Promise<PlanOrders> {
    const day = hallDay(await this.hallClock.now(hall), await this.hallClock.zone(hall));
    const plan = await this.store.issuedOf(hall, day);
    const items = Object.values(plan?.asked ?? {}).map(({ known = [], changes, ...ask }) => ({
      ...ask,
      changes: [...known, ...changes],
    }));
    return { madeAt: plan?.madeAt ?? null, items };
  }

  /** All that the plan that was sent for the day of a hall lets guides do. */
  async guidesOf(hall: string): Promise<PlanGuides> {
    const day = hallDay(await this.hallClock.now(hall), await this.hallClock.zone(hall));
    const plan = await this.store.issuedOf(hall, day);
    const items = (plan?.guides ?? []).toSorted((a, b) => Date.parse(a.from) - Date.parse(b.from));
    return { madeAt: plan?.madeAt ?? null, items };
  }

  /**
   * Said again it is said anew: who could not may find that they can.
   * @throws {AppError} 409 when nothing is asked of the window by that plan, 403 for what is another window's
   */
  async answer(hall: string, { madeAt, windowId, ...answer }: PlanAnswer, caller: Caller): Promise<HallPlan> {
    const now = await this.hallClock.now(hall);
    const day = hallDay(now, await this.hallClock.zone(hall));
    const plan = await this.store.latestDone(hall, day, 'issued');
    const ask = plan?.asked?.[windowId];
    if (plan === null || ask === undefined || Date.parse(plan.madeAt) !== Date.parse(madeAt))
      throw conflict('order-over', 'the plan asks nothing of this window any more');
    const snapshot = await this.snapshots.ifThere(hall, this.wall.now());
    if (!mayAnswer(caller, ask, snapshot?.windows ?? []))
      throw forbidden('not-your-order', 'it is asked of somebody else');
    const reason = answer.said === 'cannot' ? answer.reason : null;
    const said: PlanAsk = { ...ask, said: answer.said, by: caller.name, at: new Date(now).toISOString(), reason };
    await this.postgres.transaction(async (manager) => {
      await this.store.keepAnswer(plan, said, manager);
      await this.tell(manager, plan, ask, said);
    });
    return { ...plan, asked: { ...plan.asked, [windowId]: said } };
  }

  /** What cannot be done is the supervisor's at once. */
  private async tell(manager: EntityManager, plan: HallPlan, before: PlanAsk, { windowId, number, ...said }: PlanAsk) {
    const { hall } = plan;
    const subject = `plan/${hall}/${plan.day}/${plan.madeAt}/${windowId}`;
    const at = said.at ?? plan.madeAt;
    const common = { level: 'yellow' as const, hall, path: `/desk/${hall}/plan` };
    if (said.said === 'cannot') {
      const notice: Notice = {
        ...common,
        phase: 'open',
        firedAt: at,
        endedAt: null,
        about: message('plan.refused', { window: number, reason: said.reason ?? '' }),
        holder: {
          why: message('escalation.first', { level: part('duty-level.supervisor', {}) }),
          people: await onDuty(manager, { level: 'supervisor', hall, at: Date.parse(at) }),
        },
      };
      await enqueue(manager, { subject, occasion: at, notice });
    } else if (before.said === 'cannot')
      await enqueueEnd(manager, {
        subject,
        notice: {
          ...common,
          phase: 'end',
          firedAt: before.at ?? at,
          endedAt: at,
          about: message('plan.received', { window: number }),
        },
      });
  }
}

/** A reserve is anybody's to open who sits at no window, as the orders of prompts are. */
const mayAnswer = (caller: Caller, { windowId, changes }: PlanAsk, windows: LiveHall['windows']): boolean =>
  isFor(
    caller,
    { to: 'window', windowId, kind: changes.some(({ kind }) => kind === 'open') ? 'open' : 'plan' },
    windows,
  );

const isAhead = ({ changes }: PlanAsk, now: number): boolean => changes.some(({ until }) => Date.parse(until) > now);
