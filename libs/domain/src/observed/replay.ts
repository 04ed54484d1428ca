import { LINK_BIAS_MIN, misfit, urgency } from '../dispatch';
import { at, pick } from '../numeric';
import { isLinked, queuesIn, sizeOf } from '../queue-set';
import type { PredictView } from '../predict/tickets/view';
import type { DayTrace, TraceTicket } from './day-trace';

/** What nobody saw of a day, drawn once and the same whatever is taken away. */
export interface Drawn {
  /** pace of each window beside the usual */
  readonly pace: Float64Array;
  /** minutes at a window of usual pace and of its own branch, by ticket; only for those of whom nobody saw how long they took */
  readonly serviceMin: Float64Array;
  /** how soon each ticket gives up waiting, 0–1: the least patient first */
  readonly patience: Float64Array;
}

const IDLE = 0;
const BUSY = 1;
const AWAY = 2;

interface Desk {
  state: number;
  untilMin: number;
  current: number;
  queues: readonly number[];
  bias: number;
  absence: number;
  served: number;
}

/**
 * The day played again by the rules windows work by, with the people who came, the time each of them really took at a window, and the
 * windows that were really there. @returns minute at which each ticket's wait ended, Infinity for those who still wait at the end.
 */
export function replay(trace: DayTrace, view: PredictView, drawn: Drawn, switchMin: readonly number[]): Float64Array {
  return new Replay(trace, view, drawn, switchMin).run();
}

class Replay {
  private readonly ends: Float64Array;
  /** tickets in line, by queue, in order of their place */
  private readonly lines: number[][];
  private readonly desks: Desk[];
  private now: number;

  constructor(
    private readonly trace: DayTrace,
    private readonly view: PredictView,
    private readonly drawn: Drawn,
    private readonly switchMin: readonly number[],
  ) {
    this.now = trace.fromMin;
    this.ends = new Float64Array(trace.tickets.length).fill(Infinity);
    this.lines = view.queues.map(() => []);
    this.desks = view.windows.map((window, w) => ({
      state: IDLE,
      untilMin: this.now,
      current: window.current,
      absence: 0,
      served: 0,
      ...this.serving(w, 0),
    }));
  }

  run(): Float64Array {
    const { trace, desks } = this;
    const newcomers = this.begin();
    let next = 0;
    for (;;) {
      const newcomer = newcomers[next];
      let when = newcomer === undefined ? Infinity : pick(trace.tickets, newcomer).atMin;
      let actor = -1;
      for (let w = 0; w < desks.length; w += 1) {
        const due = this.dueAt(w);
        if (due < when) [when, actor] = [due, w];
      }
      if (when >= trace.untilMin) break;
      this.now = Math.max(this.now, when);
      if (actor >= 0) this.turn(actor);
      else if (newcomer !== undefined) {
        next += 1;
        this.join(newcomer);
      }
    }
    trace.tickets.forEach(({ leftMin }, i) => {
      // who was called in the meantime is no longer there to leave
      if (at(this.ends, i) > leftMin) this.ends[i] = leftMin;
    });
    return this.ends;
  }

  /** Puts everybody where they were at the beginning. @returns who comes later, in order of time */
  private begin(): number[] {
    const { fromMin, tickets } = this.trace;
    const newcomers: number[] = [];
    tickets.forEach((ticket, i) => {
      if (ticket.atMin > fromMin) newcomers.push(i);
      else if (ticket.calledMin <= fromMin) {
        this.ends[i] = ticket.calledMin;
        const desk = this.desks[ticket.window];
        const until = ticket.calledMin + (ticket.tookMin ?? this.drawnMin(i, ticket.window));
        if (desk === undefined || until <= fromMin) return;
        desk.state = BUSY;
        desk.untilMin = Math.max(desk.untilMin, until);
      } else if (ticket.leftMin > fromMin) this.stand(i);
      else this.ends[i] = ticket.leftMin;
    });
    this.view.windows.forEach(({ switchingUntilMin }, w) => {
      const desk = pick(this.desks, w);
      if (desk.state !== IDLE || switchingUntilMin <= fromMin) return;
      desk.state = BUSY;
      desk.untilMin = switchingUntilMin;
    });
    return newcomers;
  }

  /** When something next happens at a window by itself. */
  private dueAt(w: number): number {
    const desk = pick(this.desks, w);
    if (desk.state !== IDLE) return desk.untilMin;
    const { absences, serves } = pick(this.trace.windows, w);
    return Math.min(
      desk.untilMin,
      absences[desk.absence]?.fromMin ?? Infinity,
      serves[desk.served + 1]?.fromMin ?? Infinity,
    );
  }

  private serving(w: number, step: number): Pick<Desk, 'queues' | 'bias'> {
    const mask = pick(this.trace.windows, w).serves[step]?.mask ?? 0n;
    return { queues: queuesIn(mask), bias: isLinked(mask) ? LINK_BIAS_MIN : 0 };
  }

  /** What a window does when it is free. */
  private turn(w: number): void {
    const desk = pick(this.desks, w);
    const { absences, serves } = pick(this.trace.windows, w);
    while ((serves[desk.served + 1]?.fromMin ?? Infinity) <= this.now) {
      desk.served += 1;
      Object.assign(desk, this.serving(w, desk.served));
    }
    const absence = absences[desk.absence];
    if (absence !== undefined && absence.fromMin <= this.now) {
      desk.absence += 1;
      desk.state = AWAY;
      desk.untilMin = Math.max(this.now, absence.toMin);
      return;
    }
    const queue = this.mostUrgent(w);
    if (queue < 0) {
      desk.state = IDLE;
      desk.untilMin = Infinity;
      return;
    }
    desk.state = BUSY;
    if (queue !== desk.current && pick(this.switchMin, w) > 0) {
      desk.untilMin = this.now + pick(this.switchMin, w);
      desk.current = queue;
      return;
    }
    desk.current = queue;
    this.call(w, queue);
  }

  private call(w: number, queue: number): void {
    const ticket = this.lines[queue]?.shift();
    if (ticket === undefined) return;
    this.ends[ticket] = this.now;
    pick(this.desks, w).untilMin = this.now + this.tookMin(ticket, w, queue);
  }

  /** As long as it really took; at another window as long as that one takes for it. Whoever is called much later may have gone, and the other way round. */
  private tookMin(ticket: number, w: number, queue: number): number {
    const { tookMin, window, served, atMin, calledMin } = pick(this.trace.tickets, ticket);
    const luck = at(this.drawn.patience, ticket);
    const missing = this.noShowChance(this.now - atMin);
    if (tookMin === null) return luck < missing ? this.view.noShowMin : this.drawnMin(ticket, w);
    const wasMissing = this.noShowChance(calledMin - atMin);
    if (!served) return missing < wasMissing && luck * wasMissing > missing ? this.drawnMin(ticket, w) : tookMin;
    if (missing > wasMissing && luck * (1 - wasMissing) < missing - wasMissing) return this.view.noShowMin;
    return window === w ? tookMin : (tookMin * this.paceAt(w, queue)) / this.paceAt(window, queue);
  }

  private noShowChance(waitedMin: number): number {
    const table = this.view.noShowChances;
    return at(table, Math.min(table.length - 1, Math.max(0, Math.floor(waitedMin))));
  }

  private drawnMin(ticket: number, w: number): number {
    return at(this.drawn.serviceMin, ticket) * this.paceAt(w, pick(this.trace.tickets, ticket).queue);
  }

  private paceAt(w: number, queue: number): number {
    const window = this.view.windows[w];
    if (window === undefined) return 1;
    const isStrange = window.home >= 0 && window.home !== queue;
    return at(this.drawn.pace, w) * (isStrange ? this.view.crossFactor : 1);
  }

  private mostUrgent(w: number): number {
    const desk = pick(this.desks, w);
    const home = pick(this.view.windows, w).home;
    let [chosen, best] = [-1, -Infinity];
    for (const queue of desk.queues) {
      const head = this.head(queue);
      if (head === undefined) continue;
      const waited = this.now - head.atMin;
      const score = urgency(waited, queue === desk.current, desk.bias, queue === home, desk.bias);
      if (score > best) [chosen, best] = [queue, score];
    }
    return chosen;
  }

  /** Who is next; who has left the line in the meantime is struck off. */
  private head(queue: number): TraceTicket | undefined {
    const line = pick(this.lines, queue);
    for (let first = line[0]; first !== undefined; first = line[0]) {
      const ticket = pick(this.trace.tickets, first);
      if (ticket.leftMin > this.now) return ticket;
      this.ends[first] = ticket.leftMin;
      line.shift();
    }
    return undefined;
  }

  private join(i: number): void {
    const { queue, leftMin } = pick(this.trace.tickets, i);
    if (leftMin <= this.now) {
      this.ends[i] = leftMin;
      return;
    }
    this.stand(i);
    let [chosen, best] = [-1, Infinity];
    this.desks.forEach((desk, w) => {
      if (desk.state !== IDLE || !desk.queues.includes(queue)) return;
      const window = pick(this.view.windows, w);
      const score = misfit(sizeOf(window.skills), desk.current === queue, window.home === queue);
      if (score < best) [chosen, best] = [w, score];
    });
    if (chosen >= 0) this.turn(chosen);
  }

  private stand(i: number): void {
    const { queue, place } = pick(this.trace.tickets, i);
    const line = pick(this.lines, queue);
    let k = line.length;
    while (k > 0 && pick(this.trace.tickets, line[k - 1] ?? -1).place > place) k -= 1;
    line.splice(k, 0, i);
  }
}
