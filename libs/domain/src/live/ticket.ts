import type { HallEvent } from '@cockpit/contracts';
import { placeIn } from './place';
import type { TicketPart, WaitingTicket } from './queue';

/** Ticket event kinds in the order they take effect when a coarse clock gives several the same time. */
export const TICKET_KINDS = [
  'issued', 'transferred', 'called', 'recalled', 'started', 'no-show', 'finished', 'cancelled',
] as const;
export type TicketKind = (typeof TICKET_KINDS)[number];

export type TicketState = 'unknown' | 'waiting' | 'called' | 'serving' | 'done' | 'no-show' | 'cancelled' | 'guided';

/** One thing that happened to a ticket. `text` is the queue (issued, transferred), the result or the reason. */
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
  /** 0 = none; larger is called earlier */
  priority: number;
}

/** What a ticket at present contributes to its queue and window. */
export interface Counted {
  part: TicketPart | null;
  /** queue in whose line it stands */
  line: string | null;
  place: WaitingTicket | null;
  /** window it is called to or served at */
  windowId: string | null;
}

const RANK: Record<TicketKind, number> = {
  issued: 0, transferred: 1, called: 2, recalled: 3, started: 4, 'no-show': 5, finished: 6, cancelled: 7,
};

/** Total order of facts: time, then natural sequence, then identity. */
export function compareFacts(a: TicketFact, b: TicketFact): number {
  return a.at - b.at || RANK[a.kind] - RANK[b.kind] || (a.key < b.key ? -1 : a.key > b.key ? 1 : 0);
}

/**
 * A ticket as the fold of its facts. The facts are kept sorted, so whatever order they arrive in, and however often,
 * the ticket comes out the same; a fact that arrives in order (nearly all do) costs one step.
 */
export class LiveTicket {
  readonly facts: TicketFact[] = [];
  number: string | null = null;
  /** queue of the current leg */
  queue: string | null = null;
  /** queue it was issued for */
  issuedQueue: string | null = null;
  item: string | null = null;
  channel: string | null = null;
  priority = 0;
  state: TicketState = 'unknown';
  issuedAt: number | null = null;
  /** first call of the current leg */
  calledAt: number | null = null;
  /** first call of all */
  firstCalledAt: number | null = null;
  startedAt: number | null = null;
  finishedAt: number | null = null;
  /** when it left without being served: no-show, cancelled, guided */
  leftAt: number | null = null;
  result: string | null = null;
  windowId: string | null = null;
  officerId: string | null = null;
  /** time of the last fact */
  since = 0;
  /** when it was last called or started */
  placedAt = Number.NEGATIVE_INFINITY;
  /** where the day's figures have it at present; kept by the hall state only */
  readonly counted: Counted = { part: null, line: null, place: null, windowId: null };

  constructor(readonly id: string) {}

  /** @returns `repeat` when it was known, `late` when later facts of this ticket had come before it */
  add(fact: TicketFact): 'new' | 'late' | 'repeat' {
    const facts = this.facts;
    const at = placeIn(facts, (known) => compareFacts(known, fact) >= 0);
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

  /** The queue this ticket stood in when it was called at a moment: transfers change it. */
  queueAt(time: number): string | null {
    let queue = this.issuedQueue;
    for (const fact of this.facts) {
      if (fact.at > time) break;
      if (fact.kind === 'transferred') queue = fact.text;
    }
    return queue;
  }

  private refold(): void {
    this.number = this.queue = this.issuedQueue = this.item = this.channel = null;
    this.priority = 0;
    this.state = 'unknown';
    this.issuedAt = this.calledAt = this.firstCalledAt = this.startedAt = this.finishedAt = this.leftAt = null;
    this.result = this.windowId = this.officerId = null;
    this.placedAt = Number.NEGATIVE_INFINITY;
    for (const fact of this.facts) this.step(fact);
  }

  private step(fact: TicketFact): void {
    this.since = fact.at;
    switch (fact.kind) {
      case 'issued':
        this.stepIssued(fact);
        return;
      case 'transferred':
        this.queue = fact.text;
        this.issuedAt ??= fact.at;
        this.state = 'waiting';
        this.calledAt = this.startedAt = this.finishedAt = this.leftAt = null;
        this.result = this.windowId = this.officerId = null;
        return;
      case 'called':
      case 'recalled':
        this.state = 'called';
        this.takePlace(fact);
        return;
      case 'started':
        this.state = 'serving';
        this.startedAt = fact.at;
        this.takePlace(fact);
        return;
      case 'finished':
        this.state = 'done';
        this.finishedAt = fact.at;
        this.result = fact.text;
        this.windowId = fact.windowId;
        this.officerId = fact.officerId ?? this.officerId;
        return;
      case 'no-show':
      case 'cancelled':
        this.state = fact.kind === 'no-show' ? 'no-show' : fact.text?.startsWith('guided-') === true ? 'guided' : 'cancelled';
        this.leftAt = fact.at;
        this.result = this.state;
        return;
    }
  }

  /** A second issue puts a ticket that had left back into its old place; it never pulls one away from a window. */
  private stepIssued(fact: TicketFact): void {
    const issue = fact.issue;
    if (issue === null) return;
    this.issuedAt ??= fact.at;
    this.number ??= issue.number;
    this.item = issue.item ?? this.item;
    this.channel ??= issue.channel;
    this.priority = Math.max(this.priority, issue.priority);
    if (this.issuedQueue === null) {
      this.issuedQueue = fact.text;
      this.queue ??= fact.text;
    }
    const left = this.state === 'cancelled' || this.state === 'guided' || this.state === 'no-show';
    if (this.state !== 'unknown' && !left) return;
    if (left) this.calledAt = this.startedAt = null;
    this.state = 'waiting';
    this.leftAt = this.result = null;
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

/** @returns null for ticket events that do not move a ticket (ratings) */
export function ticketFact(event: TicketEvent, key: string): TicketFact | null {
  const base = { at: event.time, key, windowId: null, officerId: null, text: null, issue: null };
  switch (event.type) {
    case 'hall.ticket.issued': {
      const { number, item, channel, priority } = event.data;
      const level = typeof priority === 'number' ? priority : priority === true ? 1 : 0;
      return { ...base, kind: 'issued', text: event.data.queue, issue: { number, item: item ?? null, channel, priority: level } };
    }
    case 'hall.ticket.called':
      return { ...base, kind: 'called', windowId: event.data.windowId, officerId: event.data.officerId ?? null };
    case 'hall.ticket.recalled':
      return { ...base, kind: 'recalled', windowId: event.data.windowId, officerId: event.data.officerId ?? null };
    case 'hall.ticket.started':
      return { ...base, kind: 'started', windowId: event.data.windowId, officerId: event.data.officerId ?? null };
    case 'hall.ticket.finished':
      return { ...base, kind: 'finished', windowId: event.data.windowId, officerId: event.data.officerId ?? null, text: event.data.result };
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
