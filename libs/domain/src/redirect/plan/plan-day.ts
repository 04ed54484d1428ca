import type { QueueSet } from '../../queue-set';
import type { RedirectParams } from '../params';
import { planAbsences } from './absences';
import { planGuides } from './guides';
import { planOpenings } from './openings';
import { Outlook } from './outlook';
import type { DayPlan, PlanHall } from './types';

export interface PlanOptions {
  /** Whether the plan opens reserve windows itself or leaves them to prompts. */
  readonly openReserves?: boolean;
}

/**
 * The plan of the day from forecast, rosters and skills alone: every flexible window linked from the start, self-service
 * guided where it saves most, absences moved within the rules to where they cost least, reserve windows where the forecast is
 * tightest. Greedy, one decision after the other, each judged by the outlook; deterministic.
 */
export function planDay(hall: PlanHall, params: RedirectParams, options: PlanOptions = {}): DayPlan {
  const { view } = hall;
  const masks = new Map<number, QueueSet>();
  const linkedFrom = new Map<number, number>();
  view.windows.forEach((w, i) => {
    if (w.reserve || w.condition === 'closed' || w.skills === w.mask) return;
    masks.set(i, w.skills);
    if (w.condition === 'away') linkedFrom.set(i, w.backMin);
  });
  const closeMin = hall.open.at(-1)?.toMin ?? view.closeMin;
  const linked = { ...view, closeMin, windows: view.windows.map((w, i) => ({ ...w, mask: masks.get(i) ?? w.mask })) };
  const outlook = new Outlook(linked, params);
  const guides = planGuides(hall, outlook, params);
  const absences = planAbsences(hall, outlook);
  const openings = options.openReserves === false ? [] : planOpenings({ ...hall, view: linked }, outlook, params);
  return { madeAtMin: view.nowMin, masks, linkedFrom, absences, openings, guides };
}
