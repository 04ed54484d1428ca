import type { HallConfig, WindowConfig } from '../../live';
import { Ledger } from './ledger';
import { EPS, Places, startsOf } from './places';
import type { StaffBook } from './staff-book';
import type { PlanHall } from './types';

const MINUTE_MS = 60_000;
/** Minutes of waiting beyond the target that a moved break has to save: nobody is moved for less. */
const LEAST_SAVED_MIN = 1;

/** A break that begins at another time than rostered, epoch ms. */
export interface BreakMove {
  readonly window: number;
  readonly kind: 'lunch' | 'break';
  readonly rosteredFrom: number;
  readonly from: number;
  readonly until: number;
}

/** Moves breaks out of the time in which people are lacking: within their hours, and with no more of branch, hall and counter away at once than rostered. */
export class BreakMoves {
  private readonly places: Places;
  private readonly windows: WindowConfig[];

  constructor(
    private readonly config: HallConfig,
    private readonly hall: PlanHall,
    private readonly book: StaffBook,
  ) {
    this.windows = [...config.windows];
    this.places = new Places(hall, new Ledger(hall));
    this.places.each((w, a) => {
      this.places.putRostered(w, a);
    });
  }

  /**
   * Only moves without which more people would be lacking.
   * @param spans when people are lacking at the queue, epoch ms
   */
  outOf(queue: string, spans: readonly { from: number; until: number }[]): BreakMove[] {
    const moved: { w: number; a: number }[] = [];
    this.places.each((w, a) => {
      const window = this.config.windows[w];
      const rostered = this.rostered(w, a);
      if (window?.homeQueue !== queue || window.kind === 'reserve' || rostered === null) return;
      if (!spans.some((span) => rostered.from < span.until && span.from < rostered.until)) return;
      const start = this.better(queue, w, a);
      if (start === null) return;
      this.begin(w, a, start);
      moved.push({ w, a });
    });
    return moved.filter((one) => !this.isReturned(queue, one, moved)).flatMap(({ w, a }) => this.told(w, a));
  }

  /** Puts a moved break back where the roster has it, unless that would make people lacking, or break a rule. */
  private isReturned(
    queue: string,
    { w, a }: { w: number; a: number },
    moved: readonly { w: number; a: number }[],
  ): boolean {
    const { places } = this;
    const here = places.own[w]?.[a];
    const rostered = this.hall.view.windows[w]?.absences[a];
    if (here === undefined || rostered === undefined || moved.some((one) => one.w === w && one.a !== a)) return false;
    const before = this.lacking(queue);
    places.put(w, a, undefined);
    const isWorse = places.overLimits(w, a, rostered.startMin) > places.overLimits(w, a, here.startMin) + EPS;
    places.put(w, a, here);
    if (isWorse) return false;
    this.begin(w, a, rostered.startMin);
    if (this.lacking(queue) <= before) return true;
    this.begin(w, a, here.startMin);
    return false;
  }

  /** People lacking, times half hours. */
  private lacking(queue: string): number {
    return this.book.shortIn(queue).reduce((sum, { first, last, people }) => sum + people * (last - first + 1), 0);
  }

  private begin(w: number, a: number, startMin: number): void {
    const was = this.places.own[w]?.[a];
    if (was === undefined) return;
    const window = this.moved(w, this.time(was.startMin), this.time(startMin));
    this.windows[w] = window;
    this.book.put(w, window);
    this.places.put(w, a, this.places.at(w, a, startMin));
  }

  private rostered(w: number, a: number): { from: number; until: number } | null {
    const own = this.hall.view.windows[w]?.absences[a];
    return own === undefined ? null : { from: this.time(own.startMin), until: this.time(own.endMin) };
  }

  private told(w: number, a: number): BreakMove[] {
    const [rostered, own] = [this.rostered(w, a), this.places.own[w]?.[a]];
    if (rostered === null || own === undefined) return [];
    const span = { from: this.time(own.startMin), until: this.time(own.endMin) };
    return [{ window: w, kind: own.kind, rosteredFrom: rostered.from, ...span }];
  }

  /** The start with which least time is waited beyond the target, the nearest of those alike; null where none saves anything. */
  private better(queue: string, w: number, a: number): number | null {
    const { places, book } = this;
    const was = places.own[w]?.[a];
    const window = this.windows[w];
    if (was === undefined || window === undefined) return null;
    const starts = startsOf(this.hall, w, a, places.own[w] ?? []);
    const near = [...starts].sort((x, y) => Math.abs(x - was.startMin) - Math.abs(y - was.startMin));
    let least = book.excess(queue) - LEAST_SAVED_MIN;
    let best: number | null = null;
    places.put(w, a, undefined);
    const most = places.overLimits(w, a, was.startMin);
    for (const start of near) {
      if (places.overLimits(w, a, start) > most + EPS) continue;
      book.put(w, this.moved(w, this.time(was.startMin), this.time(start)));
      const excess = book.excess(queue);
      if (excess < least - EPS) [best, least] = [start, excess];
    }
    book.put(w, window);
    places.put(w, a, was);
    return best;
  }

  private moved(w: number, from: number, to: number): WindowConfig {
    const window = this.windows[w];
    if (window === undefined) throw new RangeError(`no window ${String(w)}`);
    return {
      ...window,
      roster: window.roster.map((shift) => ({
        ...shift,
        breaks: shift.breaks.map((rest) =>
          Math.abs(rest.from - from) < 1 ? { ...rest, from: to, to: to + rest.to - rest.from } : rest,
        ),
      })),
    };
  }

  private time(minute: number): number {
    return this.config.forecast.start + Math.round(minute * MINUTE_MS);
  }
}
