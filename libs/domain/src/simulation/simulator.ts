import { GIVE_UP_MIN, type SimDay, type SimTicket } from './day';
import { Line } from './line';
import { misfit, urgency } from '../dispatch';
import { pick } from '../numeric';
import { allQueues, has, type QueueSet } from '../queue-set';
import type { SimOfficer } from './officers';
import type { Assignment, StepObserver, WaitObserver } from './steps';
import { Terminals } from './terminals';
import { NEVER, SimWindow } from './window';

const EPSILON = 1e-9;
/** More than the items of any branch: makes one number of branch and item. */
const ITEMS = 65_536;

export interface SimOptions {
  /** What each window serves when the hall opens. A reserve window stays closed until `open`. */
  readonly opening: (officer: SimOfficer) => Assignment;
  /** Overrides the scenario: the yardsticks G* and F know no switching time, F no unfamiliarity either. */
  readonly switchMin?: number;
  readonly crossSkillFactor?: number;
  /** Counts every officer as all-skill where newcomers choose among idle windows (F). */
  readonly everyoneKnowsAll?: boolean;
  readonly onStep?: StepObserver;
  readonly onWait?: WaitObserver;
}

/**
 * One hall day, played forward in pieces. The caller decides what happens between the pieces; the simulator itself knows
 * no recommender, no supervisor and no clock. Times are minutes after opening.
 *
 * A free window carries out a pending command, else goes on a due break, else takes the most urgent queue of its mask; a
 * different system costs the switching time first.
 */
export class HallSimulator {
  readonly windows: readonly SimWindow[];
  readonly lines: readonly Line[];
  nowMin = 0;
  switches = 0;
  reserveMinUsed = 0;
  private nextTicket = 0;
  private readonly switchMin: number;
  private readonly crossFactor: number;
  private readonly terminals: Terminals;
  private readonly guidedUntil = new Map<number, number>();
  /** led out of line to handle it by phone */
  private readonly byPhone = new Map<number, SimTicket>();

  constructor(
    readonly day: SimDay,
    private readonly options: SimOptions,
  ) {
    const { branches, service, selfService } = day.scenario;
    this.lines = branches.map(() => new Line());
    this.switchMin = options.switchMin ?? service.switchMin;
    this.crossFactor = options.crossSkillFactor ?? service.crossSkillFactor;
    this.terminals = new Terminals(selfService.terminals);
    const everything = allQueues(branches.length);
    this.windows = day.officers.map(
      (officer) =>
        new SimWindow(
          officer,
          options.everyoneKnowsAll === true ? everything : officer.skills,
          options.opening(officer),
        ),
    );
  }

  /** Plays everything that happens strictly before `minute`: a decision comes before simultaneous events. */
  advanceTo(minute: number): void {
    this.play(minute);
    this.nowMin = Math.max(this.nowMin, minute);
  }

  /** Plays on until everybody has been called and served, or until the drain is given up at 900 minutes. */
  drain(): void {
    this.play(GIVE_UP_MIN + EPSILON);
  }

  /** An accepted command; it is carried out when the window is next free, at once when it is idle. */
  assign(window: number, assignment: Assignment): void {
    const target = pick(this.windows, window);
    target.pending = assignment;
    if (target.state === 'idle') this.free(target);
  }

  /** Newcomers of an item are shown to the terminals until `untilMin`. */
  guide(branch: number, item: number, untilMin: number): void {
    this.guidedUntil.set(branch * ITEMS + item, untilMin);
  }

  /** A guide takes somebody out of the line, to a terminal or to their phone; false when they do not stand in it (any more). */
  lead(ticketId: number, to: 'terminal' | 'phone'): boolean {
    const ticket = this.lines.reduce<SimTicket | undefined>((found, line) => found ?? line.remove(ticketId), undefined);
    if (ticket === undefined) return false;
    // told to go, they wait there as long as it takes
    const terminal = to === 'phone' ? null : (this.terminals.send(ticket, this.nowMin, NEVER)?.terminal ?? null);
    if (terminal === null) this.byPhone.set(ticketId, ticket);
    this.options.onStep?.({ kind: 'guided', min: this.nowMin, ticket, terminal });
    return true;
  }

  /** It was a mistake: they stand where they stood; false when there is nobody to bring back. */
  bringBack(ticketId: number): boolean {
    const ticket = this.terminals.remove(ticketId) ?? this.byPhone.get(ticketId);
    if (ticket === undefined) return false;
    this.byPhone.delete(ticketId);
    this.rejoin(ticket);
    return true;
  }

  /** Opens a reserve window until `untilMin`; false when it is no reserve window or the day's budget is used up. */
  open(window: number, untilMin: number, assignment: Assignment): boolean {
    const target = pick(this.windows, window);
    const { reserve } = this.day.scenario;
    if (!target.officer.reserve || reserve === null) return false;
    const from = target.state === 'closed' ? this.nowMin : target.closesMin;
    if (untilMin <= from || this.reserveMinUsed + untilMin - from > reserve.budgetMin + EPSILON) return false;
    this.reserveMinUsed += untilMin - from;
    target.closesMin = untilMin;
    target.assign(assignment);
    if (target.state !== 'closed') return true;
    const { promptId } = assignment;
    this.options.onStep?.({
      kind: 'opened',
      min: this.nowMin,
      window,
      mask: assignment.mask,
      ...(promptId === undefined ? {} : { promptId }),
    });
    this.free(target);
    return true;
  }

  /** A lunch or break still to come is taken at another time; false when there is none. */
  moveAbsence(window: number, kind: 'lunch' | 'break', wasMin: number, startMin: number): boolean {
    return pick(this.windows, window).moveAbsence(kind, wasMin, Math.max(startMin, this.nowMin));
  }

  /** Calls an officer back from a planned break; false when there is nothing to call them back from. */
  recall(window: number): boolean {
    const target = pick(this.windows, window);
    if (target.state !== 'away' || target.away === 'outage') return false;
    this.free(target);
    return true;
  }

  /** Tickets never called; nobody could serve them. */
  stranded(): SimTicket[] {
    return this.lines.flatMap((line) => line.remaining());
  }

  private play(end: number): void {
    for (;;) {
      const ticket = this.day.tickets[this.nextTicket];
      let when = ticket?.issuedMin ?? NEVER;
      let actor: SimWindow | undefined;
      for (const window of this.windows) {
        if (window.untilMin < when) {
          when = window.untilMin;
          actor = window;
        }
      }
      const terminalEnd = this.terminals.nextEndMin();
      if (Math.min(when, terminalEnd) >= end) return;
      if (ticket === undefined && terminalEnd === Infinity && this.isOver()) return;
      this.nowMin = Math.min(when, terminalEnd);
      if (terminalEnd < when) this.leaveTerminal();
      else if (actor !== undefined) this.free(actor);
      else if (ticket !== undefined) {
        this.nextTicket += 1;
        this.arrive(ticket);
      }
    }
  }

  private isOver(): boolean {
    return this.lines.every((line) => line.length === 0) && !this.windows.some((w) => w.state === 'serving');
  }

  private arrive(ticket: SimTicket): void {
    this.options.onStep?.({ kind: 'issued', min: this.nowMin, ticket });
    if (this.sendToTerminal(ticket)) return;
    pick(this.lines, ticket.branch).push(ticket);
    this.offer(ticket.branch);
  }

  /** A newcomer takes the idle window that suits them best. */
  private offer(branch: number): void {
    let chosen: SimWindow | undefined;
    let best = NEVER;
    for (const window of this.windows) {
      if (window.state !== 'idle' || !has(window.mask, branch)) continue;
      const score = misfit(window.skillCount, window.current === branch, window.officer.home === branch);
      if (score < best) {
        best = score;
        chosen = window;
      }
    }
    if (chosen !== undefined) this.free(chosen);
  }

  private sendToTerminal(ticket: SimTicket): boolean {
    const until = this.guidedUntil.get(ticket.branch * ITEMS + ticket.item);
    const { compliance, maxWaitMin } = this.day.scenario.selfService;
    if (until === undefined || this.nowMin >= until || ticket.noShow || ticket.willing >= compliance) return false;
    const visit = this.terminals.send(ticket, this.nowMin, maxWaitMin);
    if (visit === undefined) return false;
    this.options.onStep?.({ kind: 'guided', min: this.nowMin, ticket, terminal: visit.terminal });
    if (!ticket.terminalFails) this.options.onWait?.(visit.startMin - ticket.issuedMin, ticket.branch, ticket);
    return true;
  }

  private leaveTerminal(): void {
    const visit = this.terminals.takeEnded();
    if (visit === undefined) return;
    const { ticket, terminal } = visit;
    const failed = ticket.terminalFails;
    this.options.onStep?.({
      kind: 'terminal-used',
      min: this.nowMin,
      ticket,
      terminal,
      minutes: visit.endMin - visit.startMin,
      failed,
    });
    if (!failed) return;
    this.rejoin(ticket);
  }

  private rejoin(ticket: SimTicket): void {
    this.options.onStep?.({ kind: 'rejoined', min: this.nowMin, ticket });
    pick(this.lines, ticket.branch).rejoin(ticket);
    this.offer(ticket.branch);
  }

  /** What a window does whenever it has nothing to do. */
  private free(window: SimWindow): void {
    this.endService(window);
    this.endAbsence(window);
    if (this.obey(window) || this.leave(window) || this.close(window)) return;
    const queue = this.choose(window);
    if (queue < 0) {
      window.state = 'idle';
      window.untilMin = window.idleUntil();
    } else if (!this.switchTo(window, queue)) this.call(window, queue);
  }

  private endService(window: SimWindow): void {
    if (window.ticket === undefined) return;
    this.options.onStep?.({
      kind: window.noShow ? 'no-show' : 'finished',
      min: this.nowMin,
      ticket: window.ticket,
      window: window.officer.window,
    });
    window.ticket = undefined;
  }

  private endAbsence(window: SimWindow): void {
    if (window.away === undefined) return;
    window.away = undefined;
    this.options.onStep?.({ kind: 'resumed', min: this.nowMin, window: window.officer.window });
  }

  /** Carries out a pending command; true when that starts a switch because the current system was dropped. */
  private obey(window: SimWindow): boolean {
    const command = window.pending;
    if (command === undefined) return false;
    window.pending = undefined;
    window.assign(command);
    const { mask, promptId } = command;
    this.options.onStep?.({
      kind: 'assigned',
      min: this.nowMin,
      window: window.officer.window,
      mask,
      ...(promptId === undefined ? {} : { promptId }),
    });
    if (has(mask, window.current)) return false;
    return this.switchTo(window, this.longest(mask));
  }

  private leave(window: SimWindow): boolean {
    for (;;) {
      const absence = window.takeDueAbsence(this.nowMin);
      if (absence === undefined) return false;
      const end = absence.kind === 'outage' ? absence.startMin + absence.lengthMin : this.nowMin + absence.lengthMin;
      if (end <= this.nowMin) continue;
      window.state = 'away';
      window.away = absence.kind;
      window.untilMin = end;
      this.options.onStep?.({ kind: 'paused', min: this.nowMin, window: window.officer.window, reason: absence.kind });
      return true;
    }
  }

  private close(window: SimWindow): boolean {
    if (window.closesMin > this.nowMin + EPSILON) return false;
    window.state = 'closed';
    window.closesMin = NEVER;
    window.untilMin = NEVER;
    this.options.onStep?.({ kind: 'closed', min: this.nowMin, window: window.officer.window });
    return true;
  }

  private choose(window: SimWindow): number {
    let chosen = -1;
    let best = -NEVER;
    for (let b = 0; b < this.lines.length; b += 1) {
      const head = has(window.mask, b) ? this.lines[b]?.peek() : undefined;
      if (head === undefined) continue;
      const score = urgency(
        this.nowMin - head.issuedMin,
        b === window.current,
        window.currentBias,
        b === window.officer.home,
        window.homeBias,
      );
      if (score > best) {
        best = score;
        chosen = b;
      }
    }
    return chosen;
  }

  /** The queue of the mask whose head has waited longest, an empty one when all are. */
  private longest(mask: QueueSet): number {
    let chosen = -1;
    let best = -1;
    for (let b = 0; b < this.lines.length; b += 1) {
      if (!has(mask, b)) continue;
      const head = this.lines[b]?.peek();
      const wait = head === undefined ? 0 : this.nowMin - head.issuedMin;
      if (wait > best) {
        best = wait;
        chosen = b;
      }
    }
    return chosen;
  }

  private switchTo(window: SimWindow, queue: number): boolean {
    if (queue < 0 || queue === window.current) return false;
    window.current = queue;
    this.switches += 1;
    if (this.switchMin <= EPSILON) return false;
    window.state = 'switching';
    window.untilMin = this.nowMin + this.switchMin;
    return true;
  }

  private call(window: SimWindow, queue: number): void {
    const ticket = pick(this.lines, queue).shift();
    if (ticket === undefined) return;
    const waited = this.nowMin - ticket.issuedMin;
    window.noShow = ticket.noShow || waited > ticket.patienceMin;
    const unfamiliar = queue === window.officer.home || window.officer.reserve ? 1 : this.crossFactor;
    const length = window.noShow
      ? this.day.scenario.service.callMin
      : ticket.serviceMin * window.officer.speed * unfamiliar;
    if (!ticket.noShow) this.options.onWait?.(Math.min(waited, ticket.patienceMin), queue, ticket);
    window.state = 'serving';
    window.ticket = ticket;
    window.startedMin = this.nowMin;
    window.untilMin = this.nowMin + length;
    this.options.onStep?.({ kind: 'called', min: this.nowMin, ticket, window: window.officer.window });
    if (!window.noShow)
      this.options.onStep?.({ kind: 'started', min: this.nowMin, ticket, window: window.officer.window });
  }
}
