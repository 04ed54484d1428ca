import { Draws } from './draws';
import { Line, type Taken } from './line';
import { normalQuantile, ServiceTimes } from './service-times';
import type { PredictView, QueueOutlook, WindowOutlook } from './view';

/** Somebody whose wait is asked for: a newcomer of a queue at a time, or a ticket that waits already. */
export interface Probe {
  readonly queue: number;
  /** when the newcomer takes a ticket, minutes since the start of the day; not before the view's now */
  readonly atMin: number;
  readonly ticketId?: string;
}

export interface RolloutOptions {
  readonly paths: number;
  /** equal seeds give common random numbers: visitor by visitor, window by window */
  readonly seed: number;
  /** waits that have not ended so many minutes from now count as so long */
  readonly horizonMin: number;
}

const NEVER = 1e9;
const IDLE = 0;
const BUSY = 1;
const SWITCHING = 2;
const AWAY = 3;
const CLOSED = 4;

/**
 * Plays the hall forward by the rules it works by (which window takes whom next, switching, breaks, calls in vain) many
 * times over, each with other service times, arrivals, paces and outages, and records when each probe is called. A probe
 * costs nobody anything: it is looked at, not served, unless it is a real ticket.
 */
export class Rollout {
  private readonly lines: Line[];
  private readonly marks: Draws[];
  private readonly arrivals: Draws[];
  private readonly next: Float64Array;
  private readonly demand: Float64Array;
  private readonly until: Float64Array;
  private readonly state: Uint8Array;
  private readonly current: Int32Array;
  private readonly pace: Float64Array;
  private readonly absence: Int32Array;
  private readonly outageAt: Float64Array;
  private readonly outageFor: Float64Array;
  private readonly desk = new Draws();
  private readonly times: ServiceTimes;
  private readonly guess = ServiceTimes.of(0.8);
  private readonly taken: Taken = { issued: 0, mean: 0, luck: 0, chance: 0, probe: -1 };
  /** windows that can matter to the probes, and the queues they share work with */
  private readonly active: number[];
  private readonly shared: number;
  private now = 0;
  private open = 0;
  private waits = new Float64Array(0);
  private end = 0;

  constructor(
    private readonly view: PredictView,
    private readonly probes: readonly Probe[],
  ) {
    const { queues, windows } = view;
    this.lines = queues.map(() => new Line());
    this.marks = queues.map(() => new Draws());
    this.arrivals = queues.map(() => new Draws());
    this.next = new Float64Array(queues.length);
    this.demand = new Float64Array(queues.length);
    this.until = new Float64Array(windows.length);
    this.state = new Uint8Array(windows.length);
    this.current = new Int32Array(windows.length);
    this.pace = new Float64Array(windows.length);
    this.absence = new Int32Array(windows.length);
    this.outageAt = new Float64Array(windows.length);
    this.outageFor = new Float64Array(windows.length);
    this.times = ServiceTimes.of(view.cv);
    this.shared = connected(view, probes);
    this.active = windows.flatMap((w, i) => ((w.mask & this.shared) === 0 || (w.condition === 'closed' && w.backMin >= NEVER) ? [] : [i]));
  }

  /** Waits in minutes, `probes × paths`, probe by probe. */
  run(options: RolloutOptions): Float64Array {
    const { paths, seed, horizonMin } = options;
    const all = new Float64Array(this.probes.length * paths);
    this.waits = new Float64Array(this.probes.length);
    for (let path = 0; path < paths; path++) {
      this.play(Math.imul(seed, 7919) + path, horizonMin);
      for (let p = 0; p < this.probes.length; p++) all[p * paths + path] = this.waits[p] ?? NEVER;
    }
    return all;
  }

  private play(seed: number, horizonMin: number): void {
    this.now = this.view.nowMin;
    this.end = this.now + horizonMin;
    this.open = this.probes.length;
    this.probes.forEach((probe, p) => { this.waits[p] = Math.max(0, this.end - this.startOf(probe)); });
    this.fill(seed);
    for (const w of this.active) this.place(w, seed);
    for (const w of this.active) if (this.until[w] === this.now && this.state[w] === IDLE) this.free(w);
    let nextProbe = 0;
    while (this.open > 0) {
      let when = NEVER;
      let window = -1;
      for (const w of this.active) {
        const at = this.until[w] ?? NEVER;
        if (at < when) { when = at; window = w; }
      }
      let queue = -1;
      for (let b = 0; b < this.next.length; b++) {
        const at = this.next[b] ?? NEVER;
        if (at < when) { when = at; queue = b; }
      }
      while (this.probes[nextProbe]?.ticketId !== undefined) nextProbe += 1;
      const probe = this.probes[nextProbe];
      if (probe !== undefined && probe.atMin <= when) {
        if (probe.atMin > this.end) return;
        this.now = Math.max(this.now, probe.atMin);
        this.ask(probe, nextProbe);
        nextProbe += 1;
      } else if (when > this.end || when >= NEVER) return;
      else {
        this.now = Math.max(this.now, when);
        if (queue >= 0) this.arrive(queue);
        else this.free(window);
      }
    }
  }

  private startOf(probe: Probe): number {
    if (probe.ticketId === undefined) return probe.atMin;
    return this.view.queues[probe.queue]?.waiting.find((t) => t.id === probe.ticketId)?.issuedMin ?? probe.atMin;
  }

  /** The lines as they stand, and the first newcomer of each queue. */
  private fill(seed: number): void {
    this.view.queues.forEach((queue, b) => {
      const line = this.lines[b];
      const marks = this.marks[b];
      const arrivals = this.arrivals[b];
      this.next[b] = NEVER;
      if (line === undefined || marks === undefined || arrivals === undefined || (this.shared >> b & 1) === 0) return;
      line.clear();
      marks.start(seed, b * 2);
      arrivals.start(seed, b * 2 + 1);
      for (const ticket of queue.waiting) line.push(ticket.issuedMin, ticket.meanMin, marks.uniform(), marks.uniform(), this.probeOf(ticket.id));
      const { spread } = queue.arrivals;
      this.demand[b] = spread === 0 ? 1 : Math.exp(spread * normalQuantile(arrivals.uniform() * 0.9998 + 0.0001) - (spread * spread) / 2);
      if (this.lateMatters(b)) this.next[b] = this.following(queue, b, arrivals, this.now);
    });
  }

  private probeOf(ticketId: string): number {
    return this.probes.findIndex((p) => p.ticketId === ticketId);
  }

  /** Who comes after the only probe of the only queue asked about can no longer get in its way. */
  private lateMatters(b: number): boolean {
    const first = this.probes[0];
    if (this.probes.length !== 1 || first?.queue !== b || first.atMin > this.now) return true;
    return (this.view.queues[b]?.arrivals.priorityShare ?? 0) > 0;
  }

  /** When the next newcomer of a queue comes after `from`: exponential amounts spent against the expected rates. */
  private following(queue: QueueOutlook, b: number, draws: Draws, from: number): number {
    const { perMin, slotMin, startMin } = queue.arrivals;
    let left = draws.exponential() / Math.max(1e-9, this.demand[b] ?? 1);
    let at = from;
    let slot = Math.max(0, Math.floor((at - startMin) / slotMin + 1e-9));
    at = Math.max(at, startMin);
    for (; slot < perMin.length; slot++) {
      const rate = perMin[slot] ?? 0;
      const upTo = startMin + (slot + 1) * slotMin;
      if (rate * (upTo - at) >= left) return at + left / rate;
      left -= rate * Math.max(0, upTo - at);
      at = upTo;
    }
    return NEVER;
  }

  private place(w: number, seed: number): void {
    const window = this.windowAt(w);
    const { desk, view } = this;
    desk.start(seed, 1000 + w);
    const doubt = desk.uniform();
    const rest = desk.uniform();
    const kind = desk.uniform();
    const trouble = desk.exponential();
    const length = desk.uniform();
    this.pace[w] = window.pace * (window.paceSpread === 0 ? 1 : Math.exp(window.paceSpread * normalQuantile(doubt * 0.9998 + 0.0001)));
    this.current[w] = window.current;
    this.absence[w] = 0;
    this.outageAt[w] = view.outages.perMin > 0 ? this.now + trouble / view.outages.perMin : NEVER;
    this.outageFor[w] = view.outages.meanMin * this.guess.fresh(length);
    if (window.condition === 'busy') {
      this.state[w] = BUSY;
      const whole = Math.max(0.1, window.serviceMin * (this.pace[w] ?? 1));
      this.until[w] = this.now + (kind < window.vainChance && window.elapsedMin < view.vainMin ? view.vainMin - window.elapsedMin : whole * this.times.rest(window.elapsedMin / whole, rest));
    } else if (window.condition === 'away' || window.condition === 'closed') {
      this.state[w] = window.condition === 'away' ? AWAY : CLOSED;
      const expected = Math.max(0.5, window.backMin - this.now);
      this.until[w] = window.backMin >= NEVER ? NEVER : this.now + (window.unplanned ? expected * this.guess.fresh(rest) : expected);
    } else if (window.switchingUntilMin > this.now) {
      this.state[w] = SWITCHING;
      this.until[w] = window.switchingUntilMin;
    } else {
      this.state[w] = IDLE;
      this.until[w] = this.now;
    }
  }

  private arrive(b: number): void {
    const queue = this.view.queues[b];
    const line = this.lines[b];
    const marks = this.marks[b];
    const arrivals = this.arrivals[b];
    if (queue === undefined || line === undefined || marks === undefined || arrivals === undefined) return;
    const what = marks.uniform();
    const mean = queue.items.find((i) => what < i.upTo)?.meanMin ?? queue.meanMin;
    const [luck, chance] = [marks.uniform(), marks.uniform()];
    if (queue.arrivals.priorityShare > 0 && arrivals.uniform() < queue.arrivals.priorityShare) line.pushFront(this.now, mean, luck, chance);
    else line.push(this.now, mean, luck, chance, -1);
    this.next[b] = this.following(queue, b, arrivals, this.now);
    const idle = this.idleFor(b);
    if (idle >= 0) this.free(idle);
  }

  /** A newcomer who is only looked at: called at once where a window is idle, else stands in line. */
  private ask(probe: Probe, p: number): void {
    const idle = this.idleFor(probe.queue);
    if (idle < 0) this.lines[probe.queue]?.push(this.now, 0, 0, 1, p);
    else this.record(p, this.current[idle] === probe.queue ? 0 : this.windowAt(idle).switchMin);
  }

  private record(p: number, wait: number): void {
    this.waits[p] = wait;
    this.open -= 1;
  }

  /** The idle window a newcomer takes: the right system open, fewest skills, own branch. */
  private idleFor(b: number): number {
    let chosen = -1;
    let best = Infinity;
    for (const w of this.active) {
      const window = this.windowAt(w);
      if (this.state[w] !== IDLE || (window.mask >> b & 1) === 0) continue;
      const score = bits(window.skills) * 10 + (this.current[w] === b ? 0 : 100) + (window.home === b ? 0 : 5);
      if (score < best) { best = score; chosen = w; }
    }
    return chosen;
  }

  /** What a window does when it has nothing to do: break, outage, end of shift, or the next visitor. */
  private free(w: number): void {
    const window = this.windowAt(w);
    const { now } = this;
    const due = window.absences[this.absence[w] ?? 0];
    if (due !== undefined && due.startMin <= now) {
      this.absence[w] = (this.absence[w] ?? 0) + 1;
      this.rest(w, AWAY, now + due.lengthMin);
      return;
    }
    if ((this.outageAt[w] ?? NEVER) <= now) {
      this.outageAt[w] = NEVER;
      this.rest(w, AWAY, now + (this.outageFor[w] ?? 0));
      return;
    }
    if (window.closesMin <= now) {
      this.rest(w, CLOSED, NEVER);
      return;
    }
    for (;;) {
      const b = this.choose(w, window);
      const line = this.lines[b];
      if (line === undefined) {
        this.rest(w, IDLE, Math.min(due?.startMin ?? NEVER, this.outageAt[w] ?? NEVER, window.closesMin));
        return;
      }
      if (b !== this.current[w]) {
        const known = (this.current[w] ?? -1) >= 0;
        this.current[w] = b;
        if (known && window.switchMin > 0) {
          this.rest(w, SWITCHING, now + window.switchMin);
          return;
        }
      }
      line.shift(this.taken);
      if (!this.looked(b)) {
        this.rest(w, BUSY, now + this.duration(w, window, b));
        return;
      }
    }
  }

  private rest(w: number, state: number, until: number): void {
    this.state[w] = state;
    this.until[w] = until;
  }

  /** Records the head when it is a probe; true when it was only looked at and the next one is due. */
  private looked(b: number): boolean {
    const p = this.taken.probe;
    const probe = this.probes[p];
    if (probe === undefined) return false;
    this.record(p, this.now - this.taken.issued);
    return probe.ticketId === undefined && probe.queue === b;
  }

  private duration(w: number, window: WindowOutlook, b: number): number {
    const { view, taken } = this;
    const waited = Math.max(0, this.now - taken.issued);
    const vain = view.vain[Math.min(view.vain.length - 1, Math.floor(waited))] ?? 0;
    if (taken.chance < vain) return view.vainMin;
    return taken.mean * this.times.fresh(taken.luck) * (this.pace[w] ?? 1) * (window.home === b || window.home < 0 ? 1 : view.crossFactor);
  }

  private choose(w: number, window: WindowOutlook): number {
    let chosen = -1;
    let best = -Infinity;
    for (let b = 0; b < this.lines.length; b++) {
      const line = this.lines[b];
      if ((window.mask >> b & 1) === 0 || line === undefined || line.length === 0) continue;
      const score = this.now - line.headIssued() + (b === this.current[w] ? window.currentBias : 0) + (b === window.home ? window.homeBias : 0);
      if (score > best) { best = score; chosen = b; }
    }
    return chosen;
  }

  private windowAt(w: number): WindowOutlook {
    const window = this.view.windows[w];
    if (window === undefined) throw new RangeError(`no window ${String(w)}`);
    return window;
  }
}

function bits(mask: number): number {
  let left = mask;
  let count = 0;
  for (; left !== 0; left &= left - 1) count += 1;
  return count;
}

/** Queues whose work can reach the windows of the probes' queues, step by step through shared windows. */
function connected(view: PredictView, probes: readonly Probe[]): number {
  let reach = probes.reduce((mask, p) => mask | (1 << p.queue), 0);
  for (let before = 0; before !== reach;) {
    before = reach;
    for (const w of view.windows) if ((w.mask & reach) !== 0) reach |= w.mask;
  }
  return reach;
}
