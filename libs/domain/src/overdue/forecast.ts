import { HazardTable } from './hazard';
import { WeekPace } from './week-pace';

/** What is known of a matter at some instant. Times epoch ms; closedAt is null while it is open. */
export interface OverdueCase {
  readonly item: string;
  readonly unit: string;
  /** a wider group than the item, e.g. its category */
  readonly category: string;
  readonly openedAt: number;
  readonly dueAt: number;
  readonly closedAt: number | null;
}

const HOUR = 3_600_000;
/** Number of matters at which a group's own record outweighs that of the wider group. */
const STRENGTH = 4;
/** Older matters count less, because offices change. */
const HALF_LIFE_MS = 120 * 24 * HOUR;

/**
 * Probability that an open matter misses its due time, learned from what was known at `now`. Hazards form a chain from narrow to wide
 * groups: (item, unit), item, category, all. Narrow groups use hours since opening, wide ones shares of the limit, so that items with
 * different limits share data. Hours are effective working hours, see `WeekPace`.
 */
export class OverdueForecast {
  private readonly byHours = new Map<string, HazardTable>();
  private readonly byShare = new Map<string, HazardTable>();

  private readonly pace: WeekPace;

  /** Matters that closed after `now` count as open. */
  constructor(
    cases: readonly OverdueCase[],
    private readonly now: number,
  ) {
    this.pace = new WeekPace(
      cases.flatMap(({ openedAt, closedAt }) =>
        closedAt !== null && closedAt < now ? [{ at: closedAt, weight: this.weightOf(openedAt) }] : [],
      ),
    );
    for (const matter of cases) if (matter.openedAt < now && matter.dueAt > matter.openedAt) this.learn(matter);
  }

  /** P(still open at its due time | open at `now`); 1 if the due time has passed. */
  missProbability(matter: OverdueCase): number {
    if (this.now >= matter.dueAt) return 1;
    const hours = this.hours(matter.openedAt, matter.dueAt);
    const elapsed = this.hours(matter.openedAt, this.now);
    const all = this.hazard(this.byShare, '', (from, to) => 0.05 * (to - from));
    const category = this.hazard(this.byShare, matter.category, all);
    const item = this.hazard(this.byHours, matter.item, (from, to) => category(from / hours, to / hours));
    const own = this.hazard(this.byHours, pair(matter), item);
    return Math.exp(-own(elapsed, hours));
  }

  private learn(matter: OverdueCase): void {
    const closed = matter.closedAt !== null && matter.closedAt < this.now;
    const hours = Math.max(0, this.hours(matter.openedAt, closed ? matter.closedAt : this.now));
    const weight = this.weightOf(matter.openedAt);
    const share = hours / this.hours(matter.openedAt, matter.dueAt);
    for (const key of [pair(matter), matter.item]) table(this.byHours, key, HOUR_EDGES).add(hours, closed, weight);
    for (const key of [matter.category, '']) table(this.byShare, key, SHARE_EDGES).add(share, closed, weight);
  }

  private hours(from: number, to: number): number {
    return this.pace.hoursAt(to) - this.pace.hoursAt(from);
  }

  private weightOf(openedAt: number): number {
    return 0.5 ** ((this.now - openedAt) / HALF_LIFE_MS);
  }

  private hazard(tables: Map<string, HazardTable>, key: string, prior: Cumulative): Cumulative {
    const own = tables.get(key);
    return own ? (from, to) => own.cumulative(from, to, prior, STRENGTH) : prior;
  }
}

type Cumulative = (from: number, to: number) => number;

const pair = (matter: OverdueCase): string => `${matter.item}\u0000${matter.unit}`;

function table(tables: Map<string, HazardTable>, key: string, edges: Float64Array): HazardTable {
  let found = tables.get(key);
  if (!found) tables.set(key, (found = new HazardTable(edges)));
  return found;
}

function edges(last: number, next: (edge: number) => number): Float64Array {
  const list = [0];
  for (let edge = 0; edge < last; list.push(edge)) edge = next(edge);
  return Float64Array.from(list);
}
/** quarter days for a week, days for two months, then increasing steps up to five years */
const HOUR_EDGES = edges(24 * 1826, (e) => (e < 24 * 7 ? e + 6 : e < 24 * 60 ? e + 24 : e * 1.08));
/** twentieths of the limit up to twice the limit, then increasing steps */
const SHARE_EDGES = edges(200, (e) => (e < 2 ? e + 0.05 : e * 1.2));
