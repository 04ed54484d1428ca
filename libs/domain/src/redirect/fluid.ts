import { at } from '../numeric';
import { meanResidualMin, positivePart } from './residual';
import type { RedirectParams } from './params';
import type { RedirectView, WindowView } from './view';
import { has, isLinked, NO_QUEUES, queuesIn, type QueueSet } from '../queue-set';

/** One thing that could be done: window `window` serves `mask` from `startMin` on. */
export interface MaskChange {
  readonly window: number;
  readonly mask: QueueSet;
  readonly startMin: number;
}

/** Linked windows with the same first queue and the same set: together they are one. */
interface Group {
  readonly primary: number;
  /** by queue: 1 where the group serves it */
  readonly serves: Uint8Array;
  readonly minutes: Float64Array;
}

/** How long somebody waits who comes at a given moment: half less than P50, four in five less than P80. */
export interface NewcomerWait {
  readonly p50Min: number;
  readonly p80Min: number;
}

/** Work waiting at the start of each step and the pace of the windows in it, by queue. */
interface Paths {
  readonly level: Float64Array;
  readonly capacity: Float64Array;
}

/**
 * Deterministic look-ahead of the hall in work minutes (fluid limit of the many-server queue). Each queue is a tank with an
 * inflow (forecast × today's demand ratio) and an outflow (windows that are there). A window with several queues serves its
 * own first and gives what is left over to the others, as the return rule makes it do.
 */
export class FluidModel {
  readonly steps: number;
  readonly step: number;
  readonly queues: number;
  /** Person-minutes of waiting by queue, filled by `run`. */
  readonly cost: Float64Array;
  /** Standard deviation of a step's net work, from random arrivals and services. */
  private readonly noise: Float64Array;
  private readonly inflow: Float64Array;
  private readonly exclusive: Float64Array;
  /** Window-minutes of linked windows by step and (primary queue, mask) group. */
  private readonly groups: Group[] = [];
  /** by primary queue + 1 and set */
  private readonly groupOf: Map<QueueSet, Group>[] = [];
  private readonly done: Uint8Array;
  private readonly availability: Float64Array[];
  /** Minutes of each step, for windows that are there all the time. */
  private readonly whole: Float64Array;
  private readonly personMin: Float64Array;
  private readonly level: Float64Array;
  private readonly rest: Float64Array;
  private readonly spare: Float64Array;
  private leftover = new Float64Array(0);
  private readonly capacityNow: Float64Array;

  constructor(
    readonly view: RedirectView,
    readonly params: RedirectParams,
    horizonMin = params.horizonMin,
  ) {
    const B = view.queues.length;
    this.queues = B;
    this.step = params.stepMin;
    this.steps = Math.max(1, Math.round(horizonMin / params.stepMin));
    this.cost = new Float64Array(B);
    this.level = new Float64Array(B);
    this.rest = new Float64Array(B);
    this.spare = new Float64Array(B);
    this.capacityNow = new Float64Array(B);
    this.done = new Uint8Array(B);
    this.personMin = Float64Array.from(view.queues, (q) => q.meanMin * q.serviceRatio * (1 - view.noShowRate));
    this.inflow = new Float64Array(this.steps * B);
    this.noise = new Float64Array(this.steps * B);
    this.exclusive = new Float64Array(this.steps * B);
    this.fillInflow();
    const end = view.nowMin + this.steps * this.step;
    this.whole = Float64Array.from({ length: this.steps }, (_, k) => {
      const from = view.nowMin + k * this.step;
      return Math.min(from + this.step, end) - from;
    });
    this.availability = view.windows.map((w) => this.available(w));
    view.windows.forEach((w, i) => {
      this.place(i, w.mask, 1, 0);
    });
  }

  /** Takes the window out of what it does now and puts it to `mask` from `startMin`; `undo` takes it back. */
  apply(change: MaskChange, undo = false): void {
    const sign = undo ? -1 : 1;
    const window = this.view.windows[change.window];
    if (window === undefined) return;
    this.place(change.window, window.mask, -sign, change.startMin);
    const joins = has(change.mask, window.current);
    this.place(change.window, change.mask, sign, change.startMin + (joins ? 0 : window.switchMin));
  }

  /** The same window with other absences or another closing time. */
  replace(index: number, window: WindowView): void {
    const mask = this.view.windows[index]?.mask ?? NO_QUEUES;
    this.place(index, mask, -1, 0);
    this.availability[index] = this.available(window);
    this.place(index, mask, 1, 0);
  }

  /** Scales the inflow of a queue within a time span, e.g. while newcomers are guided elsewhere. */
  scaleInflow(queue: number, factor: number, fromMin: number, untilMin: number): void {
    for (let k = 0; k < this.steps; k += 1) {
      const t = this.view.nowMin + (k + 0.5) * this.step;
      const i = k * this.queues + queue;
      if (t >= fromMin && t < untilMin) this.inflow[i] = at(this.inflow, i) * factor;
    }
  }

  /** @returns what puts everything back as it is now, to the last digit: undoing a change leaves rounding errors. */
  keep(): () => void {
    const kept = [this.inflow, this.exclusive, ...this.groups.map(({ minutes }) => minutes)].map((values) => ({
      values,
      copy: values.slice(),
    }));
    return () => {
      for (const { values, copy } of kept) values.set(copy);
    };
  }

  /** Plays the horizon; person-minutes of waiting, all queues together, including what is left at its end. */
  run(): number {
    const B = this.queues;
    this.begin();
    for (let k = 0; k < this.steps; k += 1) this.advance(k);
    let total = 0;
    for (let b = 0; b < B; b += 1) {
      const left = at(this.level, b);
      const m = at(this.personMin, b);
      if (left > 0) {
        const last = (this.steps - 1) * B + b;
        const drain = Math.max(
          0.25 * at(this.capacityNow, b),
          at(this.capacityNow, b) - at(this.inflow, last) / this.step,
          0.05,
        );
        this.cost[b] = at(this.cost, b) + (left * left) / (2 * m * drain);
      }
      total += at(this.cost, b);
    }
    return total;
  }

  /**
   * Wait of somebody who comes `afterMin` from now, by the look-ahead as it stands: when the work then ahead has been served
   * at the pace of the windows there. P80 adds the spread of that many services.
   */
  newcomerWait(queue: number, afterMin = 15, paths: Paths = this.paths()): NewcomerWait {
    const B = this.queues;
    const from = Math.min(this.steps - 1, Math.max(0, Math.round(afterMin / this.step)));
    const ahead = at(paths.level, from * B + queue);
    const person = Math.max(0.1, at(this.personMin, queue));
    let left = ahead;
    let wait = 0;
    let pace = 0.05;
    for (let k = from; k < from + 4 * this.steps && left > 1e-9; k += 1) {
      pace = Math.max(0.05, at(paths.capacity, Math.min(k, this.steps - 1) * B + queue));
      const most = pace * this.step;
      wait += left >= most ? this.step : left / pace;
      left -= most;
    }
    const cv = this.view.queues[queue]?.cv ?? 0.6;
    const spread = (Math.sqrt((ahead / person) * (1 + cv * cv) + 0.25) * person) / pace;
    const quiet = Math.min(1, ahead / person);
    return { p50Min: wait, p80Min: wait + 0.84 * spread * quiet };
  }

  /** Plays the horizon and keeps, for every step, the work waiting at its start and the pace of the windows. */
  paths(): Paths {
    const B = this.queues;
    const level = new Float64Array(this.steps * B);
    const capacity = new Float64Array(this.steps * B);
    this.begin();
    for (let k = 0; k < this.steps; k += 1) {
      level.set(this.level, k * B);
      this.advance(k);
      capacity.set(this.capacityNow, k * B);
    }
    return { level, capacity };
  }

  /** People of each queue who wait so many minutes from now, by the look-ahead as it stands. */
  peopleAt(afterMin: number): Float64Array {
    const { level } = this.paths();
    const k = Math.min(this.steps - 1, Math.max(0, Math.round(afterMin / this.step)));
    return Float64Array.from(this.personMin, (person, b) => at(level, k * this.queues + b) / Math.max(0.1, person));
  }

  private begin(): void {
    for (let b = 0; b < this.queues; b += 1) {
      this.level[b] = this.view.queues[b]?.workMin ?? 0;
      this.cost[b] = 0;
    }
    if (this.leftover.length < this.groups.length) this.leftover = new Float64Array(this.groups.length);
  }

  private advance(k: number): void {
    const B = this.queues;
    const base = k * B;
    for (let b = 0; b < B; b += 1) {
      this.spare[b] = 0;
      this.capacityNow[b] = at(this.exclusive, base + b) / this.step;
    }
    for (const group of this.groups)
      if (group.primary >= 0) this.spare[group.primary] = at(this.spare, group.primary) + at(group.minutes, k);
    for (let b = 0; b < B; b += 1) {
      const own = at(this.spare, b);
      const capacity = at(this.exclusive, base + b) + own;
      const work = at(this.level, b) + at(this.inflow, base + b);
      const left = positivePart(work - capacity, at(this.noise, base + b));
      this.rest[b] = left;
      this.capacityNow[b] = capacity / this.step;
      this.spare[b] = own <= 1e-12 ? 0 : Math.min(1, Math.max(0, (capacity - work + left) / own));
    }
    this.shareLeftover(k);
    for (let b = 0; b < B; b += 1) {
      const before = at(this.level, b);
      const after = Math.max(0, at(this.rest, b));
      this.level[b] = after;
      this.cost[b] = at(this.cost, b) + ((before + after) * this.step) / (2 * at(this.personMin, b));
    }
  }

  /** Linked windows with nothing to do at home take what the other queues of their mask still hold. */
  private shareLeftover(k: number): void {
    const B = this.queues;
    const G = this.groups.length;
    let any = false;
    for (let g = 0; g < G; g += 1) {
      const group = this.groups[g];
      if (group === undefined) continue;
      const left = at(group.minutes, k) * (group.primary < 0 ? 1 : at(this.spare, group.primary));
      this.leftover[g] = left;
      if (left > 1e-9) any = true;
    }
    if (!any) return;
    const efficiency = this.params.foreignEfficiency;
    const { done } = this;
    done.fill(0);
    for (let round = 0; round < B; round += 1) {
      let b = -1;
      let most = 1e-9;
      for (let q = 0; q < B; q += 1) {
        if (done[q] === 1) continue;
        const people = at(this.rest, q) / at(this.personMin, q);
        if (people > most) {
          most = people;
          b = q;
        }
      }
      if (b < 0) return;
      done[b] = 1;
      let offered = 0;
      for (let g = 0; g < G; g += 1) if (this.groups[g]?.serves[b] === 1) offered += at(this.leftover, g) * efficiency;
      if (offered <= 1e-9) continue;
      const wanted = at(this.rest, b);
      const used = Math.min(wanted, offered);
      const keep = 1 - used / offered;
      this.rest[b] = wanted - used;
      this.capacityNow[b] = at(this.capacityNow, b) + offered / this.step;
      for (let g = 0; g < G; g += 1)
        if (this.groups[g]?.serves[b] === 1) this.leftover[g] = at(this.leftover, g) * keep;
    }
  }

  private fillInflow(): void {
    const { view } = this;
    view.queues.forEach((queue, b) => {
      for (let k = 0; k < this.steps; k += 1) {
        const t = view.nowMin + (k + 0.5) * this.step;
        const slot = Math.floor(t / view.slotMin);
        const rate = slot < queue.ratePerMin.length ? at(queue.ratePerMin, Math.max(0, slot)) : 0;
        const people = rate * (slot < 0 ? 1 : (queue.demandRatio[slot] ?? 1)) * this.step;
        this.inflow[k * this.queues + b] = people * at(this.personMin, b);
        this.noise[k * this.queues + b] =
          this.params.noise * at(this.personMin, b) * Math.sqrt(people * (1 + queue.cv * queue.cv));
      }
    });
  }

  /** Minutes of presence in each step: after the service under way, outside absences, before closing. */
  private available(window: WindowView): Float64Array {
    if (window.condition === 'closed') return new Float64Array(this.steps);
    const { nowMin } = this.view;
    const free =
      window.condition === 'away'
        ? window.backMin
        : window.condition === 'busy'
          ? nowMin + this.residual(window)
          : nowMin;
    const end = nowMin + this.steps * this.step;
    const last = Math.min(window.closesMin, end);
    const minutes = this.whole.slice();
    const first = Math.max(0, Math.floor((free - nowMin) / this.step));
    minutes.fill(0, 0, first);
    for (let k = first; k < this.steps; k += 1) {
      const from = nowMin + k * this.step;
      if (from >= free && last === end) break;
      minutes[k] = Math.max(0, Math.min(from + this.step, last) - Math.max(from, free));
    }
    for (const absence of window.absences) {
      const start = Math.max(absence.startMin, free);
      if (start < end) this.takeOff(minutes, start, start + absence.endMin - absence.startMin);
    }
    return minutes;
  }

  private takeOff(minutes: Float64Array, start: number, end: number): void {
    const { nowMin } = this.view;
    for (let k = Math.max(0, Math.floor((start - nowMin) / this.step)); k < this.steps; k += 1) {
      const from = nowMin + k * this.step;
      if (from >= end) return;
      minutes[k] = Math.max(0, at(minutes, k) - Math.max(0, Math.min(from + this.step, end) - Math.max(from, start)));
    }
  }

  /** When a window is expected to be free for the next visitor or command. */
  freeMin(window: WindowView): number {
    const { nowMin } = this.view;
    return window.condition === 'away'
      ? Math.max(nowMin, window.backMin)
      : window.condition === 'busy'
        ? nowMin + this.residual(window)
        : nowMin;
  }

  private residual(window: WindowView): number {
    const cv = this.view.queues[Math.max(0, window.current)]?.cv ?? 0.6;
    return meanResidualMin(window.serviceMeanMin, cv, window.elapsedMin);
  }

  private place(index: number, mask: QueueSet, sign: number, fromMin: number): void {
    const window = this.view.windows[index];
    const minutes = this.availability[index];
    if (window === undefined || minutes === undefined || mask === NO_QUEUES) return;
    const first = Math.max(0, (fromMin - this.view.nowMin) / this.step);
    if (!isLinked(mask)) {
      const b = queuesIn(mask)[0] ?? -1;
      const weight = (sign * 1) / (b === window.home || window.reserve ? 1 : this.params.crossSkillFactor);
      for (let k = Math.floor(first); k < this.steps; k += 1) {
        const i = k * this.queues + b;
        this.exclusive[i] = at(this.exclusive, i) + weight * at(minutes, k) * (k < first ? 1 - (first - k) : 1);
      }
      return;
    }
    const primary = has(mask, window.home) ? window.home : -1;
    const group = this.group(primary, mask);
    for (let k = Math.floor(first); k < this.steps; k += 1) {
      group.minutes[k] = at(group.minutes, k) + sign * at(minutes, k) * (k < first ? 1 - (first - k) : 1);
    }
  }

  private group(primary: number, mask: QueueSet): Group {
    const groups = (this.groupOf[primary + 1] ??= new Map<QueueSet, Group>());
    let group = groups.get(mask);
    if (group === undefined) {
      const serves = new Uint8Array(this.queues);
      for (const queue of queuesIn(mask)) serves[queue] = 1;
      group = { primary, serves, minutes: new Float64Array(this.steps) };
      groups.set(mask, group);
      this.groups.push(group);
    }
    return group;
  }
}
