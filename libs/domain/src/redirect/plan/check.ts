import type { PlanRule } from '@cockpit/contracts';
import { isWithin as isSubset } from '../../queue-set';
import type { RedirectParams } from '../params';
import { Ledger, thirdOf, weightOf, type Breach } from './ledger';
import { EPS, gapBefore, isFixed, isWithin, Places, startsOf } from './places';
import type { DayPlan, PlanHall, PlannedAbsence } from './types';

export interface PlanViolation {
  readonly rule: PlanRule;
  /** minutes after opening */
  readonly atMin: number;
  /** indices; −1 where it is nobody's in particular */
  readonly window: number;
  readonly item: number;
}

/** A limit that is not kept because it cannot be: no absence that breaks it could lie where it breaks it less. */
export interface ForcedCase {
  readonly rule: 'zone-third' | 'hall-third' | 'counter' | 'demand';
  /** roster: every absence concerned is fixed, the roster itself breaks the rule; hours: within their hours there is no better time */
  readonly cause: 'roster' | 'hours';
  /** branch by index of its queue; −1 for the hall */
  readonly zone: number;
  readonly fromMin: number;
  readonly untilMin: number;
  readonly windows: readonly number[];
  /** most away at once, and the windows the limit leaves at the least */
  readonly away: number;
  readonly allowed: number;
}

export interface PlanCheck {
  readonly violations: readonly PlanViolation[];
  readonly forced: readonly ForcedCase[];
}

/** Checks a plan against every rule. It needs no knowledge of how the plan was made. */
export function checkPlan(plan: DayPlan, hall: PlanHall, params: RedirectParams): PlanCheck {
  const violations: PlanViolation[] = [];
  const broken = (rule: PlanRule, atMin: number, window = -1, item = -1): void => {
    violations.push({ rule, atMin, window, item });
  };
  const complete = checkOfficers(plan, hall, broken);
  checkLinks(plan, hall, broken);
  checkOpenings(plan, hall, params, broken);
  checkGuides(plan, hall, params, broken);
  if (!complete) return { violations, forced: [] };
  const places = new Places(hall, new Ledger(hall));
  for (const [w, own] of plan.absences)
    own.forEach((one, a) => {
      places.put(w, a, one);
    });
  checkLimits(places, broken);
  return { violations, forced: forcedCases(places) };
}

type Broken = (rule: PlanRule, atMin: number, window?: number, item?: number) => void;

/** @returns whether the absences are those of the roster, so that the rest can be asked */
function checkOfficers(plan: DayPlan, hall: PlanHall, broken: Broken): boolean {
  let complete = true;
  hall.view.windows.forEach(({ absences }, w) => {
    const own = plan.absences.get(w) ?? [];
    const same =
      own.length === absences.length &&
      absences.every((one, a) => own[a]?.kind === one.kind && Math.abs(lengthOf(own[a]) - lengthOf(one)) < EPS);
    if (!same) {
      complete = false;
      broken('complete', absences[0]?.startMin ?? 0, w);
      return;
    }
    own.forEach((one, a) => {
      const rostered = absences[a];
      const hours = hall.hours[w]?.[a];
      if (rostered === undefined || hours === undefined) return;
      const within = isFixed(hall, w, a)
        ? Math.abs(one.startMin - rostered.startMin) < EPS
        : isWithin(hall, w, a, one.startMin);
      // Where the officer's other absences leave no room ahead, it stays as rostered.
      if (!within && !(startsOf(hall, w, a, own).length === 0 && Math.abs(one.startMin - rostered.startMin) < EPS))
        broken('hours', one.startMin, w);
      const before = own[a - 1];
      if (before !== undefined && one.startMin < before.endMin + gapBefore(hall, w, a) - EPS)
        broken('gap', one.startMin, w);
    });
  });
  for (const [w, own] of plan.absences)
    if (own.length > 0 && hall.view.windows[w] === undefined) broken('complete', own[0]?.startMin ?? 0, w);
  return complete;
}

const lengthOf = (one: PlannedAbsence | undefined): number => (one === undefined ? 0 : one.endMin - one.startMin);

function checkLinks(plan: DayPlan, { view }: PlanHall, broken: Broken): void {
  for (const [w, mask] of plan.masks) {
    const window = view.windows[w];
    if (window === undefined || !isSubset(mask, window.skills)) broken('skills', plan.madeAtMin, w);
    else if (
      window.condition === 'closed' ||
      (window.condition === 'away' && (plan.linkedFrom.get(w) ?? -Infinity) < window.backMin - EPS)
    )
      broken('link-while-away', plan.madeAtMin, w);
  }
}

function checkOpenings(plan: DayPlan, hall: PlanHall, params: RedirectParams, broken: Broken): void {
  let used = 0;
  plan.openings.forEach(({ window, atMin, untilMin }, i) => {
    used += untilMin - atMin;
    if (hall.view.windows[window]?.reserve !== true || untilMin <= atMin) broken('reserve-window', atMin, window);
    if (
      plan.openings.slice(0, i).some((o) => o.window === window && o.atMin < untilMin - EPS && atMin < o.untilMin - EPS)
    )
      broken('reserve-window', atMin, window);
    if (!whileOpen(hall, atMin, untilMin)) broken('doors', atMin, window);
  });
  if (used > Math.min(params.reserveBudgetMin, hall.view.reserveLeftMin) + EPS)
    broken('reserve-budget', plan.openings[0]?.atMin ?? 0);
}

function checkGuides(plan: DayPlan, hall: PlanHall, params: RedirectParams, broken: Broken): void {
  for (const one of plan.guides) {
    const item = hall.view.items[one.item];
    if (item?.channels.includes('self-service') !== true || hall.onTerminal[one.item] !== true)
      broken('terminal', one.fromMin, -1, one.item);
    if (!whileOpen(hall, one.fromMin, one.untilMin)) broken('doors', one.fromMin, -1, one.item);
    const atOnce = plan.guides.filter((o) => o.fromMin <= one.fromMin + EPS && one.fromMin < o.untilMin - EPS).length;
    if (atOnce > params.maxGuidedItems) broken('guides-at-once', one.fromMin, -1, one.item);
  }
}

const whileOpen = ({ open, view }: PlanHall, fromMin: number, untilMin: number): boolean =>
  fromMin >= view.nowMin - EPS && open.some((o) => o.fromMin <= fromMin + EPS && untilMin <= o.toMin + EPS);

/** An absence that breaks a limit, or is missed by demand, must have no other time where it does so less. */
function checkLimits(places: Places, broken: Broken): void {
  const { hall, ledger } = places;
  places.each((w, a) => {
    const own = places.own[w]?.[a];
    if (own === undefined || isFixed(hall, w, a)) return;
    const starts = startsOf(hall, w, a, places.own[w] ?? []);
    places.put(w, a, undefined);
    const here = ledger.breach(w, own.startMin, own.endMin);
    let best: Breach = here;
    for (const start of starts) {
      const there = ledger.breach(w, start, places.at(w, a, start).endMin);
      if (weightOf(there) < weightOf(best) - 4 * EPS) best = there;
    }
    places.put(w, a, own);
    if (best === here) return;
    broken(
      best.counter < here.counter
        ? 'counter'
        : best.zone < here.zone
          ? 'zone-third'
          : best.hall < here.hall
            ? 'hall-third'
            : 'demand',
      own.startMin,
      w,
    );
  });
}

/** Stretches in which a limit is not kept. */
function forcedCases(places: Places): ForcedCase[] {
  const { hall, ledger } = places;
  const cases: ForcedCase[] = [];
  // A hall of one branch is that branch.
  const alone = ledger.sizes.filter((n) => n > 0).length < 2;
  for (let zone = alone ? 0 : -1; zone < ledger.zones; zone += 1) {
    const limit = thirdOf(zone < 0 ? ledger.size : (ledger.sizes[zone] ?? 0));
    const home = (w: number): boolean => {
      const { home: own = -1 } = hall.view.windows[w] ?? {};
      return own >= 0 && (zone < 0 || own === zone);
    };
    stretches(
      places,
      zone < 0 ? 'hall-third' : 'zone-third',
      zone,
      home,
      (m) => {
        const { open, away } = ledger.at(zone, m);
        return open && away > limit ? { away, allowed: limit } : null;
      },
      cases,
    );
    if (zone < 0) continue;
    stretches(
      places,
      'demand',
      zone,
      home,
      (m) => {
        const { open, away, there, needed } = ledger.at(zone, m);
        return open && away > 0 && there < needed - EPS
          ? { away, allowed: Math.max(0, Math.floor(there + away - needed + EPS)) }
          : null;
      },
      cases,
    );
  }
  const counters = new Map(hall.counters.flatMap((name, w) => (name === null ? [] : [[name, w] as const])));
  for (const [name, w] of counters) {
    stretches(
      places,
      'counter',
      hall.view.windows[w]?.home ?? -1,
      (other) => hall.counters[other] === name,
      (m) => {
        const away = ledger.counterAt(w, m);
        return away > 1 ? { away, allowed: 1 } : null;
      },
      cases,
    );
  }
  return cases;
}

function stretches(
  places: Places,
  rule: ForcedCase['rule'],
  zone: number,
  concerned: (w: number) => boolean,
  at: (minute: number) => { away: number; allowed: number } | null,
  cases: ForcedCase[],
): void {
  const { hall, ledger } = places;
  for (let m = 0; m < ledger.minutes; m += 1) {
    let seen = at(m);
    if (seen === null) continue;
    const from = m;
    let [away, allowed] = [0, Infinity];
    for (; m < ledger.minutes && seen !== null; m += 1, seen = at(m)) {
      away = Math.max(away, seen.away);
      allowed = Math.min(allowed, seen.allowed);
    }
    const [fromMin, untilMin] = [ledger.firstMin + from, ledger.firstMin + m];
    const windows: number[] = [];
    const movable: number[] = [];
    places.own.forEach((own, w) => {
      if (!concerned(w)) return;
      own.forEach((one, a) => {
        if (one === undefined || one.startMin >= untilMin || one.endMin <= fromMin) return;
        if (windows.at(-1) !== w) windows.push(w);
        if (!isFixed(hall, w, a)) movable.push(w);
      });
    });
    cases.push({
      rule,
      cause: movable.length > 0 ? 'hours' : 'roster',
      zone,
      fromMin,
      untilMin,
      windows,
      away,
      allowed,
    });
  }
}

/** For each branch and half hour: the fewest windows there, and what demand needs then. */
export function planPresence(
  plan: DayPlan,
  hall: PlanHall,
): { zone: number; slots: { fromMin: number; there: number; needed: number }[] }[] {
  const places = new Places(hall, new Ledger(hall));
  for (const [w, own] of plan.absences)
    own.forEach((one, a) => {
      places.put(w, a, one);
    });
  const { ledger } = places;
  const slotMin = hall.view.slotMin;
  return hall.view.queues.map((_, zone) => {
    const slots = new Map<number, { fromMin: number; there: number; needed: number }>();
    for (let m = Math.max(0, Math.ceil(hall.view.nowMin) - ledger.firstMin); m < ledger.minutes; m += 1) {
      const { open, there, needed } = ledger.at(zone, m);
      if (!open) continue;
      const fromMin = Math.floor((ledger.firstMin + m) / slotMin) * slotMin;
      const slot = slots.get(fromMin) ?? { fromMin, there: Infinity, needed: 0 };
      slots.set(fromMin, { fromMin, there: Math.min(slot.there, there), needed: Math.max(slot.needed, needed) });
    }
    return { zone, slots: [...slots.values()] };
  });
}
