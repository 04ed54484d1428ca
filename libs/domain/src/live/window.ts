import type { WindowState } from '@cockpit/contracts';
import { pauseKind, WINDOW_KINDS, WindowLife, type PauseKind, type TicketKind, type WindowKind } from '../lifecycle';
import type { WindowConfig } from './config';
import { placeIn, removeKey } from './place';
import type { LiveTicket } from './ticket';

/** One report of a window. `text` is the pause reason or the fault code. */
export interface WindowFact {
  kind: WindowKind;
  at: number;
  key: string;
  officerId: string | null;
  queues: readonly string[] | null;
  promptId: string | null;
  text: string | null;
}

export interface BreakTaken {
  reason: string;
  /** meaning of the reason; null if it is no rostered absence */
  kind: PauseKind | null;
  from: number;
  to: number | null;
}

/** A queue called within this time before the last call still counts as served. */
const CALLED_LATELY_MS = 60 * 60_000;

interface Call {
  at: number;
  ticket: LiveTicket;
}

const RANK = Object.fromEntries(WINDOW_KINDS.map((kind, rank) => [kind, rank])) as Record<WindowKind, number>;

function compareFacts(a: WindowFact, b: WindowFact): number {
  return a.at - b.at || RANK[a.kind] - RANK[b.kind] || (a.key < b.key ? -1 : a.key > b.key ? 1 : 0);
}

/**
 * A window as the fold of its reports and of the tickets handled at it. Getters compute their values again only after a change of the
 * window.
 */
export class WindowLive {
  readonly facts: WindowFact[] = [];
  private readonly calls: Call[] = [];
  private readonly active: LiveTicket[] = [];
  /** tickets with events here; they are read again when one of their events is withdrawn */
  private readonly handled = new Set<LiveTicket>();
  private touchesStale = false;
  private lastTouchAt = Number.NEGATIVE_INFINITY;
  private lastCallAt = Number.NEGATIVE_INFINITY;
  private lastOfficer: { at: number; id: string } | null = null;
  private system: string | null = null;
  private switchedAt: number | null = null;
  private callsStale = false;
  private called: readonly string[] | null = null;
  private stale = true;
  private derived: Derived;
  private closedAt = Number.NEGATIVE_INFINITY;

  constructor(
    readonly windowId: string,
    /** null for a window that is in the feed but not in the organisation */
    readonly config: WindowConfig | null,
  ) {
    this.derived = derive(this.facts, null, this.lastTouchAt, this.lastCallAt);
  }

  get number(): string {
    return this.config?.number ?? this.windowId;
  }
  get homeQueue(): string | null {
    return this.config?.homeQueue ?? this.config?.queues[0] ?? null;
  }
  get state(): WindowState {
    return this.now().state;
  }
  /** start of the present state, epoch ms; null if it never reported */
  get stateSince(): number | null {
    return this.now().since;
  }
  /** pause reason or fault code of the present state */
  get reason(): string | null {
    return this.now().reason;
  }
  get ticket(): LiveTicket | null {
    return this.now().ticket;
  }
  get ticketId(): string | null {
    return this.now().ticket?.id ?? null;
  }
  /** queue codes served now: the last report, else the organisation's plus recent calls */
  get servingQueues(): readonly string[] {
    return this.now().queues ?? this.calledQueues();
  }
  /** last change of the served queues by opening or assignment */
  get assignedAt(): number | null {
    return this.now().assignedAt;
  }
  get breaks(): readonly BreakTaken[] {
    return this.now().breaks;
  }
  /** its present business system: the queue of its last call, else its home */
  get currentSystem(): string | null {
    this.readSwitches();
    return this.system ?? this.homeQueue;
  }
  /** last time that two consecutive calls were of different queues */
  get lastSwitchAt(): number | null {
    this.readSwitches();
    return this.switchedAt;
  }
  /** last officer seen here today; null if no event named any */
  get officerId(): string | null {
    this.readTouches();
    return this.lastOfficer?.id ?? null;
  }
  /** whether it can call a visitor now or after the present one */
  get open(): boolean {
    const { state } = this;
    return state === 'idle' || state === 'called' || state === 'serving';
  }
  /** last call or ticket event, epoch ms; null if none */
  get lastTicketAt(): number | null {
    this.readTouches();
    return Number.isFinite(this.lastTouchAt) ? this.lastTouchAt : null;
  }

  /** @returns whether the fact was new */
  add(fact: WindowFact): boolean {
    const facts = this.facts;
    if (facts.some((other) => other.key === fact.key && other.kind === fact.kind)) return false;
    facts.splice(
      placeIn(facts, (known) => compareFacts(known, fact) > 0),
      0,
      fact,
    );
    if (fact.kind === 'closed' && fact.at > this.closedAt) this.closedAt = fact.at;
    this.noteOfficer(fact.officerId, fact.at);
    this.stale = true;
    return true;
  }

  /** not in the organisation and without valid events */
  get isForgettable(): boolean {
    return this.config === null && this.facts.length === 0 && this.handled.size === 0;
  }

  /** Removes the facts of an event; @returns the removed facts. */
  remove(key: string): WindowFact[] {
    const gone = removeKey(this.facts, key);
    this.closedAt = Math.max(-Infinity, ...this.facts.flatMap(({ kind, at }) => (kind === 'closed' ? [at] : [])));
    this.touchesStale = true;
    this.changed();
    return gone;
  }

  /** Records a ticket event at this window; the ticket already has it among its facts. */
  touch(kind: TicketKind, at: number, officerId: string | null, ticket: LiveTicket): void {
    this.handled.add(ticket);
    this.stale = true;
    if (!this.touchesStale) this.noteTouch(kind, at, officerId, ticket);
  }

  /** Called after an event of a ticket handled here was withdrawn. */
  lost(ticket: LiveTicket): void {
    if (!ticket.facts.some(({ windowId }) => windowId === this.windowId)) this.handled.delete(ticket);
    this.touchesStale = true;
    this.changed();
  }

  private noteTouch(kind: TicketKind, at: number, officerId: string | null, ticket: LiveTicket): void {
    if (at > this.lastTouchAt) this.lastTouchAt = at;
    if (kind === 'called' || kind === 'recalled' || kind === 'started') {
      if (at > this.lastCallAt) this.lastCallAt = at;
      if (kind !== 'recalled') this.insertCall({ at, ticket });
    }
    this.noteOfficer(officerId, at);
  }

  /** Rebuilds the values that can only grow after a withdrawal; only when they are read, because many may be withdrawn at once. */
  private readTouches(): void {
    if (!this.touchesStale) return;
    this.touchesStale = false;
    this.lastTouchAt = this.lastCallAt = Number.NEGATIVE_INFINITY;
    this.lastOfficer = null;
    this.calls.length = 0;
    for (const { officerId, at } of this.facts) this.noteOfficer(officerId, at);
    const here = [...this.handled].flatMap((ticket) =>
      ticket.facts.filter(({ windowId }) => windowId === this.windowId).map((fact) => ({ ticket, fact })),
    );
    here.sort((a, b) => a.fact.at - b.fact.at || (a.ticket.id < b.ticket.id ? -1 : 1));
    for (const { ticket, fact } of here) this.noteTouch(fact.kind, fact.at, fact.officerId, ticket);
    this.callsStale = true;
  }

  arrive(ticket: LiveTicket): void {
    this.active.push(ticket);
    this.stale = true;
  }

  leave(ticket: LiveTicket): void {
    const at = this.active.indexOf(ticket);
    if (at >= 0) this.active.splice(at, 1);
    this.stale = true;
  }

  /** Called after the past of a ticket handled here changed, possibly its queue. */
  changed(): void {
    this.called = null;
    this.stale = true;
    this.callsStale = true;
  }

  private now(): Derived {
    if (this.stale) {
      this.readTouches();
      this.derived = derive(this.facts, this.present(), this.lastTouchAt, this.lastCallAt);
      this.stale = false;
    }
    return this.derived;
  }

  /**
   * The ticket at the window: the last one called or started, unless another one was called here or the window closed since (its end was
   * lost). The end of another ticket does not end this one, whichever comes first.
   */
  private present(): LiveTicket | null {
    const goneBefore = Math.max(this.lastCallAt, this.closedAt);
    let best: LiveTicket | null = null;
    for (const ticket of this.active) {
      if (ticket.placedAt < goneBefore) continue;
      if (
        best === null ||
        ticket.placedAt > best.placedAt ||
        (ticket.placedAt === best.placedAt && ticket.id > best.id)
      )
        best = ticket;
    }
    return best;
  }

  private noteOfficer(officerId: string | null, at: number): void {
    if (officerId === null) return;
    const previous = this.lastOfficer;
    if (previous === null || at > previous.at || (at === previous.at && officerId > previous.id))
      this.lastOfficer = { at, id: officerId };
  }

  private insertCall(call: Call): void {
    this.called = null;
    const calls = this.calls;
    const at = placeIn(
      calls,
      (other) => other.at > call.at || (other.at === call.at && other.ticket.id > call.ticket.id),
    );
    if (at === calls.length) {
      calls.push(call);
      if (!this.callsStale) this.followCall(call);
    } else {
      calls.splice(at, 0, call);
      this.callsStale = true;
    }
  }

  private followCall(call: Call): void {
    const queue = call.ticket.queueAt(call.at);
    if (queue === null || queue === this.system) return;
    if (this.system !== null || (this.homeQueue !== null && queue !== this.homeQueue)) this.switchedAt = call.at;
    this.system = queue;
  }

  private readSwitches(): void {
    if (!this.callsStale) return;
    this.readTouches();
    this.callsStale = false;
    this.system = this.switchedAt = null;
    for (const call of this.calls) this.followCall(call);
  }

  /** First call here from these queues since a moment; null if there was none. */
  firstCall(queues: readonly string[], since: number): number | null {
    this.readTouches();
    for (const { at, ticket } of this.calls) if (at >= since && queues.includes(ticket.queueAt(at) ?? '')) return at;
    return null;
  }

  /** Queues of a window without reported assignments: those of the organisation, and those called within its last hour of work. */
  private calledQueues(): readonly string[] {
    if (!this.callsStale && this.called !== null) return this.called;
    this.readSwitches();
    const listed = this.config?.queues ?? [];
    const since = (this.calls.at(-1)?.at ?? 0) - CALLED_LATELY_MS;
    const recent =
      this.config === null
        ? [this.system]
        : this.calls.slice(placeIn(this.calls, (call) => call.at >= since)).map(({ at, ticket }) => ticket.queueAt(at));
    this.called = [...new Set([...listed, ...recent.flatMap((queue) => queue ?? [])])];
    return this.called;
  }
}

interface Derived {
  state: WindowState;
  since: number | null;
  reason: string | null;
  ticket: LiveTicket | null;
  queues: readonly string[] | null;
  assignedAt: number | null;
  breaks: BreakTaken[];
}

function derive(
  facts: readonly WindowFact[],
  ticket: LiveTicket | null,
  lastTouchAt: number,
  lastCallAt: number,
): Derived {
  const life = new WindowLife();
  let readyAt = Number.NEGATIVE_INFINITY;
  let queues: readonly string[] | null = null;
  let assignedAt: number | null = null;
  const breaks: BreakTaken[] = [];
  for (const { kind, at, text, queues: named } of facts) {
    if (kind === 'opened' && life.isClosed()) queues = null;
    life.step(kind, at, text);
    if (kind !== 'fault' && kind !== 'assigned') readyAt = Math.max(readyAt, at);
    if (kind === 'opened' || kind === 'closed' || kind === 'paused' || kind === 'resumed') {
      const last = breaks.at(-1);
      if (last?.to === null) last.to = at;
    }
    if (kind === 'paused') breaks.push({ reason: text ?? '', kind: pauseKind(text ?? ''), from: at, to: null });
    if (named !== null && named.length > 0) {
      queues = named;
      assignedAt = at;
    }
  }
  const rest = { ticket, queues, assignedAt, breaks };
  const stop = life.stop(lastCallAt);
  if (stop !== null) return { ...rest, state: stop.stop, since: stop.at, reason: stop.text };
  const unfinished = breaks.at(-1);
  if (unfinished?.to === null) unfinished.to = lastCallAt;
  if (ticket !== null) {
    const serving = ticket.state === 'serving';
    return {
      ...rest,
      state: serving ? 'serving' : 'called',
      since: serving ? ticket.startedAt : ticket.calledAt,
      reason: null,
    };
  }
  if (!life.isHeard && !Number.isFinite(lastTouchAt)) return { ...rest, state: 'offline', since: null, reason: null };
  const since = Math.max(readyAt, lastTouchAt);
  return { ...rest, state: 'idle', since: Number.isFinite(since) ? since : null, reason: null };
}
