import type { RedirectParams } from '../params';
import type { RedirectView, WindowView } from '../view';
import type { Outlook } from './outlook';
import type { PlanHall, PlannedOpening } from './types';

const GRID_MIN = 15;

/** What is planned already, and what more may be. */
interface OpeningsBefore {
  readonly kept: readonly PlannedOpening[];
  /** windows that are not to be opened */
  readonly without: ReadonlySet<number>;
  /** nothing more begins before, minutes after opening */
  readonly fromMin: number;
  /** person-minutes of waiting that one more has to save */
  readonly leastGain: number;
}
const NONE: OpeningsBefore = { kept: [], without: new Set(), fromMin: 0, leastGain: 1 };

/** Opens reserve windows where the outlook is tightest, within the officer-minutes there are and while the doors are open. */
export function planOpenings(
  hall: PlanHall,
  outlook: Outlook,
  params: RedirectParams,
  { kept, without, fromMin, leastGain }: OpeningsBefore = NONE,
): PlannedOpening[] {
  const { view } = hall;
  const openings = [...kept];
  // One already open is the prompts' business.
  const reserves = view.windows.flatMap((w, i) =>
    w.reserve && w.condition === 'closed' && !without.has(i) ? [i] : [],
  );
  const starts = startsOf(hall, params.openMin).filter((atMin) => atMin >= fromMin);
  const planned = kept.reduce((sum, { atMin, untilMin }) => sum + untilMin - atMin, 0);
  for (let left = view.reserveLeftMin - planned; left >= params.openMin - 1e-9; left -= params.openMin) {
    let least = outlook.cost() - leastGain;
    let best: PlannedOpening | undefined;
    for (const window of reserves) {
      const mine = openings.filter((o) => o.window === window);
      for (const atMin of starts) {
        const next = { window, atMin, untilMin: atMin + params.openMin };
        if (mine.some((o) => o.atMin < next.untilMin && next.atMin < o.untilMin)) continue;
        outlook.replace(window, openDuring(view, window, [...mine, next]));
        const cost = outlook.cost();
        if (cost < least) [best, least] = [next, cost];
      }
      outlook.replace(window, openDuring(view, window, mine));
      // They are alike: while none is planned one stands for all.
      if (openings.length === 0) break;
    }
    if (best === undefined) break;
    const chosen = best;
    openings.push(chosen);
    outlook.replace(
      chosen.window,
      openDuring(
        view,
        chosen.window,
        openings.filter((o) => o.window === chosen.window),
      ),
    );
  }
  return openings.sort((a, b) => a.atMin - b.atMin);
}

function startsOf({ view, open }: PlanHall, openMin: number): number[] {
  return open.flatMap(({ fromMin, toMin }) => {
    const starts: number[] = [];
    for (
      let at = Math.max(fromMin + 1, Math.ceil(Math.max(fromMin, view.nowMin) / GRID_MIN) * GRID_MIN);
      at + openMin <= toMin + 1e-9;
      at = Math.floor(at / GRID_MIN + 1) * GRID_MIN
    )
      starts.push(at);
    return starts;
  });
}

/** A reserve window that is there exactly during its openings: absences fill the rest of the day. */
export function openDuring(view: RedirectView, index: number, openings: readonly PlannedOpening[]): WindowView {
  const window = view.windows[index];
  if (window === undefined) throw new RangeError(`no window ${String(index)}`);
  if (openings.length === 0) return { ...window, condition: 'closed' };
  const sorted = [...openings].sort((a, b) => a.atMin - b.atMin);
  const edges = [view.nowMin, ...sorted.flatMap((o) => [o.atMin, o.untilMin]), view.closeMin + 600];
  const absences: WindowView['absences'][number][] = [];
  for (let i = 0; i + 1 < edges.length; i += 2) {
    const startMin = edges[i] ?? 0;
    const endMin = edges[i + 1] ?? 0;
    if (endMin > startMin) absences.push({ startMin, endMin, kind: 'break' });
  }
  return { ...window, condition: 'free', closesMin: Infinity, absences };
}
