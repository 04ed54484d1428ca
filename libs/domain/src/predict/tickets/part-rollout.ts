import { comersOf, nextArrival, type Comers } from './arrivals';
import { desksOf, NEVER, type Desks } from './desks';
import { Draws } from './draws';
import { Line } from './line';
import { DESK, DeskNoise } from './noise';
import { placeOf } from './head-start';
import { Schedule } from './schedule';
import type { Probe, RolloutOptions } from './probe';
import { normalQuantile, ServiceTimes } from './service-times';
import type { PredictView } from './view';
import { urgency } from '../../dispatch';
import { has, queuesIn, type QueueSet } from '../../queue-set';

const IDLE = 0;
const BUSY = 1;
const SWITCHING = 2;
const AWAY = 3;
const CLOSED = 4;

/** Lines are only used within one synchronous run, so all runs share them: thousands of quotes, no new arrays. */
const sharedLines: Line[] = [];

/** What is drawn of one queue of the part. */
interface Drawn {
  readonly comers: Comers;
  readonly marks: Draws;
  readonly arrivals: Draws;
}

/**
 * Plays queues that share windows, and those windows, forward by the rules they work by (which window takes whom next, switching, breaks,
 * no-show calls) many times over, each with other service times, arrivals, paces and outages, and records when each probe is called.
 */
export class PartRollout {
  private readonly desks: Desks;
  private readonly queues: readonly number[];
  private readonly lines: Line[];
  private readonly demand: Float64Array;
  /** by queue: when its next newcomer comes, and how many idle windows would take them */
  private readonly next: Float64Array;
  private readonly idleFor: Int32Array;
  /** when something happens at each window */
  private readonly schedule: Schedule;
  private readonly state: Uint8Array;
  private readonly current: Int32Array;
  private readonly pace: Float64Array;
  private readonly absence: Int32Array;
  private readonly outageAt: Float64Array;
  private readonly outageFor: Float64Array;
  /** when each window next has to stop: a break, an outage or the end of its shift */
  private readonly stops: Float64Array;
  private readonly times: ServiceTimes;
  private readonly drawn: readonly (Drawn | undefined)[];
  private readonly guess = ServiceTimes.of(0.8);
  private readonly newcomers: { readonly probe: Probe; readonly index: number }[];
  private readonly ticketProbes: ReadonlyMap<string, number>;
  private readonly waits: Float64Array;
  private now = 0;
  /** probes not called yet, altogether and by queue */
  private open = 0;
  private readonly openIn: Int32Array;
  /** probes by queue, and since when each waits */
  private readonly asks: Int32Array;
  private readonly starts: Float64Array;
  /** newcomers among the probes who have come */
  private asked = 0;
  private idle = 0;

  constructor(
    private readonly view: PredictView,
    part: QueueSet,
    private readonly probes: readonly Probe[],
    /** nobody else is asked about in the whole hall */
    private readonly alone: boolean,
  ) {
    const { queues } = view;
    this.queues = queuesIn(part);
    this.desks = desksOf(view, part);
    this.lines = queues.map((_, b) => (sharedLines[b] ??= new Line()));
    this.demand = new Float64Array(queues.length);
    this.openIn = new Int32Array(queues.length);
    const { count } = this.desks;
    this.next = new Float64Array(queues.length).fill(NEVER);
    this.idleFor = new Int32Array(queues.length);
    this.schedule = new Schedule(count);
    this.state = new Uint8Array(count);
    this.current = new Int32Array(count);
    this.pace = new Float64Array(count);
    this.absence = new Int32Array(count);
    this.outageAt = new Float64Array(count);
    this.outageFor = new Float64Array(count);
    this.stops = new Float64Array(count);
    this.times = ServiceTimes.of(view.cv);
    this.drawn = queues.map((queue, b) =>
      has(part, b) ? { comers: comersOf(queue), marks: new Draws(), arrivals: new Draws() } : undefined,
    );
    this.waits = new Float64Array(probes.length);
    this.asks = new Int32Array(queues.length);
    for (const { queue } of probes) this.asks[queue] = (this.asks[queue] ?? 0) + 1;
    this.starts = Float64Array.from(
      probes,
      ({ queue, ticketId, atMin }) => queues[queue]?.waiting.find(({ id }) => id === ticketId)?.issuedMin ?? atMin,
    );
    this.newcomers = probes.flatMap((probe, index) => (probe.ticketId === undefined ? [{ probe, index }] : []));
    this.ticketProbes = new Map(probes.flatMap((p, i) => (p.ticketId === undefined ? [] : [[p.ticketId, i]])));
  }

  /** Waits in minutes, `probes × paths`, probe by probe. */
  run({ paths, seed, horizonMin }: RolloutOptions): Float64Array {
    const all = new Float64Array(this.probes.length * paths);
    const noise = DeskNoise.of(seed, paths, this.view.windows.length);
    for (let path = 0; path < paths; path++) {
      this.play(noise, path, Math.imul(seed, 7919) + (path >> 1), (path & 1) === 1, horizonMin);
      for (let p = 0; p < this.probes.length; p++) all[p * paths + path] = this.waits[p] ?? NEVER;
    }
    return all;
  }

  private play(noise: DeskNoise, path: number, seed: number, mirrored: boolean, horizonMin: number): void {
    const { schedule, desks, newcomers, next } = this;
    this.now = this.view.nowMin;
    const end = this.now + horizonMin;
    this.open = this.probes.length;
    this.openIn.set(this.asks);
    for (let p = 0; p < this.starts.length; p++) this.waits[p] = Math.max(0, end - (this.starts[p] ?? end));
    this.fill(seed, mirrored);
    this.idle = 0;
    this.idleFor.fill(0);
    this.state.fill(CLOSED);
    for (let w = 0; w < desks.count; w++) this.place(w, noise.values, noise.at(path, desks.place[w] ?? 0));
    for (let w = 0; w < desks.count; w++) if (this.state[w] === IDLE) this.free(w);
    this.asked = 0;
    while (this.open > 0) {
      const window = schedule.first;
      const due = schedule.due(window);
      const queue = this.idle > 0 ? this.soonest() : -1;
      const comes = queue < 0 ? NEVER : (next[queue] ?? NEVER);
      const when = Math.min(due, comes);
      const probe = newcomers[this.asked];
      if (probe !== undefined && probe.probe.atMin <= when) {
        if (probe.probe.atMin > end) return;
        this.now = Math.max(this.now, probe.probe.atMin);
        this.ask(probe.probe, probe.index);
        this.asked += 1;
      } else if (when > end || when >= NEVER) return;
      else {
        this.now = Math.max(this.now, when);
        if (due <= comes) this.free(window);
        else {
          this.come(queue);
          const idle = this.idleWindow(queue);
          if (idle >= 0) this.free(idle);
        }
      }
    }
  }

  /** The lines as they stand, and the first newcomer of each queue. */
  private fill(seed: number, mirrored: boolean): void {
    this.queues.forEach((b) => {
      const queue = this.view.queues[b];
      const line = this.lines[b];
      const drawn = this.drawn[b];
      this.next[b] = NEVER;
      if (!queue || !line || !drawn) return;
      const { comers, marks, arrivals } = drawn;
      line.clear();
      marks.start(seed, b * 2 + 2, mirrored);
      for (const ticket of queue.waiting)
        line.push(
          ticket.issuedMin,
          ticket.meanMin,
          marks.uniform(),
          marks.uniform(),
          this.ticketProbes.get(ticket.id) ?? -1,
          placeOf(ticket.issuedMin, ticket.priority, this.view.headStartMin),
        );
      arrivals.start(seed, b * 2 + 3, mirrored);
      const { spread } = comers;
      this.demand[b] = Math.exp(spread * normalQuantile(arrivals.uniform() * 0.9998 + 0.0001) - (spread * spread) / 2);
      this.next[b] = nextArrival(comers, this.demand[b] ?? 1, this.now, arrivals);
    });
  }

  private place(w: number, noise: Float64Array, at: number): void {
    const { now } = this;
    const { outages, noShowMin } = this.view;
    const window = this.desks.start[w];
    if (window === undefined) return;
    const pace = window.pace * Math.exp(window.paceSpread * (noise[at + DESK.pace] ?? 0));
    const rest = noise[at + DESK.rest] ?? 0;
    this.pace[w] = pace;
    this.current[w] = this.desks.current[w] ?? -1;
    this.absence[w] = 0;
    this.outageAt[w] = outages.perMin > 0 ? now + (noise[at + DESK.outage] ?? 0) / outages.perMin : NEVER;
    this.outageFor[w] = outages.meanMin * (noise[at + DESK.outageLength] ?? 1);
    this.foresee(w);
    const missing = window.condition === 'free' && (noise[at + DESK.there] ?? 0) > window.there;
    const back = (guess: number): number => Math.min(NEVER, now + Math.max(0.5, window.backMin - now) * guess);
    if (missing) this.set(w, AWAY, back(this.guess.fresh(rest)));
    else if (window.condition === 'busy') {
      const whole = Math.max(0.1, window.serviceMin * pace);
      const noShow = window.elapsedMin < noShowMin && (noise[at + DESK.noShow] ?? 1) < window.noShowChance;
      const left = noShow ? noShowMin - window.elapsedMin : whole * this.times.rest(window.elapsedMin / whole, rest);
      this.set(w, BUSY, now + left);
    } else if (window.condition === 'away' || window.condition === 'closed') {
      this.set(w, window.condition === 'away' ? AWAY : CLOSED, back(window.unplanned ? this.guess.fresh(rest) : 1));
    } else if (window.switchingUntilMin > now) this.set(w, SWITCHING, window.switchingUntilMin);
    else this.set(w, IDLE, now);
  }

  private set(w: number, state: number, until: number): void {
    const before = this.state[w];
    if (state !== before && (state === IDLE || before === IDLE)) this.count(w, state === IDLE ? 1 : -1);
    this.state[w] = state;
    this.schedule.set(w, until);
  }

  private count(w: number, idle: number): void {
    const { served, servedFrom } = this.desks;
    this.idle += idle;
    for (let i = servedFrom[w] ?? 0, end = servedFrom[w + 1] ?? 0; i < end; i++) {
      const b = served[i] ?? 0;
      this.idleFor[b] = (this.idleFor[b] ?? 0) + idle;
    }
  }

  /** The queue whose next newcomer finds an idle window first; −1 when there is none. All others only join a line: see {@link catchUp}. */
  private soonest(): number {
    const { queues, next, idleFor } = this;
    let soonest = -1;
    let first = NEVER;
    for (const b of queues) {
      const at = next[b] ?? NEVER;
      if (at < first && (idleFor[b] ?? 0) > 0) {
        first = at;
        soonest = b;
      }
    }
    return soonest;
  }

  /** Those who came while nobody was idle for them: they stand in line, and matter only to whoever looks at it next. */
  private catchUp(b: number): void {
    while ((this.next[b] ?? NEVER) < this.now) this.come(b);
  }

  /** The next newcomer of a queue joins its line. */
  private come(b: number): void {
    const line = this.lines[b];
    const drawn = this.drawn[b];
    if (!drawn || !line) return;
    const { comers, marks, arrivals } = drawn;
    const { upTo, meanMin, priorityShare } = comers;
    // Whoever comes now stands behind everybody who is still asked about, and can no longer get in their way.
    if (this.openIn[b] === this.open && this.asked === this.newcomers.length && priorityShare === 0) {
      this.next[b] = NEVER;
      return;
    }
    const { headStartMin } = this.view;
    const at = this.next[b] ?? NEVER;
    const what = marks.uniform();
    let item = 0;
    while (item < upTo.length - 1 && what >= (upTo[item] ?? 1)) item++;
    const mean = meanMin[item] ?? 0;
    const luck = marks.uniform();
    const chance = marks.uniform();
    if (priorityShare === 0 || arrivals.uniform() >= priorityShare) line.push(at, mean, luck, chance, -1);
    else if (headStartMin === Infinity) line.pushFront(at, mean, luck, chance);
    else line.insert(at, mean, luck, chance, -1, placeOf(at, 1, headStartMin));
    this.next[b] = nextArrival(comers, this.demand[b] ?? 1, at, arrivals);
  }

  /** A newcomer who is only looked at: called at once where a window is idle, else stands in line. */
  private ask(probe: Probe, p: number): void {
    const idle = this.idleWindow(probe.queue);
    if (idle >= 0 && this.current[idle] === probe.queue) this.record(p, 0);
    else if (idle < 0 || this.alone) {
      // A lone newcomer may make an idle window change its system, and be called elsewhere before it is ready.
      this.catchUp(probe.queue);
      const place = placeOf(this.now, probe.priority ?? 0, this.view.headStartMin);
      this.lines[probe.queue]?.insert(this.now, 0, 0, 1, p, place);
      if (idle >= 0) this.free(idle);
    } else this.record(p, this.desks.switchMin[idle] ?? 0);
  }

  private record(p: number, wait: number): void {
    this.waits[p] = wait;
    this.open -= 1;
    const queue = this.probes[p]?.queue ?? 0;
    this.openIn[queue] = (this.openIn[queue] ?? 0) - 1;
  }

  /** The idle window a newcomer takes; −1 when none is idle. */
  private idleWindow(b: number): number {
    const { state, current } = this;
    const { misfitOpen, misfitOther } = this.desks;
    let chosen = -1;
    let best = Infinity;
    for (let w = 0, left = this.idle; left > 0; w++) {
      if (state[w] !== IDLE) continue;
      left -= 1;
      const place = w * this.lines.length + b;
      const score = (current[w] === b ? misfitOpen[place] : misfitOther[place]) ?? Infinity;
      if (score < best) {
        best = score;
        chosen = w;
      }
    }
    return chosen;
  }

  /** What a window does when it has nothing to do: break, outage, end of shift, or the next visitor. */
  private free(w: number): void {
    const stop = this.stops[w] ?? NEVER;
    if (stop <= this.now) this.stop(w);
    else if (!this.serve(w)) this.set(w, IDLE, stop);
  }

  /** Takes what is due: a break first, then an outage, then the end of the shift. */
  private stop(w: number): void {
    const { now, desks } = this;
    const turn = this.absence[w] ?? 0;
    if ((desks.breakAt[w]?.[turn] ?? NEVER) <= now) {
      this.absence[w] = turn + 1;
      this.set(w, AWAY, now + (desks.breakFor[w]?.[turn] ?? 0));
    } else if ((this.outageAt[w] ?? NEVER) <= now) {
      this.outageAt[w] = NEVER;
      this.set(w, AWAY, now + (this.outageFor[w] ?? 0));
    } else this.set(w, CLOSED, NEVER);
    this.foresee(w);
  }

  /** When the window next has to stop. */
  private foresee(w: number): void {
    const { desks } = this;
    this.stops[w] = Math.min(
      desks.breakAt[w]?.[this.absence[w] ?? 0] ?? NEVER,
      this.outageAt[w] ?? NEVER,
      desks.closesMin[w] ?? NEVER,
    );
  }

  /** Takes the next visitor, or changes the system for one; false when nobody waits. */
  private serve(w: number): boolean {
    for (;;) {
      const b = this.choose(w);
      const line = this.lines[b];
      if (line === undefined) return false;
      const before = this.current[w] ?? -1;
      this.current[w] = b;
      const change = this.desks.switchMin[w] ?? 0;
      if (b !== before && change > 0) {
        this.set(w, SWITCHING, this.now + change);
        return true;
      }
      const taken = line.shift();
      const p = line.probe[taken] ?? -1;
      if (p >= 0) this.record(p, this.now - (line.issued[taken] ?? 0));
      // A probe without a ticket is only looked at: the next in line is due.
      if (p >= 0 && this.probes[p]?.ticketId === undefined) continue;
      this.set(w, BUSY, this.now + this.duration(w, b, line, taken));
      return true;
    }
  }

  private duration(w: number, b: number, line: Line, taken: number): number {
    const { noShowChances, noShowMin, crossFactor } = this.view;
    const waited = Math.floor(Math.max(0, this.now - (line.issued[taken] ?? 0)));
    const noShow = noShowChances[Math.min(noShowChances.length - 1, waited)] ?? 0;
    if ((line.chance[taken] ?? 0) < noShow) return noShowMin;
    const home = this.desks.home[w] ?? -1;
    const usual = (line.mean[taken] ?? 0) * this.times.fresh(line.luck[taken] ?? 0);
    return usual * (this.pace[w] ?? 1) * (home === b || home < 0 ? 1 : crossFactor);
  }

  private choose(w: number): number {
    const { desks, lines, now, next } = this;
    const { served, servedFrom } = desks;
    const current = this.current[w];
    const home = desks.home[w];
    const currentBias = desks.currentBias[w] ?? 0;
    const homeBias = desks.homeBias[w] ?? 0;
    let chosen = -1;
    let best = -Infinity;
    for (let i = servedFrom[w] ?? 0, end = servedFrom[w + 1] ?? 0; i < end; i++) {
      const b = served[i] ?? -1;
      if ((next[b] ?? NEVER) < now) this.catchUp(b);
      const line = lines[b];
      if (line === undefined || line.length === 0) continue;
      const score = urgency(now - line.headIssued(), b === current, currentBias, b === home, homeBias);
      if (score > best) {
        best = score;
        chosen = b;
      }
    }
    return chosen;
  }
}
