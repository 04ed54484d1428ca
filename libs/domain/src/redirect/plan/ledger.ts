import type { RedirectView } from '../view';
import type { PlanHall } from './types';

/** Demand is met with this much to spare. */
export const DEMAND_MARGIN = 1.05;
/** One officer beyond a limit weighs more than any shortage against demand. */
export const LIMIT_WEIGHT = 1e6;

/** At most a third is away at once, but one always may be. */
export const thirdOf = (count: number): number => Math.max(1, Math.floor(count / 3));

/** What adding one absence costs: officers away beyond a third of a branch, of the hall, beyond one of a counter, and below demand; squared, summed over minutes. */
export interface Breach {
  readonly zone: number;
  readonly hall: number;
  readonly counter: number;
  readonly demand: number;
}

export const weightOf = ({ zone, hall, counter, demand }: Breach): number =>
  LIMIT_WEIGHT * (zone + hall + counter) + demand;

const over = (value: number, limit: number): number => (value > limit ? (value - limit) ** 2 : 0);

/**
 * Who is away when, minute by minute: of each branch (by home queue), of the hall and of each counter, against what is
 * allowed and what demand needs. A minute counts as away when its middle is.
 */
export class Ledger {
  readonly firstMin: number;
  readonly minutes: number;
  readonly zones: number;
  /** officers of each branch on duty today, and of the hall */
  readonly sizes: Int16Array;
  readonly size: number;
  private readonly isOpen: Uint8Array;
  private readonly present: Int16Array;
  private readonly needed: Float64Array;
  private readonly away: Int16Array;
  private readonly hallAway: Int16Array;
  private readonly counterOf: Int16Array;
  private readonly counterAway: Int16Array;

  constructor(readonly hall: PlanHall) {
    const { view, open, counters } = hall;
    this.zones = view.queues.length;
    this.firstMin = Math.floor(Math.min(view.nowMin, open[0]?.fromMin ?? 0));
    const ends = [
      open.at(-1)?.toMin ?? 0,
      ...hall.hours.flatMap((own, w) => own.map(({ latestMin }, a) => latestMin + lengthOf(view, w, a))),
    ];
    this.minutes = Math.max(0, Math.ceil(Math.max(view.nowMin, ...ends)) - this.firstMin) + 60;
    this.isOpen = Uint8Array.from({ length: this.minutes }, (_, m) =>
      open.some((o) => this.middle(m) >= o.fromMin && this.middle(m) < o.toMin) ? 1 : 0,
    );
    this.sizes = new Int16Array(this.zones);
    this.present = new Int16Array(this.zones * this.minutes);
    this.needed = new Float64Array(this.zones * this.minutes);
    this.away = new Int16Array(this.zones * this.minutes);
    this.hallAway = new Int16Array(this.minutes);
    const names = [...new Set(counters.filter((one) => one !== null))];
    this.counterOf = Int16Array.from(counters, (one) => (one === null ? -1 : names.indexOf(one)));
    this.counterAway = new Int16Array(names.length * this.minutes);
    this.fillPresence();
    this.fillNeed();
    this.size = this.sizes.reduce((sum, n) => sum + n, 0);
    view.windows.forEach((window, w) => {
      if (window.condition === 'away') this.put(w, view.nowMin, window.backMin, 1);
    });
  }

  private middle(m: number): number {
    return this.firstMin + m + 0.5;
  }

  private fillPresence(): void {
    for (const window of this.hall.view.windows) {
      if (window.reserve || window.home < 0 || window.condition === 'closed') continue;
      this.sizes[window.home] = (this.sizes[window.home] ?? 0) + 1;
      for (let m = 0; m < this.minutes && this.middle(m) < window.closesMin; m += 1) {
        const i = window.home * this.minutes + m;
        this.present[i] = (this.present[i] ?? 0) + 1;
      }
    }
  }

  /** Windows each branch needs: forecast inflow in work minutes a minute, with the margin. */
  private fillNeed(): void {
    const { view } = this.hall;
    view.queues.forEach((queue, z) => {
      const person = queue.meanMin * queue.serviceRatio * (1 - view.noShowRate);
      for (let m = 0; m < this.minutes; m += 1) {
        if (this.isOpen[m] === 0) continue;
        const slot = Math.floor(this.middle(m) / view.slotMin);
        this.needed[z * this.minutes + m] =
          DEMAND_MARGIN * (queue.ratePerMin[slot] ?? 0) * (queue.demandRatio[slot] ?? 1) * person;
      }
    });
  }

  /** @param sign 1 puts the officer of a window away, −1 takes that back */
  put(window: number, startMin: number, endMin: number, sign: 1 | -1): void {
    const { home } = this.hall.view.windows[window] ?? { home: -1 };
    if (home < 0) return;
    const counter = this.counterOf[window] ?? -1;
    for (let m = this.index(startMin); m < this.index(endMin); m += 1) {
      const i = home * this.minutes + m;
      this.away[i] = (this.away[i] ?? 0) + sign;
      this.hallAway[m] = (this.hallAway[m] ?? 0) + sign;
      if (counter >= 0)
        this.counterAway[counter * this.minutes + m] = (this.counterAway[counter * this.minutes + m] ?? 0) + sign;
    }
  }

  /** First minute whose middle is not before the time. */
  private index(min: number): number {
    return Math.max(0, Math.min(this.minutes, Math.ceil(min - this.firstMin - 0.5)));
  }

  /** What one more absence would cost. */
  breach(window: number, startMin: number, endMin: number): Breach {
    let [zone, hall, counter, demand] = [0, 0, 0, 0];
    const { home } = this.hall.view.windows[window] ?? { home: -1 };
    if (home < 0) return { zone, hall, counter, demand };
    const [zoneLimit, hallLimit] = [thirdOf(this.sizes[home] ?? 0), thirdOf(this.size)];
    const c = this.counterOf[window] ?? -1;
    const to = this.index(endMin);
    for (let m = this.index(startMin); m < to; m += 1) {
      if (c >= 0) {
        const there = this.counterAway[c * this.minutes + m] ?? 0;
        counter += over(there + 1, 1) - over(there, 1);
      }
      if (this.isOpen[m] === 0) continue;
      const i = home * this.minutes + m;
      const a = this.away[i] ?? 0;
      const h = this.hallAway[m] ?? 0;
      const spare = (this.present[i] ?? 0) - (this.needed[i] ?? 0);
      zone += over(a + 1, zoneLimit) - over(a, zoneLimit);
      hall += over(h + 1, hallLimit) - over(h, hallLimit);
      demand += over(a + 1, spare) - over(a, spare);
    }
    return { zone, hall, counter, demand };
  }

  /** All breaches of the day as it stands, weighted: what a plan makes as small as it can. */
  total(): number {
    let sum = 0;
    const hallLimit = thirdOf(this.size);
    for (let m = 0; m < this.minutes; m += 1) {
      for (let c = m; c < this.counterAway.length; c += this.minutes)
        sum += LIMIT_WEIGHT * over(this.counterAway[c] ?? 0, 1);
      if (this.isOpen[m] === 0) continue;
      sum += LIMIT_WEIGHT * over(this.hallAway[m] ?? 0, hallLimit);
      for (let z = 0; z < this.zones; z += 1) {
        const i = z * this.minutes + m;
        sum +=
          LIMIT_WEIGHT * over(this.away[i] ?? 0, thirdOf(this.sizes[z] ?? 0)) +
          over(this.away[i] ?? 0, (this.present[i] ?? 0) - (this.needed[i] ?? 0));
      }
    }
    return sum;
  }

  /** One minute of one branch (−1: the hall). */
  at(zone: number, minute: number): { open: boolean; away: number; there: number; needed: number } {
    const open = this.isOpen[minute] === 1;
    if (zone < 0)
      return { open, away: this.hallAway[minute] ?? 0, there: this.size - (this.hallAway[minute] ?? 0), needed: 0 };
    const i = zone * this.minutes + minute;
    return {
      open,
      away: this.away[i] ?? 0,
      there: (this.present[i] ?? 0) - (this.away[i] ?? 0),
      needed: this.needed[i] ?? 0,
    };
  }

  counterAt(window: number, minute: number): number {
    const c = this.counterOf[window] ?? -1;
    return c < 0 ? 0 : (this.counterAway[c * this.minutes + minute] ?? 0);
  }
}

function lengthOf(view: RedirectView, window: number, absence: number): number {
  const one = view.windows[window]?.absences[absence];
  return one === undefined ? 0 : one.endMin - one.startMin;
}
