import type { Ledger } from './ledger';
import { weightOf } from './ledger';
import type { PlanHall, PlannedAbsence } from './types';

/** Grid of possible starts, minutes. */
const GRID_MIN = 5;
/** Least time at the window between two absences, unless the roster itself leaves less. */
export const GAP_MIN = 30;
/** Nobody is told of an absence later than this before it begins. */
const NOTICE_MIN = 5;
export const EPS = 1e-6;

/** Least gap before the absence `a` of a window. */
export function gapBefore(hall: PlanHall, w: number, a: number): number {
  const own = hall.view.windows[w]?.absences ?? [];
  const [before, here] = [own[a - 1], own[a]];
  return before === undefined || here === undefined ? 0 : Math.max(0, Math.min(GAP_MIN, here.startMin - before.endMin));
}

/** Hours over, or fixed by the roster: such an absence stays where it is. */
export function isFixed(hall: PlanHall, w: number, a: number): boolean {
  const hours = hall.hours[w]?.[a];
  return (
    hours === undefined || hours.latestMin < firstStart(hall, w, a) - EPS || hours.latestMin - hours.earliestMin < EPS
  );
}

/** The earliest an absence may still begin. */
export function firstStart(hall: PlanHall, w: number, a: number): number {
  const { view } = hall;
  const { earliestMin = 0, latestMin = 0 } = hall.hours[w]?.[a] ?? {};
  if (view.nowMin <= (hall.open[0]?.fromMin ?? 0)) return earliestMin;
  const window = view.windows[w];
  const back = a === 0 && window?.condition === 'away' ? Math.min(latestMin, window.backMin + GAP_MIN) : 0;
  return Math.max(earliestMin, Math.ceil((view.nowMin + NOTICE_MIN) / GRID_MIN) * GRID_MIN, back);
}

/** Whether a start lies within the hours of an absence. */
export const isWithin = (hall: PlanHall, w: number, a: number, startMin: number): boolean =>
  startMin >= firstStart(hall, w, a) - EPS && startMin <= (hall.hours[w]?.[a]?.latestMin ?? -Infinity) + EPS;

/** When absence `a` of a window may begin, given where its officer's others are. */
export function startsOf(hall: PlanHall, w: number, a: number, own: readonly (PlannedAbsence | undefined)[]): number[] {
  const hours = hall.hours[w]?.[a];
  const rostered = hall.view.windows[w]?.absences[a];
  if (hours === undefined || rostered === undefined || isFixed(hall, w, a)) return [];
  const length = rostered.endMin - rostered.startMin;
  let from = firstStart(hall, w, a);
  let to = hours.latestMin;
  const [before, after] = [own[a - 1], own[a + 1]];
  if (before !== undefined) from = Math.max(from, before.endMin + gapBefore(hall, w, a));
  if (after !== undefined) to = Math.min(to, after.startMin - gapBefore(hall, w, a + 1) - length);
  // whole minutes, whatever the roster has
  [from, to] = [Math.ceil(from - EPS), Math.floor(to + EPS)];
  const starts = new Set<number>();
  for (let start = Math.ceil(from / GRID_MIN - EPS) * GRID_MIN; start <= to + EPS; start += GRID_MIN) starts.add(start);
  for (const edge of [from, to]) if (from <= to) starts.add(edge);
  return [...starts].sort((x, y) => x - y);
}

/** All planned absences and where they are counted. */
export class Places {
  readonly own: (PlannedAbsence | undefined)[][];

  constructor(
    readonly hall: PlanHall,
    readonly ledger: Ledger,
  ) {
    this.own = hall.view.windows.map(({ absences }) => absences.map(() => undefined));
  }

  each(visit: (w: number, a: number) => void): void {
    this.own.forEach((own, w) => {
      own.forEach((_, a) => {
        visit(w, a);
      });
    });
  }

  at(w: number, a: number, startMin: number): PlannedAbsence {
    const rostered = this.hall.view.windows[w]?.absences[a];
    if (rostered === undefined) throw new RangeError('no such absence');
    return { kind: rostered.kind, startMin, endMin: startMin + rostered.endMin - rostered.startMin };
  }

  /** Puts an absence somewhere else, or takes it out. */
  put(w: number, a: number, place: PlannedAbsence | undefined): void {
    const own = this.own[w];
    if (own === undefined) return;
    const was = own[a];
    if (was !== undefined) this.count(w, was, -1);
    own[a] = place;
    if (place !== undefined) this.count(w, place, 1);
  }

  putRostered(w: number, a: number): void {
    this.put(w, a, this.hall.view.windows[w]?.absences[a]);
  }

  /** One that should have begun already begins now. */
  private count(w: number, { startMin, endMin }: PlannedAbsence, sign: 1 | -1): void {
    const late = Math.max(0, this.hall.view.nowMin - startMin);
    this.ledger.put(w, startMin + late, endMin + late, sign);
  }

  /** What it costs to have an absence begin then, the others standing as they are. The absence itself must be out. */
  cost(w: number, a: number, startMin: number): number {
    const { endMin } = this.at(w, a, startMin);
    return weightOf(this.ledger.breach(w, startMin, endMin));
  }

  /** Minutes beyond the limits alone, squared as the ledger does; demand left aside. The absence itself must be out. */
  overLimits(w: number, a: number, startMin: number): number {
    const { zone, hall, counter } = this.ledger.breach(w, startMin, this.at(w, a, startMin).endMin);
    return zone + hall + counter;
  }

  /** Moves absences one by one to where they breach least, until none has a better place. */
  settle(): void {
    for (let sweep = 0, moved = true; moved && sweep < 200; sweep += 1) {
      moved = false;
      this.each((w, a) => {
        const was = this.own[w]?.[a];
        if (was === undefined || isFixed(this.hall, w, a)) return;
        const starts = startsOf(this.hall, w, a, this.own[w] ?? []);
        this.put(w, a, undefined);
        let best = was.startMin;
        const stays = isWithin(this.hall, w, a, was.startMin) && Number.isInteger(was.startMin);
        let least = stays ? this.cost(w, a, best) - EPS : Infinity;
        for (const start of starts) {
          const cost = this.cost(w, a, start);
          if (cost < least - EPS) [best, least] = [start, cost];
        }
        this.put(w, a, best === was.startMin ? was : this.at(w, a, best));
        if (best !== was.startMin) moved = true;
      });
    }
  }
}
