import { Injectable } from '@nestjs/common';
import type { HallPlan, LiveHall, PlanAsk } from '@cockpit/contracts';
import { WindowOfficers } from '@cockpit/duty';
import type { EntityManager } from 'typeorm';
import { tellAlone } from '../orders/tell-alone';
import { askWords } from './ask-words';
import type { IssuedPlan } from './plan-effect';
import { PlanStore } from './plan-store';

/** Role worker: tells officers by their own channel what an issued plan asks of their window, as soon as they sit at it. */
@Injectable()
export class PlanTelling {
  constructor(
    private readonly store: PlanStore,
    private readonly officers: WindowOfficers,
  ) {}

  async tell(
    manager: EntityManager,
    plan: IssuedPlan,
    { windows, timeZone }: Pick<LiveHall, 'windows' | 'timeZone'>,
    minute: number,
  ): Promise<void> {
    const waiting = asksOf(plan).filter(
      (ask) =>
        ask.said === null && ask.sentAt === undefined && ask.changes.some(({ until }) => Date.parse(until) > minute),
    );
    const named = new Set(windows.flatMap(({ windowId, officerId }) => (officerId === null ? [] : [windowId])));
    // before the doors open nobody sits anywhere
    if (!waiting.some(({ windowId }) => named.has(windowId))) return;
    const seated = await this.officers.ofHall(manager, plan.hall);
    for (const ask of waiting) {
      const officer = seated.get(ask.windowId);
      if (officer === undefined) continue;
      const how = await tellAlone(
        manager,
        officer,
        `plan/${plan.hall}/${plan.day}/${plan.madeAt}/${ask.windowId}/ask`,
        {
          phase: 'open',
          level: 'yellow',
          hall: plan.hall,
          path: '/me',
          firedAt: plan.issued.at,
          endedAt: null,
          about: askWords(ask, timeZone),
        },
      );
      await this.store.keepSent(plan, ask.windowId, how === 'sent' ? new Date(minute).toISOString() : null, manager);
    }
  }
}

const asksOf = ({ asked }: HallPlan): PlanAsk[] => Object.values(asked ?? {});
