import type { HallConfig, HallState } from '../live';
import type { DayPlan } from '../redirect/plan';
import type { RedirectView } from '../redirect/view';
import { pick } from '../numeric';
import { toBenchPlan } from './bench-plan';
import { usualOpening } from './usual-opening';
import type { SimDay, SimTicket } from './day';
import { NO_PLAN, type BenchPlan } from './plan';
import { playPlan } from './play-plan';
import { sampleDay } from './sample-day';
import { DayTally, type DayScore } from './score';
import { cutAgainst } from './summary';

export interface PlanWorth {
  readonly days: number;
  readonly meanWithoutMin: number;
  readonly meanWithMin: number;
  /** Relative cut of the waits by the plan alone, with the half width of its 95 % interval. */
  readonly cut: number;
  readonly cutCI: number;
  /** four in five single days lie between these */
  readonly dayLow: number;
  readonly dayHigh: number;
}

export interface HallPlanWorthOptions {
  /** the hall as it stands, for a plan of the rest of the day; absent before opening */
  readonly state?: HallState;
  readonly days?: number;
  readonly seed?: number;
  /**
   * A plan in force, against which another one of the rest of the day is held instead of the roster, and the hall as it is seen now: today's
   * demand and the officers who are not there hold for both.
   */
  readonly beside?: { readonly plan: DayPlan; readonly view: RedirectView };
}

const MINUTE = 60_000;

/**
 * What a plan of a real hall is worth by itself: simulated visitors drawn from its forecast, once with every window as the organisation
 * has it and every absence as rostered, once with the plan. For the rest of a day only those count who wait now or come later.
 */
export function hallPlanWorth(config: HallConfig, plan: DayPlan, options: HallPlanWorthOptions = {}): PlanWorth {
  const days = options.days ?? 20;
  const { beside } = options;
  const today = beside === undefined ? config : asItComes(config, beside.view);
  const planned = toldBench(config, plan);
  const before = beside === undefined ? { ...NO_PLAN, opening: usualOpening(config) } : toldBench(config, beside.plan);
  const [without, withPlan]: [DayScore[], DayScore[]] = [[], []];
  for (let i = 0; i < days; i += 1) {
    const drawn = fromNow(sampleDay(today, (options.seed ?? 1) + i, { surprises: true }), config, options.state);
    const day = beside === undefined ? drawn : withoutAway(drawn, beside.view);
    without.push(played(beside === undefined ? day : moved(day, beside.plan), before));
    withPlan.push(played(moved(day, plan), planned));
  }
  const { cut, ci } = cutAgainst(without, withPlan);
  const mean = (scores: readonly DayScore[]): number =>
    scores.reduce((sum, s) => sum + s.sumMin, 0) /
    Math.max(
      1,
      scores.reduce((sum, s) => sum + s.count, 0),
    );
  // of a day on which people hardly wait a part says nothing: at least one minute each is taken for the whole
  const daily = without
    .map((day, i) => (day.sumMin - (withPlan[i]?.sumMin ?? 0)) / Math.max(1, day.count, day.sumMin))
    .sort((a, b) => a - b);
  const tenth = (share: number): number => daily[Math.min(daily.length - 1, Math.floor(share * daily.length))] ?? 0;
  return {
    days,
    meanWithoutMin: mean(without),
    meanWithMin: mean(withPlan),
    cut,
    cutCI: ci,
    dayLow: tenth(0.1),
    dayHigh: tenth(0.9),
  };
}

function toldBench(config: HallConfig, plan: DayPlan): BenchPlan {
  const later = plan.linkedFrom;
  return {
    ...toBenchPlan({ ...plan, absences: new Map() }, itemsOf(config)),
    opening: usualOpening(config, new Map([...plan.masks].filter(([w]) => !later.has(w)))),
    changes: [...plan.masks].flatMap(([window, mask]) => {
      const atMin = later.get(window);
      return atMin === undefined ? [] : [{ atMin, window, mask }];
    }),
  };
}

/** The forecast of a hall as today compares with it. */
function asItComes(config: HallConfig, view: RedirectView): HallConfig {
  const { forecast } = config;
  const queues = Object.fromEntries(
    view.queues.map(({ code, ratePerMin, demandRatio }) => [
      code,
      Array.from(ratePerMin, (rate, slot) => rate * forecast.slotMin * (demandRatio[slot] ?? 1)),
    ]),
  );
  return { ...config, forecast: { ...forecast, queues } };
}

/** Who is not there now, and on no break, is away as long as that is expected to last; a window that is shut stays shut. */
function withoutAway(day: SimDay, { windows, nowMin, closeMin }: RedirectView): SimDay {
  const officers = day.officers.map((officer) => {
    const seen = windows[officer.window];
    const isAway = seen?.condition === 'closed' || (seen?.condition === 'away' && !seen.onBreak);
    if (seen === undefined || officer.reserve || !isAway) return officer;
    const backMin = seen.condition === 'closed' ? closeMin : seen.backMin;
    const absences = [
      ...officer.absences.filter(({ kind, startMin }) => kind !== 'outage' || startMin > backMin),
      { kind: 'outage' as const, startMin: nowMin, lengthMin: Math.max(1, backMin - nowMin) },
    ];
    return { ...officer, absences: absences.sort((a, b) => a.startMin - b.startMin) };
  });
  return { ...day, officers };
}

function played(day: SimDay, plan: BenchPlan): DayScore {
  const tally = new DayTally(day.scenario.branches.length);
  const simulator = playPlan(day, plan, { onWait: tally.onWait });
  const stranded = simulator.stranded();
  for (const ticket of stranded) if (!ticket.noShow) tally.onWait(ticket.patienceMin, ticket.branch);
  return tally.score({
    day: day.day,
    tickets: day.tickets.length,
    prompts: 0,
    switches: simulator.switches,
    stranded: stranded.length,
  });
}

/** The branch and the item within it behind an index of the configuration. */
export function itemsOf(config: HallConfig): (index: number) => { branch: number; item: number } {
  return (index) => {
    const { queue } = pick(config.items, index);
    const own = config.items.flatMap((item, i) => (item.queue === queue ? [i] : []));
    return { branch: config.queues.findIndex(({ code }) => code === queue), item: own.indexOf(index) };
  };
}

export function moved(day: SimDay, plan: DayPlan): SimDay {
  return {
    ...day,
    officers: day.officers.map((officer) => {
      const own = plan.absences.get(officer.window);
      if (own === undefined || officer.reserve) return officer;
      // Absences that have begun by the time the plan is made are not in it.
      const taken = officer.absences.filter(({ kind, startMin }) => kind === 'outage' || startMin <= plan.madeAtMin);
      const absences = [
        ...taken,
        ...own.map(({ kind, startMin, endMin }) => ({ kind, startMin, lengthMin: endMin - startMin })),
      ];
      return { ...officer, absences: absences.sort((a, b) => a.startMin - b.startMin) };
    }),
  };
}

/** Those who wait now stand at the door at once; nobody who came earlier plays a part any more. */
function fromNow(day: SimDay, config: HallConfig, state: HallState | undefined): SimDay {
  if (state === undefined) return day;
  const nowMin = (state.now - config.forecast.start) / MINUTE;
  const model = day.tickets[0];
  const waiting: SimTicket[] =
    model === undefined
      ? []
      : config.queues.flatMap(({ code }, branch) =>
          state.waiting(code).map((one, i): SimTicket => {
            const items = config.items.filter(({ queue }) => queue === code);
            const item = Math.max(
              0,
              items.findIndex((known) => known.code === one.item),
            );
            return {
              ...model,
              issuedMin: nowMin + i * 1e-4,
              branch,
              item,
              serviceMin: items[item]?.meanServiceMin ?? 10,
              noShow: false,
              willing: 1,
              patienceMin: 240,
            };
          }),
        );
  const tickets = [...waiting, ...day.tickets.filter(({ issuedMin }) => issuedMin > nowMin)];
  return {
    ...day,
    tickets: tickets.sort((a, b) => a.issuedMin - b.issuedMin).map((ticket, id) => ({ ...ticket, id })),
  };
}
