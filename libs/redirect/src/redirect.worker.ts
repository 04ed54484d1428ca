import { Injectable, type OnApplicationBootstrap } from '@nestjs/common';
import { message } from '@cockpit/contracts';
import { otherHallViews, Unchanged } from '@cockpit/domain';
import { DecisionClock, DecisionSteps, Neighbours, type DecisionContext } from '@cockpit/live';
import { leadsAway } from './life/leads-away';
import { review } from './life/review';
import { PromptRow, toLivePrompt } from './prompt.entity';
import { PromptStore } from './prompt-store';
import { Orders } from './orders/orders';
import { PromptEffects } from './effect/prompt-effects';
import { PlanWorker } from './plan/plan-worker';
import { asIssued, PlanStore } from './plan/plan-store';
import { PlanFollowing } from './plan/plan-following';
import { orderedNow } from './plan/ordered-now';
import { PlanTelling } from './plan/plan-telling';
import { PlanResultWorker } from './plan/plan-result.worker';
import { Replans } from './plan/replans';
import { paramsOf } from './params-of';
import { propose, rowOf, standstill } from './proposals';
import { Simulations } from './simulation/simulations';
import { JobWorkers, promptSeenJob, type PromptSeen } from '@cockpit/jobs';

/** Each hall minute: brings the life of earlier prompts up to date, then proposes what would help now. */
@Injectable()
export class RedirectWorker implements OnApplicationBootstrap {
  constructor(
    steps: DecisionSteps,
    private readonly store: PromptStore,
    private readonly orders: Orders,
    private readonly clock: DecisionClock,
    private readonly workers: JobWorkers,
    private readonly effects: PromptEffects,
    private readonly plans: PlanWorker,
    private readonly planned: PlanStore,
    private readonly telling: PlanTelling,
    private readonly replans: Replans,
    private readonly results: PlanResultWorker,
    private readonly following: PlanFollowing,
    private readonly neighbours: Neighbours,
    private readonly simulations: Simulations,
  ) {
    steps.add('redirect', (context) => this.minute(context));
  }

  onApplicationBootstrap(): void {
    this.workers.register(promptSeenJob, (seen) => this.seen(seen));
  }

  private async minute({ hall, state, past, snapshot, minute, manager }: DecisionContext): Promise<void> {
    const { config } = state;
    for (const row of await this.store.leftOver(manager, hall, config.dayStart)) {
      await this.store.changeState(
        manager,
        row,
        {
          to: row.state === 'carried-out' ? 'done' : 'expired',
          at: minute,
          words: message('prompt-reason.day-over', {}),
        },
        'clock',
      );
    }
    const closing = config.open.at(-1)?.to;
    await this.effects.handOver(
      manager,
      hall,
      minute,
      config.hall.timeZone,
      closing !== undefined && minute >= closing,
    );
    await this.effects.handOverEarly(manager, hall, minute, config.hall.timeZone);
    await this.plans.beforeOpening(state, minute);
    await this.results.handOver(manager, config, minute);
    const plan = await this.planned.inForce(hall, config.day);
    const issued = plan === null ? null : asIssued(plan);
    if (issued !== null) await this.telling.tell(manager, issued, snapshot, minute);
    const today = await this.store.ofDay(manager, hall, config.dayStart);
    const otherHalls = otherHallViews(config, minute, await this.neighbours.find(hall, paramsOf(config).circleMin));
    const confirmed = today.some(leadsAway) ? await this.orders.confirmed(manager, hall) : new Set<string>();
    const unchanged = new Unchanged(state, { past, now: minute });
    for (const row of today) {
      const move = review(toLivePrompt(row, confirmed.has(row.id)), state, minute, { otherHalls, unchanged });
      if (move !== null) await this.store.changeState(manager, row, move, 'clock');
    }
    await this.store.keepHelpless(manager, hall, minute, []);
    // A twin is the hall without prompts; and what is not known is not acted upon.
    if (config.hall.twinOf !== undefined || snapshot.queues.every((queue) => queue.level === 'unknown')) return;
    // Before the doors open every queue looks as if nobody were there to serve it.
    const opening = config.open[0]?.from;
    if (opening !== undefined && minute <= opening) return;
    if (issued !== null) await this.replans.minute(manager, state, issued, minute);
    const answers = await this.store.answers(manager, hall, config.dayStart);
    const predicted = new Map(
      snapshot.queues.flatMap(({ code, predictedP50Sec: p50, predictedP80Sec: p80 }) =>
        p50 === null || p80 === null ? [] : [[code, { p50Min: p50 / 60, p80Min: p80 / 60 }] as const],
      ),
    );
    const ordered =
      issued === null ? null : orderedNow(issued, await this.following.seen(issued, minute), state, minute);
    const speed = config.hall.simulated ? (await this.simulations.of(hall, manager)).speed : 1;
    const known = { unchanged, today, answers, predicted, otherHalls, plan, ordered, speed };
    const proposals = propose(known);
    await this.store.keepHelpless(manager, hall, minute, standstill(known, proposals));
    for (const [nth, proposal] of proposals.entries())
      await this.store.insert(manager, rowOf(proposal, state, today, minute, nth));
  }

  private async seen({ hall, promptId, at }: PromptSeen): Promise<string> {
    return this.clock.change(hall, async (manager) => {
      const row = await manager.findOneBy(PromptRow, { id: promptId, hall });
      if (row === null) return 'unknown';
      return (await this.store.changeState(manager, row, { to: 'carried-out', at }, 'feed')) ? 'carried-out' : 'over';
    });
  }
}
