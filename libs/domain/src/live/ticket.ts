import type { HallEvent } from '@cockpit/contracts';
import { TICKET_KINDS, TicketLife, type TicketKind, type TicketStage } from '../lifecycle';
import { placeIn, removeKey } from './place';
import type { TicketPart, WaitingTicket } from './ticket-part';

/** One event of a ticket. `text` is the queue (issued, transferred), the result or the reason. */
export interface TicketFact {
  kind: TicketKind;
  at: number;
  key: string;
  windowId: string | null;
  officerId: string | null;
  text: string | null;
  issue: IssueFact | null;
}

export interface IssueFact {
  number: string;
  item: string | null;
  channel: string;
  /** 0 by default; higher priorities are called first */
  priority: number;
}

/** Present contribution of a ticket to its queue and window. */
export interface Counted {
  part: TicketPart | null;
  /** queue of the line that it waits in */
  line: string | null;
  place: WaitingTicket | null;
  /** window that it was called to or is served at */
  windowId: string | null;
}

const RANK = Object.fromEntries(TICKET_KINDS.map((kind, rank) => [kind, rank])) as Record<TicketKind, number>;

/** Total order of facts: time, then natural sequence, then identity. */
export function compareFacts(a: TicketFact, b: TicketFact): number {
  return a.at - b.at || RANK[a.kind] - RANK[b.kind] || (a.key < b.key ? -1 : a.key > b.key ? 1 : 0);
}

/**
 * A ticket as the fold of its facts. The facts are kept sorted, so order and repetition do not matter; a fact that arrives in order, as
 * nearly all do, costs one step.
 */
export class LiveTicket {
  readonly facts: TicketFact[] = [];
  private life = new TicketLife();
  number: string | null = null;
  /** queue of the current leg */
  queue: string | null = null;
  /** queue that it was issued for */
  issuedQueue: string | null = null;
  item: string | null = null;
  channel: string | null = null;
  priority = 0;
  issuedAt: number | null = null;
  /** start of the current leg: its issue, or the transfer to its queue */
  enqueuedAt: number | null = null;
  /** first call of the current leg */
  calledAt: number | null = null;
  /** first call of all */
  firstCalledAt: number | null = null;
  startedAt: number | null = null;
  finishedAt: number | null = null;
  /** when it left without service: no-show, cancelled, guided */
  leftAt: number | null = null;
  result: string | null = null;
  windowId: string | null = null;
  officerId: string | null = null;
  /** time of the last fact */
  since = 0;
  /** when it was last called or started */
  placedAt = Number.NEGATIVE_INFINITY;
  /** its present contribution to the day's figures; written by the hall state only */
  readonly counted: Counted = { part: null, line: null, place: null, windowId: null };

  constructor(readonly id: string) {}

  get state(): TicketStage {
    return this.life.stage;
  }

  /** @returns `repeat` for a known fact, `late` if later facts of this ticket came before it */
  add(fact: TicketFact): 'new' | 'late' | 'repeat' {
    const facts = this.facts;
    const at = placeIn(facts, (other) => compareFacts(other, fact) >= 0);
    for (const known of facts) if (known.key === fact.key && known.kind === fact.kind) return 'repeat';
    if (at === facts.length) {
      facts.push(fact);
      this.step(fact);
      return 'new';
    }
    facts.splice(at, 0, fact);
    this.refold();
    return 'late';
  }

  /** Removes the facts of an event. */
  remove(key: string): void {
    removeKey(this.facts, key);
    this.refold();
  }

  /** The queue of this ticket when it was called at a moment; transfers change it. */
  queueAt(time: number): string | null {
    let queue = this.issuedQueue;
    for (const fact of this.facts) {
      if (fact.at > time) break;
      if (fact.kind === 'transferred') queue = fact.text;
    }
    return queue;
  }

  /** The ticket at an earlier moment, by the facts known now. */
  asOf(time: number): LiveTicket {
    if (this.since <= time) return this;
    const then = new LiveTicket(this.id);
    for (const fact of this.facts) if (fact.at <= time) then.add(fact);
    return then;
  }

  private refold(): void {
    this.number = this.queue = this.issuedQueue = this.item = this.channel = null;
    this.priority = 0;
    this.life = new TicketLife();
    this.issuedAt =
      this.enqueuedAt =
      this.calledAt =
      this.firstCalledAt =
      this.startedAt =
      this.finishedAt =
      this.leftAt =
        null;
    this.result = this.windowId = this.officerId = null;
    this.placedAt = Number.NEGATIVE_INFINITY;
    for (const fact of this.facts) this.step(fact);
  }

  private step(fact: TicketFact): void {
    this.since = fact.at;
    const before = this.state;
    const effect = this.life.step({
      kind: fact.kind,
      at: fact.at,
      windowId: fact.windowId,
      reason: fact.kind === 'cancelled' ? fact.text : null,
    });
    if (fact.kind === 'issued') this.readIssue(fact);
    if (effect !== 'moved') return;
    switch (fact.kind) {
      case 'issued':
        if (before !== 'unknown') this.calledAt = this.startedAt = null;
        this.leftAt = this.result = null;
        return;
      case 'transferred':
        this.queue = fact.text;
        this.issuedAt ??= fact.at;
        this.enqueuedAt = fact.at;
        this.calledAt = this.startedAt = this.finishedAt = this.leftAt = null;
        this.result = this.windowId = this.officerId = null;
        return;
      case 'called':
      case 'recalled':
        this.takePlace(fact);
        return;
      case 'started':
        this.startedAt = fact.at;
        this.takePlace(fact);
        return;
      case 'finished':
        this.finishedAt = fact.at;
        this.result = fact.text;
        this.windowId = fact.windowId;
        this.officerId = fact.officerId ?? this.officerId;
        return;
      case 'no-show':
      case 'cancelled':
        this.leftAt = fact.at;
        this.result = this.state;
        return;
    }
  }

  /** Reads an issue; later issues of the same ticket only fill the gaps of the first. */
  private readIssue({ at, issue, text }: TicketFact): void {
    if (issue === null) return;
    this.issuedAt ??= at;
    this.enqueuedAt ??= at;
    this.number ??= issue.number;
    this.item = issue.item ?? this.item;
    this.channel ??= issue.channel;
    this.priority = Math.max(this.priority, issue.priority);
    if (this.issuedQueue !== null) return;
    this.issuedQueue = text;
    this.queue ??= text;
  }

  private takePlace(fact: TicketFact): void {
    this.placedAt = fact.at;
    this.calledAt ??= fact.at;
    this.firstCalledAt ??= fact.at;
    this.finishedAt = this.leftAt = this.result = null;
    this.windowId = fact.windowId;
    this.officerId = fact.officerId ?? this.officerId;
  }
}

type TicketEvent = Extract<HallEvent, { type: `hall.ticket.${string}` }>;

/** @returns null for ticket events that change no stage (ratings) */
export function ticketFact(event: TicketEvent, key: string): TicketFact | null {
  const base = { at: event.time, key, windowId: null, officerId: null, text: null, issue: null };
  switch (event.type) {
    case 'hall.ticket.issued': {
      const { number, item, channel, priority } = event.data;
      const level = typeof priority === 'number' ? priority : priority === true ? 1 : 0;
      return {
        ...base,
        kind: 'issued',
        text: event.data.queue,
        issue: { number, item: item ?? null, channel, priority: level },
      };
    }
    case 'hall.ticket.called':
      return { ...base, kind: 'called', windowId: event.data.windowId, officerId: event.data.officerId ?? null };
    case 'hall.ticket.recalled':
      return { ...base, kind: 'recalled', windowId: event.data.windowId, officerId: event.data.officerId ?? null };
    case 'hall.ticket.started':
      return { ...base, kind: 'started', windowId: event.data.windowId, officerId: event.data.officerId ?? null };
    case 'hall.ticket.finished':
      return {
        ...base,
        kind: 'finished',
        windowId: event.data.windowId,
        officerId: event.data.officerId ?? null,
        text: event.data.result,
      };
    case 'hall.ticket.transferred':
      return { ...base, kind: 'transferred', text: event.data.toQueue };
    case 'hall.ticket.no-show':
      return { ...base, kind: 'no-show', windowId: event.data.windowId ?? null, text: event.data.reason ?? null };
    case 'hall.ticket.cancelled':
      return { ...base, kind: 'cancelled', text: event.data.reason ?? null };
    case 'hall.ticket.rated':
      return null;
  }
}
