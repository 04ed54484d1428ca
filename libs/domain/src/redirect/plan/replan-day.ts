import { isWithin as isSubset, type QueueSet } from '../../queue-set';
import type { RedirectParams } from '../params';
import { moveAbsences } from './absences';
import { openDuring, planOpenings } from './openings';
import { Outlook } from './outlook';
import { EPS, isWithin } from './places';
import type { DayPlan, PlanHall, PlannedOpening } from './types';

/** People have arranged themselves by the plan they know: something else must spare so many person-minutes of waiting. */
const LEAST_GAIN = 20;

export interface ReplanOptions {
  /** nothing that changes begins before, by the plan in force or by the new one, minutes after opening */
  readonly earliestMin: number;
  /** windows that cannot do what the plan in force orders of them */
  readonly refused: ReadonlySet<number>;
  /** officer-minutes for which reserve windows have been open by the plan in force */
  readonly spentMin: number;
}

/**
 * The rest of the day planned anew beside a plan that is in force: what begins soon stays, and so does all that is not clearly better otherwise.
 * Guidings stay as they are, and no link is taken back. Deterministic.
 * @returns the plan, and the hall as the plan in force has it, by which it is to be checked
 */
export function replanDay(
  given: PlanHall,
  kept: DayPlan,
  params: RedirectParams,
  options: ReplanOptions,
): { plan: DayPlan; hall: PlanHall } {
  const { earliestMin, refused } = options;
  const hall = underPlan(given, kept, options);
  const { view } = hall;
  const masks = new Map<number, QueueSet>();
  const linkedFrom = new Map<number, number>();
  view.windows.forEach((window, w) => {
    const mask = kept.masks.get(w);
    if (window.condition === 'closed' || (mask === undefined && (window.reserve || refused.has(w)))) return;
    const wanted = mask ?? window.skills;
    if (!isSubset(wanted, window.skills) || (mask === undefined && wanted === window.mask)) return;
    masks.set(w, wanted);
    const from = mask === undefined ? earliestMin : (kept.linkedFrom.get(w) ?? view.nowMin);
    const begins = window.condition === 'away' ? Math.max(from, window.backMin) : from;
    if (begins > view.nowMin) linkedFrom.set(w, begins);
  });
  const closeMin = hall.open.at(-1)?.toMin ?? view.closeMin;
  const linked = { ...view, closeMin, windows: view.windows.map((w, i) => ({ ...w, mask: masks.get(i) ?? w.mask })) };
  const outlook = new Outlook(linked, params);
  const planned = { ...hall, view: linked };
  const openings = openingsLeft(planned, outlook, kept.openings, { earliestMin, refused });
  const absences = moveAbsences(hall, outlook, LEAST_GAIN);
  return {
    hall,
    plan: {
      madeAtMin: view.nowMin,
      masks,
      linkedFrom,
      absences,
      guides: kept.guides,
      openings: planOpenings(planned, outlook, params, {
        kept: openings,
        without: refused,
        fromMin: earliestMin,
        leastGain: LEAST_GAIN,
      }),
    },
  };
}

/** The hall with its absences where the plan in force has them. Those that begin soon, and those of a window that refused, are fixed there. */
function underPlan(hall: PlanHall, kept: DayPlan, { earliestMin, refused, spentMin }: ReplanOptions): PlanHall {
  const windows = hall.view.windows.map((window, w) => ({
    ...window,
    absences: kept.absences.get(w) ?? window.absences,
  }));
  const reserveLeftMin = Math.max(0, hall.view.reserveLeftMin - spentMin);
  const moved = { ...hall, view: { ...hall.view, windows, reserveLeftMin } };
  return {
    ...moved,
    hours: windows.map(({ absences }, w) =>
      absences.map(({ kind, startMin }, a) => {
        const hours = hall.hours[w]?.[a];
        const isSame = hall.view.windows[w]?.absences[a]?.kind === kind;
        const isFixed =
          hours === undefined ||
          !isSame ||
          refused.has(w) ||
          startMin < earliestMin - EPS ||
          hours.latestMin < earliestMin + EPS ||
          !isWithin(moved, w, a, startMin);
        return isFixed
          ? { earliestMin: startMin, latestMin: startMin }
          : { earliestMin: Math.max(hours.earliestMin, earliestMin), latestMin: hours.latestMin };
      }),
    ),
  };
}

/** Openings of the plan in force that are still wanted: of those that are not near, the ones that spare any waiting at all. */
function openingsLeft(
  { view }: PlanHall,
  outlook: Outlook,
  kept: readonly PlannedOpening[],
  { earliestMin, refused }: Pick<ReplanOptions, 'earliestMin' | 'refused'>,
): PlannedOpening[] {
  let left = kept.filter(({ window, atMin }) => atMin < earliestMin || !refused.has(window));
  const put = (window: number, all: readonly PlannedOpening[]): void => {
    if (view.windows[window]?.condition === 'closed')
      outlook.replace(
        window,
        openDuring(
          view,
          window,
          all.filter((one) => one.window === window),
        ),
      );
  };
  for (const window of new Set(left.map((one) => one.window))) put(window, left);
  for (const one of left.filter(({ atMin }) => atMin >= earliestMin)) {
    const [before, without] = [outlook.cost(), left.filter((other) => other !== one)];
    put(one.window, without);
    if (outlook.cost() < before + 1) left = without;
    else put(one.window, left);
  }
  return left;
}
