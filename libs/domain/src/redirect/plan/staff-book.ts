import { overlap } from '../../forecast/from-roster';
import { shortStretches, waitsOf, type ShortStretch, type WorkToCome } from '../../forecast/lacking';
import { presentMin } from '../../forecast/staffed';
import type { HallConfig, WindowConfig } from '../../live';

const MINUTE_MS = 60_000;

/** A window that serves another queue than its own for some half hours. */
export interface Loan {
  readonly window: number;
  readonly queue: string;
  readonly first: number;
  readonly last: number;
}

/** The work of a day beside who is there to do it, half hour by half hour, while breaks are moved and windows are lent. */
export class StaffBook {
  private readonly slots: readonly { from: number; to: number }[];
  /** by window and half hour: minutes somebody sits there */
  private readonly present: number[][];
  private loans: readonly Loan[] = [];
  private readonly targets: ReadonlyMap<string, number>;
  /** by queue: windows that serve it unless they are lent */
  private readonly atHome: ReadonlyMap<string, readonly number[]>;

  /** @param work by queue: minutes of work expected in each half hour */
  constructor(
    private readonly config: HallConfig,
    private readonly work: ReadonlyMap<string, readonly number[]>,
  ) {
    const { start, slotMin } = config.forecast;
    const count = Math.max(0, ...[...work.values()].map(({ length }) => length));
    this.slots = Array.from({ length: count }, (_, i) => ({
      from: start + i * slotMin * MINUTE_MS,
      to: start + (i + 1) * slotMin * MINUTE_MS,
    }));
    this.present = config.windows.map((window) => this.presentIn(window));
    this.atHome = new Map(
      config.queues.map(({ code }) => [
        code,
        config.windows.flatMap(({ kind, homeQueue }, w) => (kind !== 'reserve' && homeQueue === code ? [w] : [])),
      ]),
    );
    this.targets = new Map(config.queues.map(({ code, waitTargetMin }) => [code, waitTargetMin]));
  }

  /** When people are lacking at a queue, as things stand. */
  shortIn(queue: string): ShortStretch[] {
    return shortStretches(this.workOf(queue), this.targetOf(queue));
  }

  /** Minutes beyond the wait target of a queue, over its half hours: what every step is to make less. */
  excess(queue: string): number {
    const target = this.targetOf(queue);
    return waitsOf(this.workOf(queue), 0).reduce((sum, wait) => sum + Math.max(0, wait - target), 0);
  }

  /** The time of some half hours. */
  span({ first, last }: { readonly first: number; readonly last: number }): { from: number; until: number } {
    return { from: this.slots[first]?.from ?? 0, until: this.slots[last]?.to ?? 0 };
  }

  /** Counts a window as it would be with other breaks. */
  put(index: number, window: Pick<WindowConfig, 'kind' | 'roster'>): void {
    this.present[index] = this.presentIn(window);
  }

  lend(loan: Loan): void {
    this.loans = [...this.loans, loan];
  }

  takeBack(loan: Loan): void {
    this.loans = this.loans.filter((one) => one !== loan);
  }

  isLent({ window, first, last }: Loan): boolean {
    return this.loans.some((one) => one.window === window && one.first <= last && first <= one.last);
  }

  /** Minutes for which reserve windows are lent. */
  get reserveMin(): number {
    const ofReserves = this.loans.filter(({ window }) => this.config.windows[window]?.kind === 'reserve');
    return ofReserves.reduce((sum, { first, last }) => sum + (last - first + 1) * this.config.forecast.slotMin, 0);
  }

  /** A reserve window is there whenever the doors are open: somebody is called to it. */
  private presentIn(window: Pick<WindowConfig, 'kind' | 'roster'>): number[] {
    const { open } = this.config;
    return this.slots.map((slot) =>
      window.kind === 'reserve'
        ? open.reduce((sum, doors) => sum + overlap(doors, slot), 0) / MINUTE_MS
        : presentMin(window, open, slot),
    );
  }

  private workOf(queue: string): WorkToCome[] {
    const work = this.work.get(queue) ?? [];
    return this.slots.map((_, i) => ({
      lengthMin: this.config.forecast.slotMin,
      workMin: work[i] ?? 0,
      staffedMin: this.staffed(queue, i),
    }));
  }

  private staffed(queue: string, i: number): number {
    const now = this.loans.filter(({ first, last }) => i >= first && i <= last);
    const there = (w: number): number => this.present[w]?.[i] ?? 0;
    const own = (this.atHome.get(queue) ?? []).reduce(
      (sum, w) => (now.some(({ window }) => window === w) ? sum : sum + there(w)),
      0,
    );
    return now.reduce((sum, loan) => (loan.queue === queue ? sum + there(loan.window) : sum), own);
  }

  private targetOf(queue: string): number {
    return this.targets.get(queue) ?? Infinity;
  }
}
