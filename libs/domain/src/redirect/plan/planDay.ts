import { guidedShare } from '../moves';
import type { RedirectParams } from '../params';
import type { RedirectView, WindowView } from '../view';
import { Outlook } from './outlook';
import { DEFAULT_SPANS, type AllowedSpan, type DayPlan, type PlannedAbsence } from './types';

export interface PlanOptions {
  readonly spans?: readonly AllowedSpan[];
  /** Grid of possible starts, minutes. */
  readonly gridMin?: number;
  readonly sweeps?: number;
  /** Whether the plan opens reserve windows itself or leaves them to prompts. */
  readonly openReserves?: boolean;
}

/**
 * The plan of the day from forecast and skill matrix alone: every flexible window linked from the start, absences moved to
 * where they cost least, self-service guided where it saves most, reserve windows where the forecast is tightest. Greedy,
 * one decision after the other, each judged by the outlook; deterministic.
 */
export function planDay(view: RedirectView, params: RedirectParams, options: PlanOptions = {}): DayPlan {
  const masks = new Map<number, number>();
  view.windows.forEach((w, i) => {
    if (!w.reserve && w.skills !== w.mask) masks.set(i, w.skills);
  });
  const linkedView = { ...view, windows: view.windows.map((w, i) => ({ ...w, mask: masks.get(i) ?? w.mask })) };
  const outlook = new Outlook(linkedView, params);
  const guides = planGuides(outlook, params);
  const absences = planAbsences(outlook, options);
  const openings = options.openReserves === false ? [] : planOpenings(outlook, params);
  return { madeAtMin: view.nowMin, masks, absences, openings, guides };
}

/** In each half hour the items that relieve most, at most two at once. */
function planGuides(outlook: Outlook, params: RedirectParams): DayPlan['guides'] {
  const { view } = outlook;
  const guides: { item: number; fromMin: number; untilMin: number }[] = [];
  if (!params.kinds.includes('guide')) return guides;
  const first = Math.ceil(Math.max(0, view.nowMin) / params.guideMin) * params.guideMin;
  for (let fromMin = first; fromMin < view.closeMin; fromMin += params.guideMin) {
    const untilMin = fromMin + params.guideMin;
    for (let round = 0; round < params.maxGuidedItems; round += 1) {
      let best = -1;
      let least = Infinity;
      view.items.forEach((item, i) => {
        if (!item.channels.includes('self-service') || guides.some((g) => g.fromMin === fromMin && g.item === i)) return;
        const factor = 1 - guidedShare(view, params, item);
        outlook.guide(item.queue, factor, fromMin, untilMin);
        const slot = Math.floor(fromMin / view.slotMin);
        // Where nobody is expected to wait, the item that spares most people the window wins.
        const spared = (view.queues[item.queue]?.ratePerMin[slot] ?? 0) * item.share * params.compliance * params.guideMin;
        const cost = outlook.cost() - spared;
        outlook.guide(item.queue, 1 / factor, fromMin, untilMin);
        if (cost < least) {
          least = cost;
          best = i;
        }
      });
      const item = view.items[best];
      if (item === undefined) break;
      outlook.guide(item.queue, 1 - guidedShare(view, params, item), fromMin, untilMin);
      guides.push({ item: best, fromMin, untilMin });
    }
  }
  return guides;
}

/** The span a rostered absence belongs to: of its kind, the one whose middle is nearest. */
function spanOf(absence: PlannedAbsence, spans: readonly AllowedSpan[]): AllowedSpan | undefined {
  const distance = (s: AllowedSpan): number => Math.abs((s.fromMin + s.lastStartMin) / 2 - absence.startMin);
  return spans.filter((s) => s.kind === absence.kind).sort((a, b) => distance(a) - distance(b))[0];
}

function planAbsences(outlook: Outlook, options: PlanOptions): DayPlan['absences'] {
  const { view } = outlook;
  const spans = options.spans ?? DEFAULT_SPANS;
  const grid = options.gridMin ?? 10;
  const current = view.windows.map((w) => [...w.absences]);
  const plan = new Map<number, readonly PlannedAbsence[]>();
  for (let sweep = 0; sweep < (options.sweeps ?? 1); sweep += 1) {
    view.windows.forEach((window, w) => {
      const own = current[w];
      if (own === undefined) return;
      own.forEach((absence, a) => {
        const span = spanOf(absence, spans);
        if (span === undefined) return;
        own[a] = bestPlace(outlook, window, w, own, a, span, grid);
        outlook.replace(w, { ...window, absences: own });
      });
      if (own.length > 0) plan.set(w, [...own].sort((p, q) => p.startMin - q.startMin));
    });
  }
  return plan;
}

function bestPlace(outlook: Outlook, window: WindowView, w: number, own: readonly PlannedAbsence[], a: number, span: AllowedSpan, grid: number): PlannedAbsence {
  const absence = own[a];
  if (absence === undefined) throw new RangeError('no such absence');
  const length = absence.endMin - absence.startMin;
  let best = absence;
  let least = Infinity;
  const earliest = Math.max(span.fromMin, outlook.view.nowMin + 5);
  for (let startMin = earliest; startMin <= span.lastStartMin + 1e-9; startMin += grid) {
    const moved = { kind: absence.kind, startMin, endMin: startMin + length };
    outlook.replace(w, { ...window, absences: own.map((o, i) => (i === a ? moved : o)) });
    const cost = outlook.cost();
    if (cost < least - 1e-9) {
      least = cost;
      best = moved;
    }
  }
  return best;
}

/** Opens reserve windows where the outlook is tightest, within the officer-minutes there are. */
function planOpenings(outlook: Outlook, params: RedirectParams): DayPlan['openings'] {
  const { view } = outlook;
  const openings: { window: number; atMin: number; untilMin: number }[] = [];
  const reserves = view.windows.flatMap((w, i) => (w.reserve ? [i] : []));
  let left = view.reserveLeftMin;
  while (left >= params.openMin - 1e-9) {
    let least = outlook.cost() - 1;
    let best: { window: number; atMin: number; untilMin: number } | undefined;
    for (const window of reserves) {
      for (let atMin = Math.max(1, Math.ceil(view.nowMin / 15) * 15); atMin + params.openMin <= view.closeMin; atMin += 15) {
        const next = { window, atMin, untilMin: atMin + params.openMin };
        const mine = openings.filter((o) => o.window === window);
        if (mine.some((o) => o.atMin < next.untilMin && next.atMin < o.untilMin)) continue;
        outlook.replace(window, openDuring(view, window, [...mine, next]));
        const cost = outlook.cost();
        outlook.replace(window, openDuring(view, window, mine));
        if (cost < least) {
          least = cost;
          best = next;
        }
      }
      if (view.windows[window]?.condition === 'closed' && openings.length === 0) break;
    }
    if (best === undefined) break;
    const chosen = best;
    openings.push(chosen);
    outlook.replace(chosen.window, openDuring(view, chosen.window, openings.filter((o) => o.window === chosen.window)));
    left -= params.openMin;
  }
  return openings.sort((a, b) => a.atMin - b.atMin);
}

/** A reserve window that is there exactly during its openings: absences fill the rest of the day. */
function openDuring(view: RedirectView, index: number, openings: readonly { atMin: number; untilMin: number }[]): WindowView {
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
