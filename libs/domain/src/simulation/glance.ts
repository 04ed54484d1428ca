import { demandRatios } from '../redirect/demand';
import type { PastPrompt, QueueView, RedirectView, WindowView } from '../redirect/view';
import { branchMeanMin, CLOSE_MIN, nominalRates, SLOT_MIN } from './day';
import { pick } from '../numeric';
import type { HallSimulator } from './simulator';
import type { SimWindow } from './window';
import type { QueueSet } from '../queue-set';

/** The recommender's view taken straight from the simulator, for trials; benchmarks take it from the fold of events. */
export class Glance {
  private readonly rates: number[][];
  private readonly counts: Float64Array[];
  private seen = 0;
  private readonly changed = new Map<number, number>();
  private readonly masks: QueueSet[];

  constructor(private readonly simulator: HallSimulator) {
    const { scenario, day } = simulator.day;
    this.rates = scenario.branches.map((b) => nominalRates(scenario, b, day));
    this.counts = scenario.branches.map(() => new Float64Array(18));
    this.masks = simulator.windows.map((w) => w.mask);
  }

  view(nowMin: number, past: readonly PastPrompt[], guidedUntil: readonly number[]): RedirectView {
    const { scenario, tickets } = this.simulator.day;
    for (; this.seen < tickets.length; this.seen += 1) {
      const ticket = pick(tickets, this.seen);
      if (ticket.issuedMin >= nowMin) break;
      const counts = pick(this.counts, ticket.branch);
      const slot = Math.min(17, Math.floor(ticket.issuedMin / SLOT_MIN));
      counts[slot] = (counts[slot] ?? 0) + 1;
    }
    const items = scenario.branches.flatMap((branch, queue) =>
      branch.items.map((item, i) => ({
        code: `${branch.code}-${String(i)}`,
        name: `${branch.code}-${String(i)}`,
        queue,
        meanMin: item.meanMin,
        share: item.share,
        channels: item.selfService ? (['self-service'] as const) : [],
      })),
    );
    return {
      nowMin,
      doorsOpen: nowMin < CLOSE_MIN,
      closeMin: CLOSE_MIN,
      slotMin: SLOT_MIN,
      noShowRate: scenario.visitors.noShow,
      reserveLeftMin: (scenario.reserve?.budgetMin ?? 0) - this.simulator.reserveMinUsed,
      otherHalls: [],
      past,
      items: items.map((item, i) => ({ ...item, guidedUntilMin: guidedUntil[i] ?? -Infinity })),
      queues: scenario.branches.map((_, b) => this.queue(b, nowMin)),
      windows: this.simulator.windows.map((w, i) => this.window(w, i, nowMin)),
    };
  }

  private queue(b: number, nowMin: number): QueueView {
    const { scenario } = this.simulator.day;
    const branch = pick(scenario.branches, b);
    const waiting = pick(this.simulator.lines, b).remaining();
    const mean = waiting.reduce((sum, t) => sum + pick(branch.items, t.item).meanMin, 0);
    const rates = pick(this.rates, b);
    return {
      code: branch.code,
      name: branch.code,
      waiting: waiting.length,
      workMin: mean * (1 - scenario.visitors.noShow),
      headAgeMin: waiting[0] === undefined ? 0 : nowMin - waiting[0].issuedMin,
      meanMin: branchMeanMin(branch),
      cv: scenario.service.cv,
      ratePerMin: rates,
      demandRatio: demandRatios(pick(this.counts, b), rates, SLOT_MIN, nowMin),
      serviceRatio: 1,
      waitTargetMin: 15,
    };
  }

  private window(w: SimWindow, index: number, nowMin: number): WindowView {
    const { scenario } = this.simulator.day;
    if (this.masks[index] !== w.mask) {
      this.masks[index] = w.mask;
      this.changed.set(index, nowMin);
    }
    const { officer, ticket } = w;
    const condition =
      w.state === 'away' ? 'away' : w.state === 'closed' ? 'closed' : w.state === 'serving' ? 'busy' : 'free';
    const item = ticket === undefined ? undefined : pick(pick(scenario.branches, ticket.branch).items, ticket.item);
    const cross =
      ticket === undefined || ticket.branch === officer.home || officer.reserve ? 1 : scenario.service.crossSkillFactor;
    return {
      id: String(index),
      number: String(index + 1),
      home: officer.home,
      skills: officer.skills,
      mask: w.mask,
      condition,
      current: w.current,
      serviceMeanMin: (item?.meanMin ?? 0) * cross,
      elapsedMin: nowMin - w.startedMin,
      backMin: w.away === 'outage' ? nowMin + 30 : w.untilMin,
      absences: w.plannedAhead(),
      onBreak: w.away === 'break' || w.away === 'lunch',
      changedMin: this.changed.get(index) ?? -Infinity,
      switchMin: scenario.service.switchMin,
      reserve: officer.reserve,
      closesMin: w.closesMin,
    };
  }
}
