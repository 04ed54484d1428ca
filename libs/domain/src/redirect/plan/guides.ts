import { guidedShare } from '../moves';
import type { RedirectParams } from '../params';
import type { Outlook } from './outlook';
import type { PlanHall, PlannedGuide } from './types';

/** In each half hour that the doors are open the items that relieve most, within the number guided at once. */
export function planGuides(hall: PlanHall, outlook: Outlook, params: RedirectParams): PlannedGuide[] {
  const { view } = hall;
  const guides: PlannedGuide[] = [];
  if (!params.kinds.includes('guide')) return guides;
  for (const { fromMin, untilMin } of halfHours(hall, params.guideMin)) {
    const chosen = new Set<number>();
    for (let round = 0; round < params.maxGuidedItems; round += 1) {
      let best = -1;
      let least = Infinity;
      view.items.forEach((item, i) => {
        if (chosen.has(i) || hall.onTerminal[i] !== true || !item.channels.includes('self-service')) return;
        const factor = 1 - guidedShare(view, params, item);
        outlook.guide(item.queue, factor, fromMin, untilMin);
        const slot = Math.floor(fromMin / view.slotMin);
        // Where nobody is expected to wait, the item that spares most people the window wins.
        const spared =
          (view.queues[item.queue]?.ratePerMin[slot] ?? 0) * item.share * params.compliance * params.guideMin;
        const cost = outlook.cost() - spared;
        outlook.guide(item.queue, 1 / factor, fromMin, untilMin);
        if (cost < least) [best, least] = [i, cost];
      });
      const item = view.items[best];
      if (item === undefined) break;
      outlook.guide(item.queue, 1 - guidedShare(view, params, item), fromMin, untilMin);
      chosen.add(best);
      guides.push({ item: best, fromMin, untilMin });
    }
  }
  return guides;
}

/** Whole stretches of guiding, cut where the doors shut. */
function halfHours({ view, open }: PlanHall, lengthMin: number): { fromMin: number; untilMin: number }[] {
  const first = Math.ceil(Math.max(0, view.nowMin) / lengthMin) * lengthMin;
  const last = open.at(-1)?.toMin ?? 0;
  const found: { fromMin: number; untilMin: number }[] = [];
  for (let at = first; at < last; at += lengthMin) {
    for (const span of open) {
      const fromMin = Math.max(at, span.fromMin);
      const untilMin = Math.min(at + lengthMin, span.toMin);
      if (untilMin - fromMin > 1) found.push({ fromMin, untilMin });
    }
  }
  return found;
}
