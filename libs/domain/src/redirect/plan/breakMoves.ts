import type { HallConfig, WindowConfig } from '../../live';
import { Ledger } from './ledger';
import { EPS, Places, startsOf } from './places';
import type { StaffBook } from './staffBook';
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

  /** @param spans when people are lacking at the queue, epoch ms */
  outOf(queue: string, spans: readonly { from: number; until: number }[]): BreakMove[] {
    const moves: BreakMove[] = [];
    this.places.each((w, a) => {
      const window = this.config.windows[w];
      if (window?.homeQueue !== queue || window.kind === 'reserve') return;
      const rostered = this.hall.view.windows[w]?.absences[a];
      if (rostered === undefined) return;
      const [from, to] = [this.time(rostered.startMin), this.time(rostered.endMin)];
      if (!spans.some((span) => from < span.until && span.from < to)) return;
      const start = this.better(queue, w, a);
      if (start === null) return;
      this.places.put(w, a, this.places.at(w, a, start));
      this.windows[w] = this.moved(w, from, this.time(start));
      this.book.put(w, this.windows[w]);
      moves.push({
        window: w,
        kind: rostered.kind,
        rosteredFrom: from,
        from: this.time(start),
        until: this.time(start) + to - from,
      });
    });
    return moves;
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
